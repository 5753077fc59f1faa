/** A draft: its words, where and when it goes. What is typed wrongly changes nothing and is asked again. */
import { announcementOf } from '../broadcast/announcement.ts';
import {
  type Problem,
  readAppointment,
  readLink,
  readMoment,
  readPicture,
  readPlaces,
  readText,
} from '../broadcast/composing.ts';
import * as words from '../replies/broadcasts.ts';
import { placeName, topicName } from '../replies/subscriptions.ts';
import { actionOf, awaiting, type Option, type Screen, type Visit } from '../screens/screen.ts';
import type { Audience } from '../store/audience.ts';
import type { BotStore } from '../store/bot-store.ts';
import type { Broadcast, Draft } from '../store/broadcasts.ts';
import { TOPICS, type Topic } from '../store/subscriptions.ts';
import type { Voices } from '../voice.ts';
import type { Field, WhichText } from './broadcast-actions.ts';
import * as act from './broadcast-actions.ts';

export interface BroadcastDeps {
  store: Pick<BotStore, 'broadcasts' | 'deliveries' | 'watchers'>;
  voices: Voices;
  timeZone: string;
  /** When the quiet hours that a moment falls into are over. */
  quietUntil: (at: number) => number | undefined;
  now: () => number;
}

/** Asks for the words of a new draft, of one that is rewritten, or of a correction. */
export function askText(which: WhichText, trouble?: string): Screen {
  const asked = which.correctionOf === undefined ? words.askText : words.askCorrection;
  return {
    text: trouble ?? asked,
    options: [back(which.id)],
    awaits: awaiting(act.NEW_TEXT, which),
  };
}

export function hearText(
  deps: BroadcastDeps,
  visit: Visit,
  typed: string,
  which: WhichText,
): Screen {
  const read = readText(typed);
  if ('problem' in read) return askText(which, words.problem(read));
  const { broadcasts } = deps.store;
  const { id, correctionOf } = which;
  if (id !== undefined) {
    return edit(deps, id, (draft) => ({ ...draft, content: { ...draft.content, ...read } }));
  }
  const audience: Audience =
    correctionOf === undefined
      ? { kind: 'target', places: [], topics: [] }
      : { kind: 'received', broadcastId: correctionOf };
  const createdBy = `${visit.channel}:${visit.personId}`;
  return draftScreen(deps, broadcasts.create({ content: read, audience, createdBy, correctionOf }));
}

export function draftScreen(deps: BroadcastDeps, id: number): Screen {
  const draft = draftOf(deps, id);
  if (!draft) return { text: words.noDraft };
  const { content, audience, sendAt, correctionOf } = draft;
  const { heading, text, link, picture } = announcementOf(draft, deps.timeZone);
  const target = audience.kind === 'target' ? audience : { places: [], topics: [] };
  const shown = words.draft(
    {
      id,
      preview: [heading, text, link, picture].filter((part) => part).join('\n\n'),
      places: target.places.map(placeName),
      topics: target.topics.map(topicName),
      sendAt,
      isCorrection: correctionOf !== undefined,
    },
    deps.timeZone,
  );
  const field = (name: Field, label: string, isSet: boolean): Option => ({
    label: words.topic(label, isSet),
    action: actionOf(act.FIELD, { id, field: name }),
  });
  const toTarget: Option[] =
    audience.kind === 'target'
      ? [
          field('places', words.SET_PLACES, target.places.length > 0),
          {
            label: words.topic(words.SET_TOPICS, target.topics.length > 0),
            action: actionOf(act.TOPICS, { id }),
          },
        ]
      : [];
  return {
    text: shown,
    options: [
      { label: words.PREVIEW, action: actionOf(act.PREVIEW, { id }) },
      ...toTarget,
      field('link', words.SET_LINK, content.link !== undefined),
      field('picture', words.SET_PICTURE, content.picture !== undefined),
      field('appointment', words.SET_APPOINTMENT, content.appointment !== undefined),
      field('time', words.SET_TIME, sendAt !== undefined),
      { label: words.REWRITE, action: actionOf(act.REWRITE, { id }) },
      { label: words.DISCARD, action: actionOf(act.DISCARD, { id }) },
    ],
  };
}

