/**
 * From a question and the retrieved passages to scored candidate answers.
 */

import type { QuestionReading } from '../question/question.ts';
import type { RetrievedPassage } from '../search/retriever.ts';
import { fold } from '../text/normalise.ts';
import { foldedSyllables } from '../text/tokens.ts';
import { actorsIn } from './actors.ts';
import { headingFit } from './asked-features.ts';
import { mattersAsked } from './asked-matter.ts';
import { askedMeasure } from './asked-measure.ts';
import { askedNames, namedPairs } from './asked-names.ts';
import { askedOrganisation } from './asked-organisation.ts';
import { askedQuantity } from './asked-quantity.ts';
import { seriesIn } from './asked-series.ts';
import { askedTitle } from './asked-title.ts';
import {
  type Asked,
  type Candidate,
  type FeatureDeps,
  type Features,
  type FoundDocument,
  featuresOf,
  type Glance,
  glanceAt,
  type PassageContext,
} from './features.ts';
import { newestYear } from './legal-features.ts';
import { isRuledOut } from './rule-out.ts';
import { untoldShare } from './said-again.ts';
import { scopeOf } from './scope.ts';
import { rankingScore } from './scorer.ts';
import { statementsOf } from './statements.ts';
import { type MatchToken, type Presence, presence, type ReadTokens } from './term-match.ts';
import { placesIn } from './term-places.ts';

export interface ScoredCandidate extends Candidate {
  score: number;
  /** It cannot be the answer, however well it reads; it may still be the nearest thing that is known. */
  ruledOut: boolean;
}

/** What a question limits its answer to besides its words. */
export interface AskedScope {
  provinces: readonly string[];
  /** -1 (the law) … 1 (the news), see source-wanted.ts. */
  sourceWanted: number;
}

/**
 * How much a statement of the kind of source that is surely wanted is ahead, in ranking score. It
 * orders only what a corpus of both kinds finds; see the README for what was tried.
 */
const SOURCE_LEAD = 2;

/** 1 for a statement of the kind of source that is surely wanted, -1 for one of the other kind. */
export function sourceFit(sourceWanted: number, { legal }: Features): number {
  return legal === 1 ? -sourceWanted : sourceWanted;
}

/** Statements measured in full; the others cover too little of the question to win. */
const MEASURED_MAX = 48;

