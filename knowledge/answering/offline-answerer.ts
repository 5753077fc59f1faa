/**
 * Answers without a chat model: the best statement of the best passages, or an abstention when the
 * scorer is not sure enough that it answers what was asked.
 */
import type { Corpus, StoredDocument } from '../corpus/corpus.ts';
import type { DocumentKind, Visibility } from '../corpus/document.ts';
import type { FactsStore } from '../facts/lookup.ts';
import type { Meetings } from '../meetings/meetings.ts';
import { findPlaces, provinceCandidates } from '../places/places.ts';
import { type CompletedQuestion, completeQuestion } from '../question/conversation.ts';
import { courtesyOf } from '../question/courtesy.ts';
import { withImpliedMinimum } from '../question/implied-minimum.ts';
import { asksOfThisYear, daysTest } from '../question/now.ts';
import type { QuestionReading, ReadingDeps } from '../question/question.ts';
import { readQuestion } from '../question/question.ts';
import { sourceWanted } from '../question/source-wanted.ts';
import { FUNCTION_SYLLABLES } from '../question/wording.ts';
import type { RetrievedPassage, Retriever } from '../search/retriever.ts';
import { fold } from '../text/normalise.ts';
import type { Answered, Answerer, Outcome, Question } from './answer.ts';
import { candidatesOf, type ScoredCandidate, sourceFit } from './candidates.ts';
import { composeAnswer, nearestOf, sourceLine } from './compose.ts';
import { answerFigure, countTest } from './figure-answers.ts';
import { createKnownDocuments, type KnownDocuments } from './known-documents.ts';
import { answerMeetings } from './meeting-answers.ts';
import { answerMembership } from './membership-answers.ts';
import { answerOffice } from './office-answers.ts';
import { answerPolicy } from './policy-answers.ts';
import { isQuoted } from './quoted.ts';
import { namesDocument } from './scope.ts';
import { confidence, scorerWeights } from './scorer.ts';
import { overlap, type Selection, selectAnswers } from './select.ts';
import { spelledOut } from './spelled-out.ts';
import { checkSupport } from './support.ts';
import { createTokenReader, type ReadTokens } from './term-match.ts';
import { answerValidity } from './validity-answers.ts';

export interface OfflineDeps extends ReadingDeps {
  retriever: Retriever;
  /** The same counts in the passages of one kind of document alone. */
  ofKind: Readonly<Record<DocumentKind, ReadingDeps>>;
  /** Normalised vector of a text, computed here; undefined where only a remote embedder is configured. */
  embed: ((text: string) => Float32Array) | undefined;
  facts: Pick<FactsStore, 'offices' | 'figures' | 'memberships' | 'policies'>;
  meetings: Meetings;
  /** The ISO day that "năm ngoái" counts from. */
  today(): string;
  corpus: Pick<Corpus, 'document' | 'passage'>;
  /** All documents of the corpus, kept until it changes. */
  documents(): readonly StoredDocument[];
  /** The bot's own alliance or province. */
  home?: string | undefined;
}

/** Everything that was found out about a question, for answering, for calibrating and for explaining. */
export interface Inspection {
  /** The question with the earlier one it leans on. */
  completed: CompletedQuestion;
  reading: QuestionReading;
  /** Provinces that the question asks about. */
  provinces: readonly string[];
  /** -1 (the law) … 1 (the news). */
  sourceWanted: number;
  passages: RetrievedPassage[];
  candidates: ScoredCandidate[];
  selection: Selection;
  confidence: number;
}

const PASSAGES_READ = 16;
const PASSAGES_OF_NAMED = 8;
const NAMED_DOCUMENTS_MAX = 8;
const PASSAGES_OF_KIND = 16;
/** From here on a question surely wants the news, or the law, see source-wanted.ts. */
const SURELY_WANTED = 0.3;
const NEARLY_ALL = 0.9;
/** Share of the question that the nearest thing must speak of to be worth a mention. */
const NEAREST_COVERAGE = 0.6;
const INHERITED_DISCOUNT = 0.6;

export interface OfflineAnswerer extends Answerer {
  inspect(question: Question): Promise<Inspection>;
}

