/**
 * What is measured of a statement as an answer to a question. Every feature is a number of about
 * -1..1 with a meaning a person can check; the scorer weighs them (weights learned, see scorer.ts).
 */

import type { Wanted } from '../question/intent.ts';
import type { QuestionReading } from '../question/question.ts';
import type { RetrievedPassage } from '../search/retriever.ts';
import { actorsIn, otherActors } from './actors.ts';
import { answerSpans } from './answer-kinds.ts';
import type { Scope } from './scope.ts';
import type { Statement } from './statements.ts';
import {
  coverage,
  type MatchToken,
  matchTokens,
  mergePresence,
  type Presence,
  pairCoverage,
  pairsIn,
  presence,
  type QuestionTerm,
} from './term-match.ts';

export const FEATURE_NAMES = [
  'coverage',
  'coverageInContext',
  'pairs',
  'pairsInContext',
  'headingCoverage',
  'softCoverage',
  'cosine',
  'contextCosine',
  'answerKind',
  'allAnswerKinds',
  'kindInContext',
  'focusNear',
  'nearTerms',
  'passageRank',
  'passageScore',
  'documentNamed',
  'documentOther',
  'speaksOfItself',
  'placeFits',
  'placeOther',
  'timeFits',
  'timeOther',
  'timeNowhere',
  'otherActor',
  'otherActorInHeading',
  'missing',
  'missingHere',
  'missingPair',
  'restates',
  'listWanted',
  'listUnwanted',
  'defines',
  'caption',
  'pair',
  'length',
  'item',
  // Equal for all candidates of a question: they tell confidence how much to expect.
  'legal',
  'topicWords',
  'asksNumber',
] as const;

export type FeatureName = (typeof FEATURE_NAMES)[number];
export type Features = Record<FeatureName, number>;

/** A statement in its passage. */
export interface Candidate {
  retrieved: RetrievedPassage;
  /** 0-based rank of the passage. */
  rank: number;
  statement: Statement;
  features: Features;
}

export interface PassageContext {
  retrieved: RetrievedPassage;
  rank: number;
  /** Best passage's score, for scaling. */
  topScore: number;
  headingTokens: MatchToken[];
  headingPresence: Presence;
  headingActors: ReadonlySet<string>;
  aboutTokens: MatchToken[];
  /** Title, organisation, place and date of the document, and the headings above the passage. */
  aboutPresence: Presence;
  passagePresence: Presence;
  scope: Scope;
}

export interface FeatureDeps {
  /** Cosine of the question with a text; 0 where no local embedder is at hand. */
  cosine(text: string): number;
  /** See soft-match.ts; 0 where no local embedder is at hand. */
  softCoverage(tokens: readonly MatchToken[]): number;
}

const SEPARATOR: MatchToken = { exact: '', folded: '', start: 0, end: 0 };
const LIST_KINDS: ReadonlySet<Wanted> = new Set(['list', 'condition', 'procedure']);
const NUMERIC: ReadonlySet<Wanted> = new Set(['number', 'percent', 'money', 'duration', 'date']);
const TOPIC_WORDS_MANY = 16;
const CONTEXT_SCALE = { leadIn: 0.95, heading: 0.85, about: 0.8, before: 0.5, passage: 0.35 };

/** The part of measuring that is cheap enough for every statement of every passage. */
export interface Glance {
  statement: Statement;
  context: PassageContext;
  tokens: MatchToken[];
  leadTokens: MatchToken[];
  own: Presence;
  inContext: Presence;
  coverage: number;
  coverageInContext: number;
  pairs: number;
}

/** Looks at one statement: how much of the question it covers, by itself and where it stands. */
export function glanceAt(
  question: QuestionReading,
  statement: Statement,
  context: PassageContext,
): Glance {
  const { terms } = question;
  const tokens = matchTokens(statement.text);
  const leadTokens = statement.leadIn === '' ? [] : matchTokens(statement.leadIn);
  const own = presence(terms, tokens);
  const inContext = mergePresence([
    [own, 1],
    [presence(terms, leadTokens), CONTEXT_SCALE.leadIn],
    [context.headingPresence, CONTEXT_SCALE.heading],
    [context.aboutPresence, CONTEXT_SCALE.about],
    [
      statement.before === '' ? own : presence(terms, matchTokens(statement.before)),
      CONTEXT_SCALE.before,
    ],
    [context.passagePresence, CONTEXT_SCALE.passage],
  ]);
  return {
    statement,
    context,
    tokens,
    leadTokens,
    own,
    inContext,
    coverage: coverage(terms, own),
    coverageInContext: coverage(terms, inContext),
    pairs: pairCoverage(question.pairs, pairsIn(tokens)),
  };
}

