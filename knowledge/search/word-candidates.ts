/**
 * The passages worth scoring, by their words: the rarest terms of the question are looked up first,
 * until the passages they name reach a budget. What every passage holds cannot tell passages apart,
 * so leaving it out bounds the time at any corpus size and loses next to nothing.
 */
import type { Database } from '../corpus/database.ts';
import type { CorpusStatistics } from './corpus-statistics.ts';
import { passagesWith } from './lexical-index.ts';
import type { Scope } from './retrieval-filter.ts';
import { rarity, type ScoringQuery, type Sought } from './scoring-query.ts';

/** Passages named by terms, repetitions counted: about 3 ms of FTS5 work. */
const POSTINGS_MAX = 30_000;
const PAIR_SHARE = 0.7;

/** Passage ids, best first. Sets the frequencies of the query's terms on the way. */
export function wordCandidates(
  database: Database,
  query: ScoringQuery,
  statistics: CorpusStatistics,
  limit: number,
  scope: Scope,
): number[] {
  const scores = new Map<number, number>();
  let left = POSTINGS_MAX;
  for (const { sought, share } of inOrder(query)) {
    const isKnownCommon = sought.frequency >= 0;
    if (isKnownCommon && sought.frequency > left) continue;
    const ids = passagesWith(database, sought.term);
    if (!isKnownCommon) sought.frequency = ids.length;
    left -= ids.length;
    const score = share * rarity(ids.length, statistics.passageCount);
    for (const id of ids) scores.set(id, (scores.get(id) ?? 0) + score);
  }
  const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const ids: number[] = [];
  for (const [id] of ranked) {
    if (ids.length === limit) break;
    if (scope.isEverything || scope.allows(id)) ids.push(id);
  }
  return ids;
}

/** Rare terms first; those not counted yet are rare. */
function inOrder(query: ScoringQuery): { sought: Sought; share: number }[] {
  const all = [
    ...query.probes.map((sought) => ({ sought, share: sought.share })),
    ...query.pairs.map((sought) => ({ sought, share: sought.share * PAIR_SHARE })),
    ...query.entities.map((sought) => ({ sought, share: sought.share })),
  ];
  return all.sort((a, b) => a.sought.frequency - b.sought.frequency);
}