export function createOfflineAnswerer(deps: OfflineDeps): OfflineAnswerer {
  const read = createTokenReader();
  const known = createKnownDocuments(deps.documents);
  const inspect = (question: Question) => inspectQuestion(question, deps, read, known());
  return {
    inspect,
    async answer(question): Promise<Outcome> {
      if (question.text.trim() === '') {
        return { outcome: 'abstained', reason: 'empty-question', confidence: 0 };
      }
      const courtesy = courtesyOf(question.text);
      if (courtesy) return { outcome: 'courtesy', about: courtesy };
      const inspection = await inspect(question);
      const { completed, reading, provinces } = inspection;
      const { facts, corpus, home, meetings, today } = deps;
      const mayReadInternal = question.mayReadInternal ?? false;
      const scope = { corpus, home, mayReadInternal };
      return (
        answerOffice(reading, provinces, { ...scope, facts }) ??
        answerValidity(reading, { ...scope, facts }) ??
        answerPolicy(reading, provinces, { ...scope, facts }) ??
        answerFigure(completed, provinces, { ...scope, facts, known: meetings.known(today()) }) ??
        answerMembership(reading, provinces, {
          ...scope,
          facts,
          today: today(),
          sourceWanted: inspection.sourceWanted,
        }) ??
        answerMeetings(reading.text, { meetings, corpus, today, home, mayReadInternal }) ??
        conclude(inspection, candidateTest(inspection, deps), corpus)
      );
    },
  };
}

async function inspectQuestion(
  question: Question,
  deps: OfflineDeps,
  read: ReadTokens,
  known: KnownDocuments,
): Promise<Inspection> {
  const asTyped = completeQuestion(question.text, question.history);
  const completed = { ...asTyped, own: withImpliedMinimum(asTyped.own) };
  const first = readCompleted(completed, deps);
  const provinces = provincesAsked(completed.own, first, known, deps);
  const wanted = sourceWanted(first, provinces.all);
  const counts = countsFor(kindWanted(wanted), deps);
  const reading = counts === deps ? first : readCompleted(completed, counts);
  const query = [completed.inherited, completed.own, ...provinces.added].filter(Boolean).join(' ');
  const passages = await findPassages(query, { reading, wanted, question }, known, deps);
  const asked = deps.embed?.(query);
  const cosine = (text: string) => (asked && deps.embed ? dot(asked, deps.embed(text)) : 0);
  const scope = { provinces: provinces.all, sourceWanted: wanted };
  const candidates = candidatesOf(reading, passages, scope, { cosine, read });
  const [best] = candidates;
  const runnerUp = best && candidates.find((other) => !overlap(best, other));
  const margin = best ? best.score - (runnerUp?.score ?? 0) : 0;
  return {
    completed,
    reading,
    provinces: provinces.all,
    sourceWanted: wanted,
    passages,
    candidates,
    selection: selectAnswers(candidates, {
      openScope: hasOpenScope(reading, provinces.all, passages, deps.home),
    }),
    confidence:
      best && !best.ruledOut
        ? confidence(best.features, margin, Math.min(0, sourceFit(wanted, best.features)))
        : 0,
  };
}

/** The best passages, those of a document that the question names among them in any case. */
async function findPassages(
  query: string,
  { reading, wanted, question }: { reading: QuestionReading; wanted: number; question: Question },
  known: KnownDocuments,
  deps: OfflineDeps,
): Promise<RetrievedPassage[]> {
  const visibilities: readonly Visibility[] = question.mayReadInternal
    ? ['public', 'internal']
    : ['public'];
  // The law's words for everyday ones help to find a law; news is told in everyday words.
  const isOfNews = kindWanted(wanted) === 'article';
  const more = {
    ...(question.signal ? { signal: question.signal } : {}),
    ...(isOfNews ? {} : { paraphrases: reading.legalWordings }),
  };
  const found = await deps.retriever.retrieve({
    query,
    limit: PASSAGES_READ,
    filter: { visibilities },
    ...more,
  });
  const named = known.namedBy(reading);
  if (named.length > 0 && named.length <= NAMED_DOCUMENTS_MAX) {
    const filter = { visibilities, documentIds: named.map((document) => document.id) };
    const ofNamed = { query, limit: PASSAGES_OF_NAMED, filter, ...more };
    return joined(await deps.retriever.retrieve(ofNamed), found);
  }
  const kind = kindWanted(wanted);
  const ofKindFound = found.filter(({ document }) => document.kind === kind).length;
  const isEnough = ofKindFound >= PASSAGES_OF_KIND;
  if (kind === undefined || isEnough || deps.ofKind[kind].passageCount() === 0) return found;
  const filter = { visibilities, kinds: [kind] };
  const ofKind = { query, limit: PASSAGES_OF_KIND, filter, ...more };
  return joined(await deps.retriever.retrieve(ofKind), found);
}

