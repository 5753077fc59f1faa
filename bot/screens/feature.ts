/**
 * What a part of the bot adds to it: commands, actions behind options, texts it waits for. The desk
 * puts the features together and finds who is meant. Invariant: every name is given once.
 */
import type { Action, AwaitedText, Kind, Screen, Visit } from './screen.ts';

export type Leads = Screen | Promise<Screen>;

export interface Feature {
  /** By name without the slash; `argument` is the cleaned rest of the line, '' when there is none. */
  commands?: Readonly<Record<string, (visit: Visit, argument: string) => Leads>>;
  actions?: readonly ActionEntry[];
  dialogues?: readonly DialogueEntry[];
}

/** Made by onAction(). */
export interface ActionEntry {
  name: string;
  /** Undefined when the data is not of this release's shape. */
  run(visit: Visit, data: unknown): Leads | undefined;
}

/** Made by onText(). */
export interface DialogueEntry {
  name: string;
  /** Undefined when the state is not of this release's shape. */
  run(visit: Visit, text: string, state: unknown): Leads | undefined;
}

/** What to do when an option with an action of this kind is chosen. */
export function onAction<Data>(
  { name, schema }: Kind<Data>,
  run: (visit: Visit, data: Data) => Leads,
): ActionEntry {
  return {
    name,
    run(visit, data) {
      const read = schema.safeParse(data);
      return read.success ? run(visit, read.data) : undefined;
    },
  };
}

/** What to do with the text a screen waited for. */
export function onText<State>(
  { name, schema }: Kind<State>,
  run: (visit: Visit, text: string, state: State) => Leads,
): DialogueEntry {
  return {
    name,
    run(visit, text, state) {
      const read = schema.safeParse(state);
      return read.success ? run(visit, text, read.data) : undefined;
    },
  };
}

/** All features together. What is not known (any more) gives undefined. */
export interface Desk {
  isCommand(name: string): boolean;
  command(visit: Visit, name: string, argument: string): Leads | undefined;
  choose(visit: Visit, action: Action): Leads | undefined;
  hear(visit: Visit, text: string, awaited: AwaitedText): Leads | undefined;
}

/** Throws Error when two features give one name. */
export function createDesk(features: readonly Feature[]): Desk {
  const commands = uniquely(features.flatMap(({ commands = {} }) => Object.entries(commands)));
  const actions = uniquely(
    features.flatMap(({ actions = [] }) => actions.map((entry) => [entry.name, entry] as const)),
  );
  const dialogues = uniquely(
    features.flatMap(({ dialogues = [] }) =>
      dialogues.map((entry) => [entry.name, entry] as const),
    ),
  );
  return {
    isCommand: (name) => commands.has(name),
    command: (visit, name, argument) => commands.get(name)?.(visit, argument),
    choose: (visit, { name, data }) => actions.get(name)?.run(visit, data),
    hear: (visit, text, { dialogue, state }) => dialogues.get(dialogue)?.run(visit, text, state),
  };
}

function uniquely<Entry>(entries: readonly (readonly [string, Entry])[]): Map<string, Entry> {
  const byName = new Map(entries);
  if (byName.size === entries.length) return byName;
  const names = entries.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  throw new Error(`Two features give the name "${twice}".`);
}