/** Measures a statement in full. */
export function featuresOf(question: QuestionReading, glance: Glance, deps: FeatureDeps): Features {
  const { statement, context, tokens } = glance;
  const { terms, intent } = question;
  const { retrieved, scope } = context;
  const main = intent.wanted[0]!;
  const legal = retrieved.document.kind === 'legal';
  const spans = answerSpans(statement.text, main, question.text, legal);
  const others = intent.wanted.slice(1);
  const satisfied = others.filter(
    (kind) => answerSpans(statement.text, kind, question.text, legal).length > 0,
  );
  const kind = answerKind(main, spans.length);
  const near = nearTerms(question, tokens, spans);
  const isList = statement.kind === 'list';
  const wantsList = LIST_KINDS.has(main);
  const time = scope.time(statement.text);
  return {
    coverage: glance.coverage,
    coverageInContext: glance.coverageInContext,
    pairs: glance.pairs,
    pairsInContext: pairCoverage(
      question.pairs,
      pairsIn([...glance.leadTokens, ...tokens, SEPARATOR, ...context.headingTokens]),
    ),
    headingCoverage: coverage(terms, context.headingPresence),
    softCoverage: deps.softCoverage(tokens),
    cosine: deps.cosine(statement.text),
    contextCosine: deps.cosine(`${lastPart(retrieved)} ${statement.leadIn} ${statement.text}`),
    answerKind: kind,
    allAnswerKinds: (satisfied.length + (spans.length > 0 ? 1 : 0)) / intent.wanted.length,
    kindInContext: kind * glance.coverageInContext,
    focusNear: focusNear(question, tokens, spans),
    nearTerms: near,
    passageRank: 1 / (1 + context.rank),
    passageScore: context.topScore > 0 ? retrieved.score / context.topScore : 0,
    documentNamed: scope.document > 0 ? 1 : 0,
    documentOther: scope.document < 0 ? 1 : 0,
    speaksOfItself:
      main === 'date' && scope.document > 0 && SPEAKS_OF_ITSELF.test(statement.text) ? 1 : 0,
    placeFits: scope.place > 0 ? 1 : 0,
    placeOther: scope.place < 0 ? 1 : 0,
    timeFits: time > 0 ? 1 : 0,
    timeOther: time < 0 ? 1 : 0,
    timeNowhere: scope.timeOfPassage < 0 ? 1 : 0,
    otherActor: otherActors(question.actors, actorsIn(`${statement.leadIn} ${statement.text}`)),
    otherActorInHeading: otherActors(question.actors, context.headingActors),
    missing: missingShare(question, glance.inContext),
    missingHere: missingShare(
      question,
      mergePresence([
        [glance.own, 1],
        [presence(terms, glance.leadTokens), 1],
        [context.aboutPresence, 1],
      ]),
    ),
    missingPair: missingPair(question, glance),
    restates: restates(question, tokens),
    listWanted: isList && wantsList ? 1 : 0,
    listUnwanted: isList && !wantsList && main !== 'unknown' ? 1 : 0,
    defines: intent.wanted.includes('definition') ? defines(question, tokens) : 0,
    caption: retrieved.passage.kind === 'caption' ? 1 : 0,
    pair: statement.kind === 'pair' ? 1 : 0,
    length: Math.log(1 + statement.text.length / 100) / 3,
    item: statement.kind === 'item' ? 1 : 0,
    legal: legal ? 1 : 0,
    topicWords: Math.min(1, terms.filter((term) => term.weight > 0).length / TOPIC_WORDS_MANY),
    asksNumber: NUMERIC.has(main) ? 1 : 0,
  };
}

/** A legal document on its own coming into force. */
const SPEAKS_OF_ITSELF =
  /^(?:\d+\.\s*)?(?:Luật|Nghị định|Thông tư|Quyết định|Nghị quyết|Pháp lệnh) này có hiệu lực/;

/** Lists answer the better the more they name; other kinds are there or not. */
function answerKind(main: Wanted, found: number): number {
  if (main === 'unknown') return 0.5;
  if (main === 'list') return Math.min(1, found / 4);
  return found > 0 ? 1 : 0;
}

function lastPart(retrieved: RetrievedPassage): string {
  const heading = retrieved.passage.heading || retrieved.document.title;
  return heading.split(' › ').at(-1) ?? heading;
}

/**
 * How well the noun that was asked for stands beside a found answer: "56 đơn vị" for "mấy đơn vị",
 * "quận Kiến An" for "quận nào". 1 right after it, less further off.
 */
