/**
 * Which commands there are, and which of them are questions: those that list facts go to the
 * assistant, which cites what it lists. What the others do stands in the features (screens/feature.ts).
 */
import { LISTINGS } from './listing-names.ts';
import { ASK_COMMAND } from './replies/commands.ts';
import type { Desk } from './screens/desk.ts';

/** The question a command asks; undefined for a command that is none. */
export function questionOf(command: { name: string; argument: string }): string | undefined {
  if (command.name === ASK_COMMAND) return command.argument;
  return LISTINGS.some((name) => name === command.name) ? `/${command.name}` : undefined;
}

/**
 * Names that are answered in a group without the bot being addressed otherwise. Commands of staff are
 * not among them: a group must not learn of them.
 */
export function knownCommands(desk: Desk): (name: string) => boolean {
  return (name) => questionOf({ name, argument: '' }) !== undefined || desk.isPublicCommand(name);
}