export function ask(deps: BroadcastDeps, id: number, field: Field, trouble?: string): Screen {
  if (!draftOf(deps, id)) return { text: words.noDraft };
  return {
    text: trouble ?? words.ASKED[field],
    options: [{ label: words.CLEAR, action: actionOf(act.CLEAR, { id, field }) }, back(id)],
    awaits: awaiting(act.FIELD_TEXT, { id, field }),
  };
}

export function hearField(deps: BroadcastDeps, id: number, field: Field, typed: string): Screen {
  const change = changeOf(deps, field, typed);
  return 'problem' in change
    ? ask(deps, id, field, words.problem(change))
    : edit(deps, id, change.apply);
}

export function clear(deps: BroadcastDeps, id: number, field: Field): Screen {
  return edit(deps, id, (draft) => {
    const { content, audience } = draft;
    switch (field) {
      case 'places':
        return {
          ...draft,
          audience: audience.kind === 'target' ? { ...audience, places: [] } : audience,
        };
      case 'time':
        return { ...draft, sendAt: undefined };
      case 'link':
      case 'picture':
      case 'appointment':
        return { ...draft, content: { ...content, [field]: undefined } };
    }
  });
}

type Change = { apply: (draft: Draft) => Draft } | Problem;

function changeOf({ now, timeZone }: BroadcastDeps, field: Field, typed: string): Change {
  const clock = { now: now(), timeZone };
  switch (field) {
    case 'places': {
      const read = readPlaces(typed);
      if ('problem' in read) return read;
      const { places } = read;
      return {
        apply: (draft) =>
          draft.audience.kind === 'target'
            ? { ...draft, audience: { ...draft.audience, places } }
            : draft,
      };
    }
    case 'time': {
      const read = readMoment(typed, clock);
      return 'problem' in read ? read : { apply: (draft) => ({ ...draft, sendAt: read.at }) };
    }
    case 'appointment': {
      const read = readAppointment(typed, clock);
      return 'problem' in read ? read : { apply: withContent({ appointment: read }) };
    }
    case 'link': {
      const read = readLink(typed);
      return 'problem' in read ? read : { apply: withContent({ link: read.address }) };
    }
    case 'picture': {
      const read = readPicture(typed);
      return 'problem' in read ? read : { apply: withContent({ picture: read.address }) };
    }
  }
}

function withContent(added: Partial<Draft['content']>): (draft: Draft) => Draft {
  return (draft) => ({ ...draft, content: { ...draft.content, ...added } });
}

export function topics(deps: BroadcastDeps, id: number): Screen {
  const draft = draftOf(deps, id);
  if (draft?.audience.kind !== 'target') return { text: words.noDraft };
  const chosen = draft.audience.topics;
  return {
    text: words.askTopics,
    options: [
      ...TOPICS.map((key) => ({
        label: words.topic(topicName(key), chosen.includes(key)),
        action: actionOf(act.TOPIC, { id, topic: key }),
      })),
      back(id),
    ],
  };
}

export function toggleTopic(deps: BroadcastDeps, id: number, topic: Topic): Screen {
  const changed = edit(deps, id, (draft) => {
    if (draft.audience.kind !== 'target') return draft;
    const { topics } = draft.audience;
    const next = topics.includes(topic)
      ? topics.filter((key) => key !== topic)
      : [...topics, topic];
    return { ...draft, audience: { ...draft.audience, topics: next } };
  });
  return draftOf(deps, id) ? topics(deps, id) : changed;
}

export function discard({ store }: BroadcastDeps, id: number): Screen {
  return { text: store.broadcasts.discard(id) ? words.discarded : words.noDraft };
}

function edit(deps: BroadcastDeps, id: number, change: (draft: Draft) => Draft): Screen {
  const draft = draftOf(deps, id);
  if (!draft || !deps.store.broadcasts.edit(id, change(draft))) return { text: words.noDraft };
  return draftScreen(deps, id);
}

export function draftOf({ store }: BroadcastDeps, id: number): Broadcast | undefined {
  const broadcast = store.broadcasts.get(id);
  return broadcast?.state === 'draft' ? broadcast : undefined;
}

function back(id: number | undefined): Option {
  const action = id === undefined ? actionOf(act.OVERVIEW, {}) : actionOf(act.OPEN, { id });
  return { label: words.BACK, action };
}
