/**
 * What is measured of a statement as an answer to a question. Every feature is a number of about
 * -1..1 with a meaning a person can check; the scorer weighs them (weights learned, see scorer.ts).
 */

import type { Wanted } from '../question/intent.ts';
import type { QuestionReading } from '../question/question.ts';
import type { RetrievedPassage } from '../search/retriever.ts';
import { actorsIn, otherActors } from './actors.ts';
import { answerSpans } from './answer-kinds.ts';
import { focusMissing, focusNear, nearTerms } from './answer-nearness.ts';
import {
  answerKind,
  BESIDE,
  BEYOND_FLOOR,
  beyondTitle,
  defines,
  kindFit,
  ofKindAsked,
  ofLists,
  ofMeasure,
  ofNames,
  ofOrganisation,
  ofTitle,
  wantedSpans,
} from './asked-features.ts';
import type { MatterTest } from './asked-matter.ts';
import type { AskedMeasure } from './asked-measure.ts';
import type { AskedName } from './asked-names.ts';
import type { AskedOrganisation } from './asked-organisation.ts';
import type { AskedQuantity } from './asked-quantity.ts';
import { type SeriesNamed, tellsOfPlans } from './asked-series.ts';
import type { AskedTitle } from './asked-title.ts';
import { namesInARow } from './enumeration.ts';
import { LEGAL_FEATURE_NAMES, legalFeatures } from './legal-features.ts';
import { NO_RULE, RULE_FEATURE_NAMES, ruleFeatures } from './rule-features.ts';
import { missingPair, missingShare, restates } from './said-again.ts';
import type { Scope } from './scope.ts';
import type { Statement } from './statements.ts';
import {
  coverage,
  type MatchToken,
  mergePresence,
  type Presence,
  pairCoverage,
  type ReadTokens,
  shifted,
  stretchWithin,
} from './term-match.ts';
import type { TermPlaces } from './term-places.ts';

