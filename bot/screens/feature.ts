/** What a part of the bot adds to it: commands, actions behind options, texts it waits for. */
import type { Kind, Screen, Visit } from './screen.ts';

export type Leads = Screen | Promise<Screen>;

export interface Feature {
  /** By name without the slash; `argument` is the cleaned rest of the line, '' when there is none. */
  commands?: Readonly<Record<string, (visit: Visit, argument: string) => Leads>>;
  actions?: readonly ActionEntry[];
  dialogues?: readonly DialogueEntry[];
  beside?: BesideEntry;
}

/** A screen that follows the answer to a question, for whom the permission table allows it. */
export interface BesideEntry {
  name: string;
  /** Undefined when there is nothing to add. */
  run(visit: Visit, question: string): Leads | undefined;
}

/** Made by onAction(). */
export interface ActionEntry {
  name: string;
  /** Undefined when the data is not of this release's shape. */
  prepare(data: unknown): Prepared | undefined;
}

/** Made by onText(). */
export interface DialogueEntry {
  name: string;
  /** Undefined when the state is not of this release's shape. */
  prepare(text: string, state: unknown): Prepared | undefined;
}

/** Something to do, with its data read. */
export interface Prepared {
  /** What it is done to, for the audit log: ids only. */
  target: string;
  run(visit: Visit): Leads;
}

/**
 * What to do when an option with an action of this kind is chosen. `target` names what it is done to
 * for the audit log; by default the whole numbers of the data ("broadcastId 12").
 */
export function onAction<Data>(
  { name, schema }: Kind<Data>,
  run: (visit: Visit, data: Data) => Leads,
  target: (data: Data) => string = numbersOf,
): ActionEntry {
  return {
    name,
    prepare(data) {
      const read = schema.safeParse(data);
      if (!read.success) return undefined;
      return { target: target(read.data), run: (visit) => run(visit, read.data) };
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
    prepare(text, state) {
      const read = schema.safeParse(state);
      if (!read.success) return undefined;
      return { target: numbersOf(read.data), run: (visit) => run(visit, text, read.data) };
    },
  };
}

function numbersOf(data: unknown): string {
  const fields = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return fields
    .filter(([, value]) => Number.isInteger(value))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
