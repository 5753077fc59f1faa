/**
 * /thongbao: staff composes a broadcast, sees it as its recipients will, sends it with a second tap,
 * and pauses, stops or corrects it. Every step is checked against bot.db when it is carried out.
 */
import { titleOf } from '../broadcast/summary.ts';
import * as words from '../replies/broadcasts.ts';
import { type Feature, onAction, onText } from '../screens/feature.ts';
import { actionOf, type Option, type Screen } from '../screens/screen.ts';
import type { Broadcast } from '../store/broadcasts.ts';
import * as act from './broadcast-actions.ts';
import * as draft from './broadcast-draft.ts';
import * as sending from './broadcast-sending.ts';

const RECENT_MAX = 8;

export function broadcastsFeature(deps: draft.BroadcastDeps): Feature {
  const { store } = deps;
  return {
    commands: {
      thongbao: (visit, argument) =>
        argument === '' ? overview(deps) : draft.hearText(deps, visit, argument, {}),
    },
    actions: [
      onAction(act.OVERVIEW, () => overview(deps)),
      onAction(act.COMPOSE, () => draft.askText({})),
      onAction(act.OPEN, (_, { id }) => open(deps, id)),
      onAction(act.REWRITE, (_, { id }) => draft.askText({ id })),
      onAction(act.FIELD, (_, { id, field }) => draft.ask(deps, id, field)),
      onAction(act.CLEAR, (_, { id, field }) => draft.clear(deps, id, field)),
      onAction(act.TOPICS, (_, { id }) => draft.topics(deps, id)),
      onAction(act.TOPIC, (_, { id, topic }) => draft.toggleTopic(deps, id, topic)),
      onAction(act.DISCARD, (_, { id }) => draft.discard(deps, id)),
      onAction(act.PREVIEW, (_, { id }) => sending.preview(deps, id)),
      onAction(act.TRIAL, (visit, { id }) => sending.trial(deps, visit, id)),
      onAction(act.CONFIRM, (_, { id }) => sending.confirm(deps, id)),
      onAction(act.SEND, (visit, { id }) => sending.send(deps, visit, id)),
      onAction(act.PAUSE, (_, { id }) => sending.change(deps, id, store.broadcasts.pause)),
      onAction(act.RESUME, (_, { id }) => sending.change(deps, id, store.broadcasts.resume)),
      onAction(act.STOP, (_, { id }) => sending.change(deps, id, store.broadcasts.stop)),
      onAction(act.AGAIN, (visit, { id }) => sending.sendAgain(deps, visit, id)),
      onAction(act.CORRECT, (_, { id }) => draft.askText({ correctionOf: id })),
      onAction(act.REPORT, (_, { id }) => sending.report(deps, id)),
    ],
    dialogues: [
      onText(act.NEW_TEXT, (visit, text, state) => draft.hearText(deps, visit, text, state)),
      onText(act.FIELD_TEXT, (_, text, { id, field }) => draft.hearField(deps, id, field, text)),
    ],
  };
}

function overview({ store }: draft.BroadcastDeps): Screen {
  const recent = store.broadcasts.newest(RECENT_MAX);
  const lineOf = (each: Broadcast) => words.line(each.id, titleOf(each), each.state);
  const options: Option[] = [
    { label: words.COMPOSE, action: actionOf(act.COMPOSE, {}) },
    ...recent.map((each) => ({ label: lineOf(each), action: actionOf(act.OPEN, { id: each.id }) })),
  ];
  return { text: words.overview(recent.map(lineOf)), options };
}

function open(deps: draft.BroadcastDeps, id: number): Screen {
  const broadcast = deps.store.broadcasts.get(id);
  if (!broadcast) return { text: words.noDraft };
  return broadcast.state === 'draft' ? draft.draftScreen(deps, id) : sending.manage(deps, id);
}
