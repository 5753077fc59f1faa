/**
 * The passages worth scoring, by their words: the rarest terms of the question are looked up first,
 * until the passages they name reach a budget. What every passage holds cannot tell passages apart,
 * so leaving it out bounds the time at any corpus size and loses next to nothing.
 */
import type { Database } from '../corpus/database.ts';
import { createBestFirst } from './best-first.ts';
import type { CorpusStatistics } from './corpus-statistics.ts';
import { createPostingCache, type Postings } from './posting-cache.ts';
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
  /** What the words of any passage were worth to the question asked last. */
  scoreOf(passageId: number): number;
}

/** A search over the words of a corpus. Its buffers are reused; it never awaits. */
export function createWordSearch(database: Database): WordSearch {
  // Score by passage id: quicker than a Map, 4 bytes for each id ever given.
  let scores = new Float32Array(1024);
  // The passages whose score is not 0.
  let touched: number[] = [];
  const postings = createPostingCache(database);
  const newest = database
    .prepare<[], number | null>('SELECT max(passage_id) FROM passage_streams')
    .pluck();

  function forgetLast(): void {
    for (const id of touched) scores[id] = 0;
    touched = [];
    const ids = (newest.get() ?? 0) + 1;
    if (ids > scores.length) scores = new Float32Array(ids + (ids >> 3));
  }

  function addToAll({ steps }: Postings, score: number): void {
    let id = 0;
    for (let at = 0; at < steps.length; at++) {
      const byte = steps[at]!;
      if (byte < 128) id += byte;
      else {
        id +=
          (byte & 127) | (steps[at + 1]! << 7) | (steps[at + 2]! << 15) | (steps[at + 3]! << 23);
        at += 3;
      }
      if (scores[id] === 0) touched.push(id);
      scores[id]! += score;
    }
  }

  return {
    scoreOf: (passageId) => scores[passageId] ?? 0,
    candidates(query, statistics, limit, scope) {
      forgetLast();
      postings.follow(statistics.generation);
      for (const { sought, share } of affordable(query)) {
        const found = postings.of(sought.term);
        if (sought.frequency < 0) sought.frequency = found.count;
        addToAll(found, share * rarity(found.count, statistics.passageCount));
      }
      const best = createBestFirst(limit);
      for (const id of touched) {
        const score = scores[id]!;
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