/** The kind of source that is surely wanted. */
function kindWanted(wanted: number): DocumentKind | undefined {
  if (Math.abs(wanted) < SURELY_WANTED) return undefined;
  return wanted > 0 ? 'article' : 'legal';
}

/**
 * How rare a word is depends on the kind of text: in a corpus of many laws the name of a province is
 * rarer than it is in the news. Where nearly all is of the kind, the counts of all are the same.
 */
function countsFor(kind: DocumentKind | undefined, deps: OfflineDeps): ReadingDeps {
  if (kind === undefined) return deps;
  const own = deps.ofKind[kind].passageCount();
  return own === 0 || own > NEARLY_ALL * deps.passageCount() ? deps : deps.ofKind[kind];
}

function joined(
  first: readonly RetrievedPassage[],
  more: readonly RetrievedPassage[],
): RetrievedPassage[] {
  const seen = new Set(first.map(({ passage }) => passage.id));
  return [...first, ...more.filter(({ passage }) => !seen.has(passage.id))];
}

/** Provinces of this turn's own words, else of the question it leans on. */
function provincesAsked(
  own: string,
  reading: QuestionReading,
  { provinces }: KnownDocuments,
  deps: OfflineDeps,
): { all: string[]; added: string[] } {
  const ofOwn = provincesIn(own, provinces, deps);
  return ofOwn.all.length > 0 ? ofOwn : provincesIn(reading.text, provinces, deps);
}

/**
 * Provinces named in a text, or shortened to initials that fit one in the corpus. A bare district
 * name may be no place at all ("quy hop" in "quỹ hợp tác xã" is also Quỳ Hợp): it counts only where
 * the corpus tells of its province.
 */
function provincesIn(
  text: string,
  known: ReadonlySet<string | undefined>,
  deps: OfflineDeps,
): { all: string[]; added: string[] } {
  const named = findPlaces(text, { bareDistricts: true })
    .filter(({ district, province }) => district === undefined || known.has(province))
    .map(({ province }) => province);
  const shortened = [...text.matchAll(/(?<!\p{L})(?:\p{Lu}{2,5}|\p{Ll}{2,4})(?!\p{L})/gu)]
    .map((match) => match[0])
    .filter((short) => !FUNCTION_SYLLABLES.has(fold(short)))
    .filter((short) => short === short.toUpperCase() || deps.documentFrequency(fold(short)) === 0);
  const added = shortened.flatMap((short) => {
    const candidates = provinceCandidates(short).filter((province) => known.has(province));
    return candidates.length === 1 ? candidates : [];
  });
  return { all: [...new Set([...named, ...added])], added: [...new Set(added)] };
}

/** Reads a question in the light of the earlier one it leans on; inherited words count less. */
function readCompleted(
  { own, inherited, repeatsEarlier: repeats }: CompletedQuestion,
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
    pairs: [
      ...reading.pairs,
      ...earlier.pairs.map((pair) => ({ ...pair, weight: pair.weight * INHERITED_DISCOUNT })),
    ],
    documents: reading.documents.length > 0 ? reading.documents : earlier.documents,
    legalWordings: [...reading.legalWordings, ...earlier.legalWordings],
    years: reading.years.length > 0 ? reading.years : earlier.years,
    actors: reading.actors.size > 0 ? reading.actors : earlier.actors,
    dates: reading.dates.length > 0 ? reading.dates : earlier.dates,
  };
}

/** True when nothing in the question says which alliance, time or document is meant. */
function hasOpenScope(
  reading: QuestionReading,
  provinces: readonly string[],
  passages: readonly RetrievedPassage[],
  home: string | undefined,
): boolean {
  if (home !== undefined || provinces.length + reading.dates.length + reading.years.length > 0)
    return false;
  // A policy that articles merely mention leaves open whose it is.
  return !passages.some(({ document }) => namesDocument(reading, document));
}

