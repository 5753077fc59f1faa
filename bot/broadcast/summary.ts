/** A broadcast in a few words and figures. */
import type { Broadcast } from '../store/broadcasts.ts';

const TITLE_MAX = 30;

/** Some words by which staff recognises it. */
export function titleOf({ content }: Pick<Broadcast, 'content'>): string {
  const characters = [...(content.heading || content.text)];
  const start = characters.slice(0, TITLE_MAX - 1).join('');
  return characters.length > TITLE_MAX ? `${start}…` : characters.join('');
}

/** Whole seconds from the first to the last; undefined while it is not over. */
export function secondsOf({ startedAt, finishedAt }: Broadcast): number | undefined {
  if (startedAt === undefined || finishedAt === undefined) return undefined;
  return Math.round((finishedAt - startedAt) / 1_000);
}
