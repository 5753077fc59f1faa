/**
 * The passages worth scoring, by their words: the rarest terms of the question are looked up first,
 * until the passages they name reach a budget. What every passage holds cannot tell passages apart,
 * so leaving it out bounds the time at any corpus size and loses next to nothing.
 */
import type { Database } from '../corpus/database.ts';
import { createBestFirst } from './best-first.ts';
import type { CorpusStatistics } from './corpus-statistics.ts';
import { createPostingCache } from './posting-cache.ts';
import type { Scope } from './retrieval-filter.ts';
import { rarity, type ScoringQuery, type Sought } from './scoring-query.ts';

/** Passages named by terms, repetitions counted (measured, see README.md). */
const POSTINGS_MAX = 12_000;
const PAIR_SHARE = 0.7;

/** Finds passages by the words of questions, one question at a time. */
export interface WordSearch {
  /** Passages with what their words are worth, best first. Sets the frequencies of the query's terms on the way. */
  candidates(
    query: ScoringQuery,
    statistics: CorpusStatistics,
    limit: number,
    scope: Scope,
  ): { id: number; score: number }[];
}

/** A search over the words of a corpus. Its buffers are reused; it never awaits. */
export function createWordSearch(database: Database): WordSearch {
  // Score by passage id: quicker than a Map, 4 bytes for each id ever given.
  let scores = new Float32Array(1024);
  const postings = createPostingCache(database);
  const newest = database
    .prepare<[], number | null>('SELECT max(passage_id) FROM passage_streams')
    .pluck();

  function makeRoom(): void {
    const ids = (newest.get() ?? 0) + 1;
    if (ids > scores.length) scores = new Float32Array(ids + (ids >> 3));
  }

  return {
    candidates(query, statistics, limit, scope) {
      makeRoom();
      postings.follow(statistics.generation);
      const touched: number[] = [];
      for (const { sought, share } of affordable(query)) {
        const ids = postings.of(sought.term);
        if (sought.frequency < 0) sought.frequency = ids.length;
        const score = share * rarity(ids.length, statistics.passageCount);
        for (let at = 0; at < ids.length; at++) {
          const id = ids[at]!;
          if (scores[id] === 0) touched.push(id);
          scores[id]! += score;
        }
      }
      const best = createBestFirst(limit);
      for (const id of touched) {
        const score = scores[id]!;
        scores[id] = 0;
        if (!best.refuses(score) && (scope.isEverything || scope.allows(id))) best.offer(id, score);
      }
      return best.take();
    },
  };
}

/** The terms to look up, rare ones first; those not counted yet are rare. Stops at the budget. */
function* affordable(query: ScoringQuery): Generator<{ sought: Sought; share: number }> {
  const all = [
    ...query.probes.map((sought) => ({ sought, share: sought.share })),
    ...query.pairs.map((sought) => ({ sought, share: sought.share * PAIR_SHARE })),
    ...query.entities.map((sought) => ({ sought, share: sought.share })),
  ].sort((a, b) => a.sought.frequency - b.sought.frequency);
  let left = POSTINGS_MAX;
  for (const each of all) {
    if (each.sought.frequency > left) return;
    yield each;
    left -= each.sought.frequency;
  }
}
