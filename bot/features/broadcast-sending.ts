/** From the preview over the second tap to the report. Every change is one step of bot.db or none. */
import { announcementOf } from '../broadcast/announcement.ts';
import { reportCsv } from '../broadcast/report.ts';
import { secondsOf, titleOf } from '../broadcast/summary.ts';
import { moment } from '../replies/announcements.ts';
import * as words from '../replies/broadcasts.ts';
import { actionOf, type Option, type Screen, type Visit } from '../screens/screen.ts';
import type { Broadcast } from '../store/broadcasts.ts';
import * as act from './broadcast-actions.ts';
import { type BroadcastDeps, draftOf } from './broadcast-draft.ts';

/** Why a draft cannot be sent now, or how many would get it. */
function objectionTo(deps: BroadcastDeps, draft: Broadcast): string | { recipients: number } {
  const { sendAt, content } = draft;
  const isPast = sendAt !== undefined && sendAt <= deps.now();
  if (isPast || (content.appointment?.startsAt ?? Number.POSITIVE_INFINITY) <= deps.now()) {
    return words.problem({ problem: 'past' });
  }
  const recipients = deps.store.deliveries
    .matching(draft.audience)
    .reduce((sum, { n }) => sum + n, 0);
  return recipients === 0 ? words.noRecipients : { recipients };
}

function refusal(text: string, id: number): Screen {
  return { text, options: [option(words.BACK, act.OPEN, id)] };
}

/** What the recipients of each channel will read, and how many there are. */
export function preview(deps: BroadcastDeps, id: number): Screen {
  const draft = draftOf(deps, id);
  if (!draft) return { text: words.noDraft };
  const found = objectionTo(deps, draft);
  if (typeof found === 'string') return refusal(found, id);
  const announcement = announcementOf(draft, deps.timeZone);
  const channels = deps.store.deliveries.matching(draft.audience).map(({ channel, n }) => ({
    channel,
    recipients: n,
    words: deps.voices.get(channel)?.preview(announcement).join('\n'),
  }));
  return {
    text: words.previews(channels, draft.sendAt, deps.timeZone),
    options: [
      option(words.sendTo(found.recipients), act.CONFIRM, id),
      option(words.TRIAL, act.TRIAL, id),
      option(words.BACK, act.OPEN, id),
    ],
  };
}

/** The real thing, to the staff member alone: with its picture, its bold heading and its file. */
export async function trial(deps: BroadcastDeps, visit: Visit, id: number): Promise<Screen> {
  const draft = draftOf(deps, id);
  if (!draft) return { text: words.noDraft };
  await deps.voices.get(visit.channel)?.say(visit.address, announcementOf(draft, deps.timeZone));
  return preview(deps, id);
}

export function confirm(deps: BroadcastDeps, id: number): Screen {
  const draft = draftOf(deps, id);
  if (!draft) return { text: words.noDraft };
  const found = objectionTo(deps, draft);
  if (typeof found === 'string') return refusal(found, id);
  const quietUntil = deps.quietUntil(draft.sendAt ?? deps.now());
  const until = quietUntil === undefined ? undefined : moment(quietUntil, deps.timeZone);
  return {
    text: words.confirm(found.recipients, until),
    options: [option(words.CONFIRM, act.SEND, id), option(words.NOT_YET, act.OPEN, id)],
  };
}

export function send(deps: BroadcastDeps, { channel, address }: Visit, id: number): Screen {
  const { broadcasts, watchers } = deps.store;
  const draft = draftOf(deps, id);
  if (!draft) return manage(deps, id);
  const found = objectionTo(deps, draft);
  if (typeof found === 'string') return refusal(found, id);
  watchers.watch(id, { channel, address });
  if (!broadcasts.schedule(id, draft.sendAt ?? deps.now())) return manage(deps, id);
  return {
    text: words.sending(id, draft.sendAt, deps.timeZone),
    options: controls({ ...draft, state: 'scheduled' }, false),
  };
}

/** How it stands, and what can be done about it. */
export function manage({ store }: BroadcastDeps, id: number, note?: string): Screen {
  const broadcast = store.broadcasts.get(id);
  if (!broadcast) return { text: words.noDraft };
  const tally = broadcast.report ?? store.deliveries.tally(id);
  const hasUnknown = tally.some(({ state }) => state === 'unknown');
  const text = words.progress(
    { ...broadcast, title: titleOf(broadcast) },
    tally,
    secondsOf(broadcast),
  );
  return {
    text: note === undefined ? text : `${note}\n\n${text}`,
    options: controls(broadcast, hasUnknown),
  };
}

function controls({ id, state, finishedAt }: Broadcast, hasUnknown: boolean): Option[] {
  const isOver = finishedAt !== undefined;
  return [
    ...(state === 'running' && !isOver ? [option(words.PAUSE, act.PAUSE, id)] : []),
    ...(state === 'paused' && !isOver ? [option(words.RESUME, act.RESUME, id)] : []),
    ...(isOver || state === 'stopped' ? [] : [option(words.STOP, act.STOP, id)]),
    ...(isOver ? [] : [option(words.REFRESH, act.OPEN, id)]),
    ...(isOver && hasUnknown ? [option(words.SEND_UNKNOWN, act.AGAIN, id)] : []),
    ...(isOver
      ? [option(words.CORRECT, act.CORRECT, id), option(words.REPORT, act.REPORT, id)]
      : []),
    { label: words.BACK, action: actionOf(act.OVERVIEW, {}) },
  ];
}

/** Pause, resume or stop: done by the change itself, or too late for it. */
export function change(deps: BroadcastDeps, id: number, step: (id: number) => boolean): Screen {
  return step(id) ? manage(deps, id) : manage(deps, id, words.notNow);
}

export function sendAgain(deps: BroadcastDeps, { channel, address }: Visit, id: number): Screen {
  const again = deps.store.deliveries.sendUnknownAgain(id);
  if (again > 0) deps.store.watchers.watch(id, { channel, address });
  return manage(deps, id, words.sentAgain(again));
}

export function report({ store, timeZone }: BroadcastDeps, id: number): Screen {
  return {
    isPassing: true,
    text: words.reportReady(id),
    attachment: {
      fileName: `thong-bao-${id}.csv`,
      mediaType: 'text/csv',
      bytes: reportCsv(store.deliveries.rows(id), timeZone),
    },
  };
}

function option(label: string, kind: typeof act.SEND, id: number): Option {
  return { label, action: actionOf(kind, { id }) };
}