/** The statements of the passages that may answer, measured and scored, best first. */
export function candidatesOf(
  question: QuestionReading,
  passages: readonly RetrievedPassage[],
  scope: AskedScope,
  deps: FeatureDeps,
): ScoredCandidate[] {
  const { provinces, sourceWanted } = scope;
  const topScore = passages[0]?.score ?? 0;
  const { read } = deps;
  const asked = askedOf(question, provinces, passages, read);
  const shared: Shared = {
    read,
    presenceIn: presenceReader(question, read),
    foundOf: documentsReader(question, passages, read),
  };
  const glances = passages.flatMap((retrieved, rank) => {
    const context = contextOf(question, retrieved, rank, topScore, provinces, shared);
    return statementsOf(retrieved.passage.text, articleTitle(retrieved)).map((statement) =>
      glanceAt(question, statement, context),
    );
  });
  const promise = (glance: Glance) =>
    (glance.coverage + glance.coverageUnderLead) / 2 +
    glance.coverageInContext +
    glance.pairs -
    (glance.statement.kind === 'list' ? 0.5 : 0);
  return glances
    .sort((a, b) => promise(b) - promise(a))
    .slice(0, MEASURED_MAX)
    .map((glance) => {
      const features = featuresOf(question, asked, glance, deps);
      const { statement, context } = glance;
      return {
        retrieved: context.retrieved,
        rank: context.rank,
        statement,
        features,
        score: rankingScore(features) + SOURCE_LEAD * sourceFit(sourceWanted, features),
        ruledOut: isRuledOut({ question, asked, scope }, glance, features),
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

/** "Nghĩa vụ của thành viên" of a điều that is one passage; undefined for parts and for articles. */
function articleTitle({ document, passage }: RetrievedPassage): string | undefined {
  if (document.kind !== 'legal') return undefined;
  return /^Điều \d+\p{L}?\.\s*(\S.*)$/u.exec(passage.heading.split(' › ').at(-1) ?? '')?.[1];
}

function askedOf(
  question: QuestionReading,
  provinces: readonly string[],
  passages: readonly RetrievedPassage[],
  read: ReadTokens,
): Asked {
  const texts = passages.map(({ passage }) => passage.text);
  // Of provinces scope.ts knows more: their documents need not name them.
  const places = provinces.map(fold);
  const measure = askedMeasure(question.terms);
  const names = askedNames(question.terms, texts, read, question.text).filter((name) => {
    const said = name.map(({ folded }) => folded).join(' ');
    return !places.some((place) => said.includes(place));
  });
  return {
    names,
    title: askedTitle(question.expanded),
    newestYear: newestYear(passages),
    measure,
    quantity: askedQuantity(question, measure),
    organisation: askedOrganisation(question.terms, names),
    series: seriesIn(foldedSyllables(question.expanded).join(' ')),
    matters: mattersAsked(question),
  };
}

/** What the passages of a question have in common. */
interface Shared extends Pick<PassageContext, 'read' | 'presenceIn'> {
  foundOf(documentId: number): FoundDocument;
}

/** Reads what was found of each document, when it is asked for: only names need it. */
function documentsReader(
  question: QuestionReading,
  passages: readonly RetrievedPassage[],
  read: ReadTokens,
): (documentId: number) => FoundDocument {
  const known = new Map<number, FoundDocument>();
  return (documentId) => {
    const found = known.get(documentId) ?? readDocument(documentId, question, passages, read);
    known.set(documentId, found);
    return found;
  };
}

function readDocument(
  documentId: number,
  question: QuestionReading,
  passages: readonly RetrievedPassage[],
  read: ReadTokens,
): FoundDocument {
  const own = passages.filter(({ document }) => document.id === documentId);
  const about = own.slice(0, 1).map(({ document }) => aboutOf(document).join(' · '));
  const pairs = new Set<string>();
  const syllables = new Set<string>();
  const texts = [...about, ...own.map(({ passage }) => passage.text)];
  for (const text of texts) {
    const tokens = read(text);
    for (const pair of namedPairs(text, tokens)) pairs.add(pair);
    for (const { folded } of tokens) syllables.add(folded);
  }
  const words = once(() => wordsOf(texts.map(read)));
  return {
    pairs,
    syllables,
    words,
    series: once(() => seriesIn(words())),
    untold: once(() => untoldShare(question, words())),
  };
}

/** Folded words with single spaces, each text closed off by a bar. */
function wordsOf(texts: readonly (readonly MatchToken[])[]): string {
  return ` ${texts.map((tokens) => tokens.map(({ folded }) => folded).join(' ')).join(' | ')} `;
}

/** Which of the question's terms stand in a text; statements share their lead-ins and what is before them. */
function presenceReader({ terms }: QuestionReading, read: ReadTokens): (text: string) => Presence {
  const known = new Map<string, Presence>();
  return (text) => {
    const found = known.get(text) ?? presence(terms, read(text));
    known.set(text, found);
    return found;
  };
}

/** Finds a value when it is first asked for. */
function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/** What a document says of itself: title, body, place, day, number. */
function aboutOf(document: RetrievedPassage['document']): string[] {
  const { organisation, province, district, publishedOn, number, shortTitle } = document.metadata;
  return [document.title, organisation, province, district, publishedOn, number, shortTitle].filter(
    (text) => text !== undefined,
  );
}

function contextOf(
  question: QuestionReading,
  retrieved: RetrievedPassage,
  rank: number,
  topScore: number,
  provinces: readonly string[],
  { read, presenceIn, foundOf }: Shared,
): PassageContext {
  const { document, passage } = retrieved;
  const lastHeading = passage.heading.split(' › ').slice(-1).join(' ');
  const headingTokens = read(lastHeading);
  const aboutTokens = read([...aboutOf(document), passage.heading].join(' '));
  const { terms } = question;
  const headingPresence = presence(terms, headingTokens);
  const passageTokens = read(passage.text);
  const places = placesIn(question, passageTokens);
  return {
    retrieved,
    rank,
    topScore,
    read,
    presenceIn,
    passageTokens,
    places,
    headingTokens,
    headingActors: once(() => actorsIn(lastHeading)),
    headingPresence,
    headingFit: once(() => headingFit(question, headingTokens, headingPresence)),
    aboutTokens,
    aboutPresence: presence(terms, aboutTokens),
    passagePresence: places.presence(0, passageTokens.length),
    scope: scopeOf(question, provinces, document, passage.text),
    found: () => foundOf(document.id),
  };
}