export const FEATURE_NAMES = [
  'coverage',
  'coverageInContext',
  'pairs',
  'pairsInContext',
  'headingCoverage',
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
  'beyondTitle',
  'nameHere',
  'nameMissing',
  'titleFits',
  'titleMissing',
  'focusMissing',
  'measureHere',
  'measureMissing',
  'headingFit',
  'enumerates',
  'listNear',
  'namesMany',
  'partial',
  'opening',
  'noDate',
  'noPerson',
  'noNumber',
  'noSum',
  'countsOther',
  'fits',
  ...LEGAL_FEATURE_NAMES,
  ...RULE_FEATURE_NAMES,
  'organisationFits',
  'organisationOther',
  'planned',
  'superlative',
  'namesReason',
  'untold',
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

/** What was found of one document. */
export interface FoundDocument {
  /** Neighbouring words that are both written with a capital; see asked-names.ts. */
  pairs: ReadonlySet<string>;
  syllables: ReadonlySet<string>;
  /** Title, body, place, day and the passages, folded to words of letters and digits with single spaces. */
  words(): string;
  series(): SeriesNamed;
  /** See said-again.ts. */
  untold(): number;
}

export interface PassageContext {
  retrieved: RetrievedPassage;
  rank: number;
  /** Best passage's score, for scaling. */
  topScore: number;
  read: ReadTokens;
  /** Which terms stand in a text, each text measured once for a question. */
  presenceIn(text: string): Presence;
  passageTokens: readonly MatchToken[];
  /** Where the question's terms stand among them. */
  places: TermPlaces;
  headingTokens: readonly MatchToken[];
  headingPresence: Presence;
  headingActors(): ReadonlySet<string>;
  /** See asked-features.ts. */
  headingFit(): number;
  aboutTokens: readonly MatchToken[];
  /** Title, organisation, place and date of the document, and the headings above the passage. */
  aboutPresence: Presence;
  passagePresence: Presence;
  scope: Scope;
  /** All that was found of the document, for names. */
  found(): FoundDocument;
}

/** What a question asks for besides its words, found once per question. */
export interface Asked {
  names: readonly AskedName[];
  title: AskedTitle | undefined;
  measure: AskedMeasure | undefined;
  /** Year of the newest law that was found, 0 without any. */
  newestYear: number;
  quantity: AskedQuantity | undefined;
  organisation: AskedOrganisation | undefined;
  series: SeriesNamed;
  matters: readonly MatterTest[];
}

export interface FeatureDeps {
  /** Cosine of the question with a text; 0 where no local embedder is at hand. */
  cosine(text: string): number;
  read: ReadTokens;
}

const SEPARATOR: MatchToken = { exact: '', folded: '', start: 0, end: 0 };
const LIST_KINDS: ReadonlySet<Wanted> = new Set(['list', 'condition', 'procedure']);
const NUMERIC: ReadonlySet<Wanted> = new Set(['number', 'percent', 'money', 'duration', 'date']);
const TOPIC_WORDS_MANY = 16;
/** A longer statement is shown shortened to about this. */
const SHOWN_CHARS = 900;
const CONTEXT_SCALE = { leadIn: 0.95, heading: 0.85, about: 0.8, before: 0.5, passage: 0.35 };

/** The part of measuring that is cheap enough for every statement of every passage. */
export interface Glance {
  statement: Statement;
  context: PassageContext;
  /** Its tokens among those of the passage. */
  stretch: { from: number; to: number };
  leadTokens: readonly MatchToken[];
  own: Presence;
  inLead: Presence;
  inContext: Presence;
  coverage: number;
  /** Of the statement read under its opening line. */
  coverageUnderLead: number;
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
  const stretch = stretchWithin(context.passageTokens, statement.start, statement.end);
  const leadTokens = statement.leadIn === '' ? [] : context.read(statement.leadIn);
  const own = context.places.presence(stretch.from, stretch.to);
  const ofOwn = coverage(terms, own);
  const inLead = context.presenceIn(statement.leadIn);
  const inContext = mergePresence([
    [own, 1],
    [inLead, CONTEXT_SCALE.leadIn],
    [context.headingPresence, CONTEXT_SCALE.heading],
    [context.aboutPresence, CONTEXT_SCALE.about],
    [statement.before === '' ? own : context.presenceIn(statement.before), CONTEXT_SCALE.before],
    [context.passagePresence, CONTEXT_SCALE.passage],
  ]);
  return {
    statement,
    context,
    stretch,
    leadTokens,
    own,
    inLead,
    inContext,
    coverage: ofOwn,
    coverageUnderLead:
      statement.leadIn === ''
        ? ofOwn
        : coverage(
            terms,
            mergePresence([
              [own, 1],
              [inLead, CONTEXT_SCALE.leadIn],
            ]),
          ),
    coverageInContext: coverage(terms, inContext),
    pairs: context.places.pairCoverage(stretch.from, stretch.to),
  };
}

/** Measures a statement in full. */
export function featuresOf(
  question: QuestionReading,
  asked: Asked,
  glance: Glance,
  deps: FeatureDeps,
): Features {
  const { statement, context } = glance;
  const { from, to } = glance.stretch;
  const tokens = shifted(context.passageTokens.slice(from, to), statement.start);
  const { terms, intent } = question;
  const { retrieved, scope } = context;
  const legal = retrieved.document.kind === 'legal';
  const main = mainKind(intent.wanted, legal);
  const spans = wantedSpans(question, main, statement.text, legal);
  const others = intent.wanted.filter((kind) => kind !== main);
  const satisfied = others.filter(
    (kind) => answerSpans(statement.text, kind, question.text, legal).length > 0,
  );
  const kind = answerKind(main, spans.length, namesInARow(statement.text, intent.focus));
  const near = nearTerms(question, tokens, spans);
  const besideFocus = focusNear(question, tokens, spans);
  const isList = statement.kind === 'list';
  const wantsList = LIST_KINDS.has(main);
  const mayBeList = intent.wanted.some((wanted) => LIST_KINDS.has(wanted));
  const time = scope.time(statement.text);
  const inSight = [...glance.leadTokens, ...tokens];
  const beyond = beyondTitle(question, glance, inSight);
  const names = ofNames(asked.names, context, inSight);
  const title = ofTitle(asked.title, main, legal, statement.text);
  const measure = ofMeasure(asked.measure, inSight);
  const counted = main === 'number' && intent.counts && asked.measure === undefined;
  return {
    coverage: glance.coverage,
    coverageInContext: glance.coverageInContext,
    pairs: glance.pairs,
    pairsInContext: pairCoverage(question.pairs, [...inSight, SEPARATOR, ...context.headingTokens]),
    headingCoverage: coverage(terms, context.headingPresence),
    cosine: deps.cosine(statement.text),
    contextCosine: deps.cosine(`${lastPart(retrieved)} ${statement.leadIn} ${statement.text}`),
    answerKind: kind,
    allAnswerKinds: (satisfied.length + (spans.length > 0 ? 1 : 0)) / intent.wanted.length,
    kindInContext: kind * glance.coverageInContext,
    focusNear: besideFocus,
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
    otherActor: otherActors(question.actors, () =>
      actorsIn(`${statement.leadIn} ${statement.text}`),
    ),
    otherActorInHeading: otherActors(question.actors, context.headingActors),
    missing: missingShare(question, glance.inContext),
    missingHere: missingShare(
      question,
      mergePresence([
        [glance.own, 1],
        [glance.inLead, 1],
        [context.aboutPresence, 1],
      ]),
    ),
    missingPair: missingPair(question, [...inSight, SEPARATOR, ...context.aboutTokens]),
    restates: restates(question, tokens),
    listWanted: isList && wantsList ? 1 : 0,
    listUnwanted: isList && !mayBeList && main !== 'unknown' ? 1 : 0,
    defines: intent.wanted.includes('definition') ? defines(question, tokens) : 0,
    caption: retrieved.passage.kind === 'caption' ? 1 : 0,
    pair: statement.kind === 'pair' ? 1 : 0,
    length: Math.log(1 + Math.min(statement.text.length, SHOWN_CHARS) / 100) / 3,
    item: statement.kind === 'item' ? 1 : 0,
    beyondTitle: beyond,
    ...names,
    ...title,
    focusMissing: counted ? focusMissing(question, inSight) : 0,
    ...measure,
    headingFit: legal ? context.headingFit() : 0,
    ...ofLists(question, statement.text, tokens, mayBeList),
    partial: statement.partial ? 1 : 0,
    opening: !legal && retrieved.passage.start + statement.start < OPENING_CHARS ? 1 : 0,
    noDate: main === 'date' && !legal && spans.length === 0 ? 1 : 0,
    noPerson: main === 'person' && !legal && spans.length === 0 ? 1 : 0,
    noNumber: main === 'number' && spans.length === 0 ? 1 : 0,
    noSum: SUMS.has(main) && spans.length === 0 ? 1 : 0,
    countsOther: counted && besideFocus < BESIDE ? 1 : 0,
    fits:
      kindFit(kind, counted ? besideFocus : undefined, title, measure) *
      (BEYOND_FLOOR + (1 - BEYOND_FLOOR) * beyond) *
      (1 - names.nameMissing),
    ...legalFeatures(question, {
      statement,
      tokens: inSight,
      headingTokens: context.headingTokens,
      retrieved,
      headingFit: legal ? context.headingFit() : 0,
      newestYear: asked.newestYear,
    }),
    ...(legal ? ruleFeatures(question, { glance, tokens, spans, main }) : NO_RULE),
    ...ofOrganisation(asked.organisation, glance),
    planned:
      main !== 'date' && NUMERIC.has(main) && !legal && tellsOfPlans(question.text, statement.text)
        ? 1
        : 0,
    untold: legal ? 0 : context.found().untold(),
    ...ofKindAsked(question, legal, statement.text),
    legal: legal ? 1 : 0,
    topicWords: Math.min(1, terms.filter((term) => term.weight > 0).length / TOPIC_WORDS_MANY),
    asksNumber: NUMERIC.has(main) ? 1 : 0,
  };
}

/** "Khi nào" asks the news for a day and a law for conditions, "hạn nộp là khi nào" a law for a term. */
function mainKind(wanted: readonly Wanted[], legal: boolean): Wanted {
  const [first] = wanted;
  if (legal && first === 'date' && wanted.includes('duration')) return 'duration';
  return legal && first === 'date' && wanted.includes('condition') ? 'condition' : first!;
}

const SUMS: ReadonlySet<Wanted> = new Set(['money', 'percent', 'duration']);
/** The head of an article names the event, its day and place: much of any question, seldom its answer. */
const OPENING_CHARS = 500;
/** A legal document on its own coming into force. */
const SPEAKS_OF_ITSELF =
  /^(?:\d+\.\s*)?(?:Luật|Nghị định|Thông tư|Quyết định|Nghị quyết|Pháp lệnh) này có hiệu lực/;

function lastPart(retrieved: RetrievedPassage): string {
  const heading = retrieved.passage.heading || retrieved.document.title;
  return heading.split(' › ').at(-1) ?? heading;
}
