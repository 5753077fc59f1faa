/**
 * From a question and the retrieved passages to scored candidate answers.
 */
import type { QuestionReading } from '../question/question.ts';
import type { RetrievedPassage } from '../search/retriever.ts';
import { type Candidate, type FeatureDeps, featuresOf, type PassageContext } from './features.ts';
import { scopeOf } from './scope.ts';
import { rankingScore } from './scorer.ts';
import { statementsOf } from './statements.ts';
import { matchTokens } from './term-match.ts';

export interface ScoredCandidate extends Candidate {
  score: number;
}

/** All statements of the passages, measured and scored, best first. */
export function candidatesOf(
  question: QuestionReading,
  passages: readonly RetrievedPassage[],
  provinces: readonly string[],
  deps: FeatureDeps,
): ScoredCandidate[] {
  const topScore = passages[0]?.score ?? 0;
  const found: ScoredCandidate[] = [];
  for (const [rank, retrieved] of passages.entries()) {
    const context = contextOf(question, retrieved, rank, topScore, provinces);
    const passageTokens = matchTokens(retrieved.passage.text);
    for (const statement of statementsOf(retrieved.passage.text)) {
      const features = featuresOf(question, statement, context, passageTokens, deps);
      found.push({ retrieved, rank, statement, features, score: rankingScore(features) });
    }
  }
  return found.sort(
    (a, b) => b.score - a.score || a.rank - b.rank || a.statement.start - b.statement.start,
  );
}

function contextOf(
  question: QuestionReading,
  retrieved: RetrievedPassage,
  rank: number,
  topScore: number,
  provinces: readonly string[],
): PassageContext {
  const { document, passage } = retrieved;
  const { organisation, province, district, publishedOn, number, shortTitle } = document.metadata;
  const about = [document.title, organisation, province, district, publishedOn, number, shortTitle];
  return {
    retrieved,
    rank,
    topScore,
    headingTokens: matchTokens(passage.heading.split(' › ').slice(-1).join(' ')),
    aboutTokens: matchTokens([...about, passage.heading].filter(Boolean).join(' ')),
    scope: scopeOf(question, provinces, document),
  };
}
