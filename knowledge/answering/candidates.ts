/**
 * From a question and the retrieved passages to scored candidate answers.
 */

import type { Wanted } from '../question/intent.ts';
import type { QuestionReading } from '../question/question.ts';
import type { RetrievedPassage } from '../search/retriever.ts';
import { fold } from '../text/normalise.ts';
import { actorsIn } from './actors.ts';
import {
  type Candidate,
  type FeatureDeps,
  type Features,
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
  /** It cannot be the answer, however well it reads; it may still be the nearest thing that is known. */
  ruledOut: boolean;
}

/** Kinds that an answer either holds or does not: a share without a percentage answers nothing. */
const STRICT_KINDS: ReadonlySet<Wanted> = new Set(['contact', 'percent', 'money']);

/** Another place's figure, or none of what was asked for. */
function isRuledOut(
  question: QuestionReading,
  provinces: readonly string[],
  text: string,
  features: Features,
): boolean {
  if (STRICT_KINDS.has(question.intent.wanted[0]!) && features.answerKind === 0) return true;
  if (features.placeOther === 0) return false;
  const told = fold(text);
  return !provinces.some((province) => told.includes(fold(province)));
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
        ruledOut: isRuledOut(question, provinces, statement.text, features),
      };
    })
    .sort(
      (a, b) =>
        Number(a.ruledOut) - Number(b.ruledOut) ||
        b.score - a.score ||
        a.rank - b.rank ||
        a.statement.start - b.statement.start,
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
