/**
 * What a run will do to the corpus, decided before it touches anything: compares what a source
 * holds now with what the corpus has of it. Pure, so that --dry-run shows exactly what a run does.
 */
import { sep } from 'node:path';
import type { StoredSource } from '../knowledge/corpus/corpus.ts';

export interface FoundSource {
  key: string;
  contentHash: string;
}

export interface PlanInput<F extends FoundSource> {
  found: readonly F[];
  /** What the corpus holds of this source, and of the single sources in it. */
  known: readonly StoredSource[];
  /** Known sources that are gone, to be removed. Feeds and addresses forget nothing: an old entry leaves a feed without being withdrawn. */
  vanished: readonly StoredSource[];
  allowRemoval: boolean;
}

export interface Plan<F extends FoundSource> {
  add: F[];
  replace: F[];
  keep: F[];
  remove: StoredSource[];
  /** The run would remove too much; nothing of this source may be done. */
  massRemoval: { removed: number; of: number } | undefined;
}

/** Below this size a folder may change as a whole. */
const GUARDED_SOURCES_MIN = 10;
/** An unmounted disk or a wrong folder must not empty the corpus. */
const REMOVED_SHARE_MAX = 0.3;

/** The plan for one source. A document that only moved (its content is found under another key) does not count as removed. */
export function planSource<F extends FoundSource>(input: PlanInput<F>): Plan<F> {
  const hashes = new Map(input.known.map((source) => [source.key, source.contentHash]));
  const plan: Plan<F> = { add: [], replace: [], keep: [], remove: [], massRemoval: undefined };
  for (const item of input.found) {
    const stored = hashes.get(item.key);
    const list =
      stored === undefined ? plan.add : stored === item.contentHash ? plan.keep : plan.replace;
    list.push(item);
  }
  const foundHashes = new Set(input.found.map((item) => item.contentHash));
  const lost = input.vanished.filter((source) => !foundHashes.has(source.contentHash));
  const isGuarded = input.known.length >= GUARDED_SOURCES_MIN && !input.allowRemoval;
  if (isGuarded && lost.length > input.known.length * REMOVED_SHARE_MAX) {
    plan.massRemoval = { removed: lost.length, of: input.known.length };
  } else {
    plan.remove = [...input.vanished];
  }
  return plan;
}

/** What the corpus holds of a folder: what came in through it, and everything that lies below it. */
export function knownBelow(folder: string, sources: readonly StoredSource[]): StoredSource[] {
  const prefix = folder.endsWith(sep) ? folder : folder + sep;
  return sources.filter((source) => source.collection === folder || source.key.startsWith(prefix));
}

/** Known sources that a complete listing no longer has. What lies below an unreadable path may still exist. */
export function vanishedFrom(
  known: readonly StoredSource[],
  present: ReadonlySet<string>,
  unreadable: readonly string[],
): StoredSource[] {
  return known.filter(
    ({ key }) =>
      !present.has(key) && !unreadable.some((path) => key === path || key.startsWith(path + sep)),
  );
}
