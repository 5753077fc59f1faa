/**
 * All features together: finds what is meant, asks whether this person may do it here, and writes
 * down what staff did. Invariants: every name is given once and has a row in the permission table;
 * nothing runs without having been asked for there.
 */
import { isAllowed, isForStaff, type Permissions } from '../permissions.ts';
import { nameOf } from '../person.ts';
import { onlyInPrivate } from '../replies/roles.ts';
import type { Audit } from '../store/audit.ts';
import type { Feature, Leads, Prepared } from './feature.ts';
import type { Action, AwaitedText, Visit } from './screen.ts';

/** What is not known (any more), or must not be known to this person, gives undefined. */
export interface Desk {
  /** Is this a command that everybody may know of? */
  isPublicCommand(name: string): boolean;
  command(visit: Visit, name: string, argument: string): Leads | undefined;
  choose(visit: Visit, action: Action): Leads | undefined;
  hear(visit: Visit, text: string, awaited: AwaitedText): Leads | undefined;
  /** What follows the answer to a question; undefined for nothing, or nothing for this person. */
  beside(visit: Visit, question: string): Leads | undefined;
  /** For what is no feature's: commands that are questions, buttons of answers. */
  allows(visit: Visit, what: string): boolean;
}

export interface DeskDeps {
  features: readonly Feature[];
  permissions: Permissions;
  audit: Pick<Audit, 'record'>;
}

/** Throws Error when a name is given twice, or has no row in the permission table. */
export function createDesk({ features, permissions, audit }: DeskDeps): Desk {
  const commands = named(
    features.flatMap(({ commands = {} }) =>
      Object.entries(commands).map(([name, run]) => [`/${name}`, run] as const),
    ),
  );
  const actions = named(features.flatMap(({ actions = [] }) => actions.map(withName)));
  const dialogues = named(features.flatMap(({ dialogues = [] }) => dialogues.map(withName)));
  const besides = named(features.flatMap(({ beside = [] }) => beside).map(withName));
  const names = [commands, actions, dialogues, besides].flatMap((entries) => [...entries.keys()]);
  for (const name of names) {
    if (!Object.hasOwn(permissions, name)) throw new Error(`"${name}" has no permissions.`);
  }

  const run = (visit: Visit, what: string, prepared: Prepared | undefined): Leads | undefined => {
    if (!prepared) return undefined;
    const { role, address } = visit;
    const isGranted = isAllowed(permissions, what, role, address.kind);
    if (isForStaff(permissions, what)) {
      const outcome = isGranted ? 'allowed' : 'refused';
      audit.record({ who: nameOf(visit), what, target: prepared.target, outcome });
    }
    if (isGranted) return prepared.run(visit);
    return isAllowed(permissions, what, role, 'private') ? { text: onlyInPrivate } : undefined;
  };

  return {
    isPublicCommand: (name) => commands.has(`/${name}`) && !isForStaff(permissions, `/${name}`),
    command(visit, name, argument) {
      const command = commands.get(`/${name}`);
      const prepared = command && { target: '', run: (to: Visit) => command(to, argument) };
      return run(visit, `/${name}`, prepared);
    },
    choose: (visit, { name, data }) => run(visit, name, actions.get(name)?.prepare(data)),
    hear: (visit, text, { dialogue, state }) =>
      run(visit, dialogue, dialogues.get(dialogue)?.prepare(text, state)),
    beside(visit, question) {
      for (const [what, entry] of besides) {
        if (!isAllowed(permissions, what, visit.role, visit.address.kind)) continue;
        const leads = entry.run(visit, question);
        if (leads === undefined) continue;
        audit.record({ who: nameOf(visit), what, target: '', outcome: 'allowed' });
        return leads;
      }
      return undefined;
    },
    allows: ({ role, address }, what) => isAllowed(permissions, what, role, address.kind),
  };
}

function withName<Entry extends { name: string }>(entry: Entry): readonly [string, Entry] {
  return [entry.name, entry];
}

function named<Entry>(entries: readonly (readonly [string, Entry])[]): Map<string, Entry> {
  const byName = new Map(entries);
  if (byName.size === entries.length) return byName;
  const names = entries.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  throw new Error(`Two features give the name "${twice}".`);
}
