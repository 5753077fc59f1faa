/**
 * What a command, a chosen option or an awaited text leads to: a screen. A screen is plain words with
 * options; every channel shows it in its own way (buttons, numbered text), and bot.db remembers its
 * options, so that they work after a restart.
 *
 * To add something to the bot, write a Feature (feature.ts) in a file of its own:
 *
 *     const STOP = actionKind('thongbao.stop', z.object({ broadcastId: z.int() }));
 *     const TEXT = dialogueKind('thongbao.text', z.object({ draftId: z.int() }));
 *
 *     export function broadcastFeature(deps: BroadcastDeps): Feature {
 *       return {
 *         // A command "/thongbao …": its name without the slash. Its line in the menu stands in
 *         // replies/commands.ts.
 *         commands: { thongbao: (visit, argument) => overview(deps, visit) },
 *         // What an option does. Its data is checked on the way into bot.db and out of it.
 *         actions: [onAction(STOP, (visit, { broadcastId }) => stop(deps, broadcastId))],
 *         // Where the person's next text goes, after a screen with `awaits: awaiting(TEXT, {…})`.
 *         dialogues: [onText(TEXT, (visit, text, { draftId }) => setText(deps, draftId, text))],
 *       };
 *     }
 *
 * give every name its row in permissions.ts ("/thongbao", "thongbao.stop", "thongbao.text"), and put
 * the feature into features.ts (or, when it needs the corpus, into main.ts). An option is `{ label: words.STOP, action: actionOf(STOP, { broadcastId }) }`.
 *
 * Rules: an action carries names and ids, never authority or a person's words: the desk checks who may
 * and writes what staff does to the audit log. Whatever an action changes is checked again when it
 * runs: an option can be chosen late, twice at once, or once more after a crash.
 */
import type { z } from 'zod';
import type { ChatAddress } from '../channels/channel.ts';
import type { Role } from '../permissions.ts';

/** Who asks, and where. */
export interface Visit {
  /** "telegram"; the channel's name in bot.db. */
  channel: string;
  address: ChatAddress;
  /** The platform's id of the person; the same in every chat of the channel. */
  personId: string;
  /** At this moment. Whether the role may do something is asked of permissions.ts. */
  role: Role;
}

export type Screen = LastingScreen | PassingScreen;

/** Written down before it is sent, so that a crash repeats its words instead of what made it. */
export interface LastingScreen {
  text: string;
  /** At most OPTIONS_MAX. Only the person it was made for can choose one. */
  options?: readonly Option[];
  /** The person's next text in this chat goes there, unless it is a command or chooses an option. */
  awaits?: AwaitedText;
}

/** A file, or words that must not be stored. After a crash it is made anew: what makes it must bear that. */
export interface PassingScreen {
  isPassing: true;
  text: string;
  /** Where a channel takes no files, the person is told where to get it. */
  attachment?: Attachment;
}

/** More do not fit a phone: lead on to another screen instead. */
export const OPTIONS_MAX = 12;

export interface Option {
  /** Some 40 characters show on a phone; longer ones are cut. */
  label: string;
  action: Action;
}

/** One thing to do, as data. Made by actionOf(). */
export interface Action {
  name: string;
  data: unknown;
}

export interface AwaitedText {
  dialogue: string;
  state: unknown;
}

export interface Attachment {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** A kind of action or dialogue: its name ("thongbao.stop") and the shape of what it carries. */
export interface Kind<Data> {
  name: string;
  schema: z.ZodType<Data>;
}

export function actionKind<Data>(name: string, schema: z.ZodType<Data>): Kind<Data> {
  return { name, schema };
}

export function dialogueKind<State>(name: string, schema: z.ZodType<State>): Kind<State> {
  return { name, schema };
}

/** Throws ZodError when the data is not of the kind's shape. */
export function actionOf<Data>({ name, schema }: Kind<Data>, data: Data): Action {
  return { name, data: schema.parse(data) };
}

/** Throws ZodError when the state is not of the kind's shape. */
export function awaiting<State>({ name, schema }: Kind<State>, state: State): AwaitedText {
  return { dialogue: name, state: schema.parse(state) };
}