/** A test of what may be told: it can hold the count asked for, and is of these days when they are asked about. */
function candidateTest(
  inspection: Inspection,
  { meetings, today }: OfflineDeps,
): (candidate: ScoredCandidate) => boolean {
  const { completed, reading } = inspection;
  const day = today();
  const canCount = countTest(completed, meetings.known(day));
  const areInTime = daysTest(reading.text, day);
  const isOfThisYear = asksOfThisYear(completed.own);
  const isUnknownDocument = asksOfUnknownDocument(inspection);
  return ({ statement, retrieved: { document, passage } }) => {
    // News tell of a document in other passages than those that name it.
    const told = () =>
      document.kind === 'legal' ? passage.text : foundOf(inspection, document.id);
    if (isUnknownDocument && !saysDocument(reading, told())) return false;
    const { publishedOn, eventDates = [] } = document.metadata;
    const days = [...eventDates, ...(publishedOn === undefined ? [] : [publishedOn])];
    const isNews = document.kind === 'article' && days.length > 0;
    if (isOfThisYear && isNews && !days.some((one) => one.slice(0, 4) === day.slice(0, 4)))
      return false;
    if (!areInTime(days)) return false;
    return canCount === undefined || canCount(statement.text);
  };
}

/** All that was found of a document. */
function foundOf({ passages }: Inspection, documentId: number): string {
  const own = passages.filter(({ document }) => document.id === documentId);
  return own.map(({ document, passage }) => `${document.title} ${passage.text}`).join(' ');
}

/** True when a document is named by number or year, not in an earlier turn, and none that was found is it. */
function asksOfUnknownDocument({ completed, reading, passages }: Inspection): boolean {
  if (completed.inherited !== '') return false;
  const isNamed = reading.documents.some(
    ({ number, year }) => number !== undefined || year !== undefined,
  );
  return isNamed && !passages.some(({ document }) => namesDocument(reading, document));
}

/** True when a text speaks of a document that the question names: "23/2012/QH13" for the law of 2012. */
function saysDocument({ documents }: QuestionReading, text: string): boolean {
  const numbers = new Set(text.match(/\d+/g)?.map(Number));
  return documents.some(
    ({ number, year }) =>
      (number === undefined || numbers.has(number)) && (year === undefined || numbers.has(year)),
  );
}

function conclude(
  inspection: Inspection,
  mayTell: (candidate: ScoredCandidate) => boolean,
  corpus: OfflineDeps['corpus'],
): Outcome {
  const [first] = inspection.selection.candidates;
  if (!first) return { outcome: 'abstained', reason: 'nothing-found', confidence: 0 };
  const wanted = inspection.reading.intent.wanted[0]!;
  const tellable = inspection.selection.candidates.filter(mayTell);
  const whole = tellable.flatMap((candidate) => spelledOut(candidate, wanted, corpus));
  // What is spelled out may be the second statement itself.
  const chosen = whole.filter(
    (one, at) => !whole.slice(0, at).some((other) => overlap(one, other)),
  );
  const { confidence: sure } = inspection;
  const near = nearestCandidate(inspection);
  const refused = {
    outcome: 'abstained',
    reason: 'not-supported',
    ...(near ? { nearest: nearestOf(near) } : {}),
    confidence: sure,
  } as const;
  const isSure = sure >= scorerWeights.threshold[first.retrieved.document.kind];
  if (!isSure || chosen.length === 0) return refused;
  return supported(composeAnswer(chosen, sure), inspection) ?? refused;
}

/** What speaks most of the question in the kind of source it wants, ruled out or not; undefined when nothing comes near. */
function nearestCandidate({ candidates, sourceWanted }: Inspection): ScoredCandidate | undefined {
  const ofKind = candidates.filter((one) => sourceFit(sourceWanted, one.features) > -SURELY_WANTED);
  const near = ofKind.filter(({ features }) => features.coverageInContext >= NEAREST_COVERAGE);
  return near.sort((a, b) => b.score - a.score)[0];
}

/** The answer without what its quotes do not bear out; undefined when nothing is left. */
function supported(answer: Answered, { selection }: Inspection): Answered | undefined {
  const allowed = selection.candidates.flatMap((candidate) => [
    sourceLine(candidate),
    candidate.retrieved.passage.heading,
  ]);
  const { supported: borneOut } = checkSupport(answer.claims, answer.citations, { allowed });
  const claims = answer.claims.filter(
    (claim) => borneOut.includes(claim) || isQuoted(claim, answer.citations, allowed),
  );
  return claims.length > 0 ? { ...answer, claims } : undefined;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
