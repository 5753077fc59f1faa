/**
 * Answers without a chat model: the best statement of the best passages, or an abstention when the
 * scorer is not sure enough that it answers what was asked.
 */
import { findPlaces } from '../places/places.ts';
import { completeQuestion } from '../question/conversation.ts';
import { courtesyOf } from '../question/courtesy.ts';
import type { QuestionReading, ReadingDeps } from '../question/question.ts';
import { readQuestion } from '../question/question.ts';
import type { RetrievedPassage, Retriever } from '../search/retriever.ts';
import type { Answerer, Outcome, Question } from './answer.ts';
import { candidatesOf, type ScoredCandidate } from './candidates.ts';
import { citationOf, composeAnswer } from './compose.ts';
import { confidence, scorerWeights } from './scorer.ts';

export interface OfflineDeps extends ReadingDeps {
  retriever: Retriever;
  /** Normalised vector of a text, computed here; undefined where only a remote embedder is configured. */
  embed: ((text: string) => Float32Array) | undefined;
  /** The bot's own alliance or province. */
  home?: string | undefined;
}

/** Everything that was found out about a question, for answering, for calibrating and for explaining. */
export interface Inspection {
  reading: QuestionReading;
  passages: RetrievedPassage[];
  candidates: ScoredCandidate[];
  confidence: number;
}

const PASSAGES_READ = 16;
const INHERITED_DISCOUNT = 0.6;

export function createOfflineAnswerer(deps: OfflineDeps): Answerer & {
  inspect(question: Question): Promise<Inspection>;
} {
  const inspect = (question: Question) => inspectQuestion(question, deps);
  return {
    inspect,
    async answer(question): Promise<Outcome> {
      if (question.text.trim() === '') {
        return { outcome: 'abstained', reason: 'empty-question', confidence: 0 };
      }
      const courtesy = courtesyOf(question.text);
      if (courtesy) return { outcome: 'courtesy', about: courtesy };
      return conclude(await inspect(question));
    },
  };
}

async function inspectQuestion(question: Question, deps: OfflineDeps): Promise<Inspection> {
  const completed = completeQuestion(question.text, question.history);
  const reading = readCompleted(completed.own, completed.inherited, completed.repeatsEarlier, deps);
  const query = completed.inherited ? `${completed.inherited} ${completed.own}` : completed.own;
  const passages = await deps.retriever.retrieve({
    query,
    limit: PASSAGES_READ,
    filter: { visibilities: question.mayReadInternal ? ['public', 'internal'] : ['public'] },
    ...(question.signal ? { signal: question.signal } : {}),
  });
  const asked = deps.embed?.(query);
  const cosine = (text: string) => (asked && deps.embed ? dot(asked, deps.embed(text)) : 0);
  const provinces = [
    ...new Set(findPlaces(reading.text, { bareDistricts: true }).map((place) => place.province)),
  ];
  const candidates = candidatesOf(reading, passages, provinces, { cosine });
  const best = candidates[0];
  const margin = best ? best.score - (runnerUp(candidates)?.score ?? 0) : 0;
  return {
    reading,
    passages,
    candidates,
    confidence: best ? confidence(best.features, margin) : 0,
  };
}

/** Reads a question in the light of the earlier one it leans on; inherited words count less. */
function readCompleted(
  own: string,
  inherited: string,
  repeats: boolean,
  deps: ReadingDeps,
): QuestionReading {
  const reading = readQuestion(own, deps);
  if (inherited === '') return reading;
  const earlier = readQuestion(inherited, deps);
  const said = new Set(reading.terms.map((term) => term.folded));
  const lean = earlier.terms.filter((term) => !said.has(term.folded));
  return {
    ...reading,
    text: `${earlier.text} ${reading.text}`,
    expanded: `${earlier.expanded} ${reading.expanded}`,
    intent: repeats || reading.intent.wanted[0] === 'unknown' ? earlier.intent : reading.intent,
    terms: [
      ...reading.terms,
      ...lean.map((term) => ({ ...term, weight: term.weight * INHERITED_DISCOUNT })),
    ],
    documents: reading.documents.length > 0 ? reading.documents : earlier.documents,
    years: reading.years.length > 0 ? reading.years : earlier.years,
    dates: reading.dates.length > 0 ? reading.dates : earlier.dates,
  };
}

/** The best candidate that does not overlap the first one. */
function runnerUp(candidates: readonly ScoredCandidate[]): ScoredCandidate | undefined {
  const [best] = candidates;
  return candidates.find(
    (other) =>
      other.retrieved.passage.id !== best?.retrieved.passage.id ||
      other.statement.start >= best.statement.end ||
      other.statement.end <= best.statement.start,
  );
}

function conclude(inspection: Inspection): Outcome {
  const [best] = inspection.candidates;
  if (!best) return { outcome: 'abstained', reason: 'nothing-found', confidence: 0 };
  if (inspection.confidence < scorerWeights.threshold) {
    return {
      outcome: 'abstained',
      reason: 'not-supported',
      nearest: {
        claims: [{ text: best.statement.text, citations: [1] }],
        citations: [citationOf(best, 1)],
      },
      confidence: inspection.confidence,
    };
  }
  return composeAnswer(best, inspection.confidence);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
