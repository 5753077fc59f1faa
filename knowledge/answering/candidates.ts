/**
 * From a question and the retrieved passages to scored candidate answers.
 */

import type { QuestionReading } from '../question/question.ts';
import type { RetrievedPassage } from '../search/retriever.ts';
import { actorsIn } from './actors.ts';
import {
  type Candidate,
  type FeatureDeps,
  featuresOf,
  type Glance,
  glanceAt,
  type PassageContext,
} from './features.ts';
import { scopeOf } from './scope.ts';
import { rankingScore } from './scorer.ts';
import { statementsOf } from './statements.ts';
import { matchTokens, presence } from './term-match.ts';

export interface ScoredCandidate extends Candidate {
  score: number;
}

/** Statements measured in full; the others cover too little of the question to win. */
const MEASURED_MAX = 48;

/** The statements of the passages that may answer, measured and scored, best first. */
export function candidatesOf(
  question: QuestionReading,
  passages: readonly RetrievedPassage[],
  provinces: readonly string[],
  deps: FeatureDeps,
): ScoredCandidate[] {
  const topScore = passages[0]?.score ?? 0;
  const glances = passages.flatMap((retrieved, rank) => {
    const context = contextOf(question, retrieved, rank, topScore, provinces);
    return statementsOf(retrieved.passage.text).map((statement) =>
      glanceAt(question, statement, context),
    );
  });
  const promise = (glance: Glance) =>
    glance.coverage +
    glance.coverageInContext +
    glance.pairs -
    (glance.statement.kind === 'list' ? 0.5 : 0);
  return glances
    .sort((a, b) => promise(b) - promise(a))
    .slice(0, MEASURED_MAX)
    .map((glance) => {
      const features = featuresOf(question, glance, deps);
      const { statement, context } = glance;
      return {
        retrieved: context.retrieved,
        rank: context.rank,
        statement,
        features,
        score: rankingScore(features),
      };
    })
    .sort((a, b) => b.score - a.score || a.rank - b.rank || a.statement.start - b.statement.start);
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
  const about = [
    document.title,
    organisation,
    province,
    district,
    publishedOn,
    number,
    shortTitle,
    passage.heading,
  ];
  const headingTokens = matchTokens(passage.heading.split(' › ').slice(-1).join(' '));
  const aboutTokens = matchTokens(about.filter(Boolean).join(' '));
  const { terms } = question;
  return {
    retrieved,
    rank,
    topScore,
    headingTokens,
    headingActors: actorsIn(passage.heading.split(' › ').slice(-1).join(' ')),
    headingPresence: presence(terms, headingTokens),
    aboutTokens,
    aboutPresence: presence(terms, aboutTokens),
    passagePresence: presence(terms, matchTokens(passage.text)),
    scope: scopeOf(question, provinces, document, passage.text),
  };
}