function focusNear(
  question: QuestionReading,
  tokens: readonly MatchToken[],
  spans: readonly { start: number; end: number }[],
): number {
  const focus = focusTerms(question);
  if (focus.length === 0 || spans.length === 0) return 0;
  let best = 0;
  for (const span of spans.slice(0, SPANS_MAX)) {
    const first = tokens.findIndex((token) => token.end > span.start);
    if (first < 0) continue;
    const next = tokens.findIndex((token) => token.start >= span.end);
    const after = next < 0 ? [] : tokens.slice(next, next + 4);
    const around = tokens.slice(Math.max(0, first - 3), first);
    const inside = tokens.slice(first, next < 0 ? undefined : next);
    const stands = presence(focus.slice(0, 1), inside)[0]! > 0 ? 1 : 0;
    best = Math.max(best, stands, followed(focus, after), 0.6 * followed(focus, around));
  }
  return best;
}

const SPANS_MAX = 16;

function focusTerms(question: QuestionReading): QuestionTerm[] {
  const { focus } = question.intent;
  if (focus.length === 0) return [];
  const at = question.terms.findIndex((_, i) =>
    focus.every((part, k) => question.terms[i + k]?.folded === part),
  );
  return at < 0
    ? question.terms.filter((term) => focus.includes(term.folded))
    : question.terms.slice(at, at + focus.length);
}

/** The first focus syllable in the given tokens counts most, and more the sooner it comes. */
function followed(focus: readonly QuestionTerm[], tokens: readonly MatchToken[]): number {
  const [head, ...rest] = focus;
  if (!head) return 0;
  for (const [distance] of tokens.entries()) {
    const from = tokens.slice(distance, distance + 4);
    if (presence([head], from.slice(0, wordsOf(head)))[0]! === 0) continue;
    const more =
      rest.length === 0
        ? 1
        : rest.filter((term) => presence([term], from)[0]! > 0).length / rest.length;
    return (0.7 + 0.3 * more) / (1 + 0.5 * distance);
  }
  return 0;
}

/** Syllables that a term may take in the text: an alternative of two needs two. */
function wordsOf(term: QuestionTerm): number {
  return Math.max(1, ...term.alternatives.map((other) => other.split(' ').length));
}

const NEAR_SYLLABLES = 12;

/** How much of the question stands within a few syllables of the best-placed answer span, 0..1. */
function nearTerms(
  question: QuestionReading,
  tokens: readonly MatchToken[],
  spans: readonly { start: number; end: number }[],
): number {
  let best = 0;
  for (const span of spans.slice(0, 12)) {
    const at = tokens.findIndex((token) => token.end > span.start);
    if (at < 0) continue;
    const window = tokens.slice(Math.max(0, at - NEAR_SYLLABLES), at + NEAR_SYLLABLES);
    best = Math.max(best, coverage(question.terms, presence(question.terms, window)));
  }
  return best;
}

/** The weight of the rarest question syllable that stands nowhere around, as a share of the heaviest. */
function missingShare(question: QuestionReading, found: Presence): number {
  let heaviest = 0;
  let missing = 0;
  for (const [index, term] of question.terms.entries()) {
    heaviest = Math.max(heaviest, term.weight);
    missing = Math.max(missing, term.weight * (1 - found[index]!));
  }
  return heaviest === 0 ? 1 : missing / heaviest;
}

/** The weight of the rarest question pair that neither the statement nor its document's title and place hold. */
function missingPair(question: QuestionReading, { context, leadTokens, tokens }: Glance): number {
  let heaviest = 0;
  let missing = 0;
  const here = pairsIn([...leadTokens, ...tokens, SEPARATOR, ...context.aboutTokens]);
  for (const pair of question.pairs) {
    heaviest = Math.max(heaviest, pair.weight);
    if (pair.weight > missing && !here.has(pair.folded)) missing = pair.weight;
  }
  return heaviest === 0 ? 0 : missing / heaviest;
}

/** Share of the statement's syllables that the question already said: near 1 it tells nothing new. */
function restates(question: QuestionReading, tokens: readonly MatchToken[]): number {
  if (tokens.length === 0) return 1;
  const said = new Set(question.terms.map((term) => term.folded));
  return tokens.filter((token) => said.has(token.folded)).length / tokens.length;
}

/** Syllables of the longest term that a law defines. */
const DEFINED_MAX = 14;

/** "X là …" at the head of the statement, where X is what the question asks to define. */
function defines(question: QuestionReading, tokens: readonly MatchToken[]): number {
  const is = tokens.findIndex((token) => token.exact === 'là');
  const defined = tokens.slice(0, Math.max(0, is)).filter((token) => !/^\d+$/.test(token.folded));
  if (defined.length === 0 || defined.length > DEFINED_MAX) return 0;
  const said = new Set(question.terms.map((term) => term.folded));
  const ofQuestion = defined.filter((token) => said.has(token.folded)).length / defined.length;
  return ofQuestion * coverage(question.terms, presence(question.terms, defined));
}
