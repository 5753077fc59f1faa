/**
 * How a statement meets what a question asks for besides its words: the names, the office, the
 * measure, the list; and what of the question its document's title leaves open.
 */
import type { Wanted } from '../question/intent.ts';
import type { QuestionReading } from '../question/question.ts';
import { fold } from '../text/normalise.ts';
import { type AnswerSpan, answerSpans } from './answer-kinds.ts';
import { type AskedMeasure, speaksOfMeasure } from './asked-measure.ts';
import { type AskedName, nameShare } from './asked-names.ts';
import { type AskedOrganisation, aboutOrganisation } from './asked-organisation.ts';
import { type AskedTitle, titleFit } from './asked-title.ts';
import { longestEnumeration } from './enumeration.ts';
import type { Features, Glance, PassageContext } from './features.ts';
import { coverage, type MatchToken, type Presence, pairsIn, presence } from './term-match.ts';

const MONEY_NOUNS = new Set(['tien', 'dong', 'trieu', 'ty', 'ti', 'nghin']);
const SUM_FOLLOWS = /^\s?(?:%|(?:triệu|tỷ|tỉ|nghìn|ngàn)(?!\p{L})|đồng)/iu;

/** The spans of the kind wanted; a sum of money counts nothing that has a noun of its own. */
export function wantedSpans(
  question: QuestionReading,
  main: Wanted,
  text: string,
  legal: boolean,
): AnswerSpan[] {
  const spans = answerSpans(text, main, question.text, legal);
  const [counted] = question.intent.focus;
  if (main !== 'number' || !question.intent.counts || MONEY_NOUNS.has(counted ?? '')) return spans;
  return spans.filter((span) => !SUM_FOLLOWS.test(text.slice(span.end, span.end + 8)));
}

const NAMES_ENOUGH = 3;

/** Lists answer the better the more they name; other kinds are there or not. */
export function answerKind(main: Wanted, found: number, names: number | undefined): number {
  if (main === 'unknown') return 0.5;
  if (main === 'list' && names !== undefined) return Math.min(1, names / NAMES_ENOUGH);
  if (main === 'list') return Math.min(1, found / 4);
  return found > 0 ? 1 : 0;
}

/** Share of what the title, body, place and day do not say already that stands here; 1 when they say all. */
export function beyondTitle(
  { terms }: QuestionReading,
  { context }: Glance,
  inSight: readonly MatchToken[],
): number {
  const here = presence(terms, inSight);
  let total = 0;
  let beyond = 0;
  let held = 0;
  for (const [index, { weight }] of terms.entries()) {
    const open = weight * (1 - context.aboutPresence[index]!);
    total += weight;
    beyond += open;
    held += open * here[index]!;
  }
  return beyond <= BEYOND_LEAST * total ? 1 : held / beyond;
}

const BEYOND_LEAST = 0.05;
export const BEYOND_FLOOR = 0.3;
/** A number this near its noun counts it; see answer-nearness.ts. */
export const BESIDE = 0.28;
/** What a number is worth that does not visibly count the noun asked for. */
const COUNTS_OTHER = 0.2;

/** How well the found answer is of the kind wanted, all that is known of the kind taken together. */
export function kindFit(
  kind: number,
  besideFocus: number | undefined,
  title: Pick<Features, 'titleFits' | 'titleMissing'>,
  measure: Pick<Features, 'measureMissing'>,
): number {
  let fit = kind;
  if (besideFocus !== undefined) fit *= Math.max(COUNTS_OTHER, besideFocus);
  if (title.titleMissing > 0) fit *= COUNTS_OTHER;
  else if (title.titleFits > 0) fit = title.titleFits;
  return measure.measureMissing > 0 ? fit * COUNTS_OTHER : fit;
}

export function ofNames(
  names: readonly AskedName[],
  context: PassageContext,
  inSight: readonly MatchToken[],
): Pick<Features, 'nameHere' | 'nameMissing'> {
  if (names.length === 0) return { nameHere: 1, nameMissing: 0 };
  const found = context.found();
  // Written small it may be other words: "triệu đồng tiền thưởng" is not "Đồng Tiến".
  const pairs = pairsIn(inSight);
  const syllables = new Set(inSight.map((token) => token.folded));
  let here = 0;
  let missing = 0;
  for (const name of names) {
    here += nameShare(name, pairs, syllables) / names.length;
    const held = nameShare(name, found.pairs, found.syllables);
    missing = Math.max(missing, 1 - held);
  }
  return { nameHere: here, nameMissing: missing };
}

/** Whether the statement is of the organisation that the question names. */
export function ofOrganisation(
  asked: AskedOrganisation | undefined,
  { statement, context }: Glance,
): Pick<Features, 'organisationFits' | 'organisationOther'> {
  const { document, passage } = context.retrieved;
  if (!asked || document.kind === 'legal') return { organisationFits: 0, organisationOther: 0 };
  const own = `${statement.leadIn} ${statement.text}`;
  const before = passage.text.slice(0, statement.start);
  const { fits, other } = aboutOrganisation(asked, own, before, document.title);
  return { organisationFits: fits, organisationOther: other };
}

export function ofTitle(
  title: AskedTitle | undefined,
  main: Wanted,
  legal: boolean,
  text: string,
): Pick<Features, 'titleFits' | 'titleMissing'> {
  if (!title || legal || main !== 'person') return { titleFits: 0, titleMissing: 0 };
  const fit = titleFit(title, text);
  return { titleFits: fit, titleMissing: fit === 0 ? 1 : 0 };
}

export function ofMeasure(
  measure: AskedMeasure | undefined,
  inSight: readonly MatchToken[],
): Pick<Features, 'measureHere' | 'measureMissing'> {
  if (!measure) return { measureHere: 0, measureMissing: 0 };
  const speaks = speaksOfMeasure(measure, inSight.map((token) => token.folded).join(' '));
  return { measureHere: speaks ? 1 : 0, measureMissing: speaks ? 0 : 1 };
}

/** Syllables that most headings on cooperatives have in common. */
const OF_EVERY_HEADING = new Set('dieu hop tac xa lien hiep to cua va cac'.split(' '));

/** Harmonic mean of how much of the heading the question says and how much of the question the heading. */
export function headingFit(
  { terms }: QuestionReading,
  headingTokens: readonly MatchToken[],
  headingPresence: Presence,
): number {
  const telling = headingTokens.filter(
    ({ folded }) => !OF_EVERY_HEADING.has(folded) && !/^\d+$/.test(folded),
  );
  if (telling.length === 0) return 0;
  const said = new Set(
    terms.flatMap((term) => [
      term.folded,
      ...term.alternatives.flatMap((other) => other.split(' ')),
    ]),
  );
  const precision = telling.filter(({ folded }) => said.has(folded)).length / telling.length;
  const recall = coverage(terms, headingPresence);
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Syllables before the first item that say what is enumerated. */
const LIST_HEAD = 16;
const ITEMS_MANY = 5;
const NAMES_MANY = 4;
/** A run of capitalised words within a sentence. */
const PROPER_NAME = /(?<=[\p{Ll}\d,;:“"(–-]\s?)\p{Lu}[\p{L}\d]*(?: \p{Lu}[\p{L}\d]*)*/gu;

export function ofLists(
  question: QuestionReading,
  text: string,
  tokens: readonly MatchToken[],
  wantsList: boolean,
): Pick<Features, 'enumerates' | 'listNear' | 'namesMany'> {
  const none = { enumerates: 0, listNear: 0, namesMany: 0 };
  if (!wantsList) return none;
  const names = new Set([...text.matchAll(PROPER_NAME)].map((match) => match[0]));
  const namesMany = Math.min(1, names.size / NAMES_MANY);
  const found = longestEnumeration(text);
  if (!found) return { ...none, namesMany };
  const first = tokens.findIndex((token) => token.start >= found.start);
  const head = tokens.slice(Math.max(0, first - LIST_HEAD), first + 2);
  return {
    enumerates: Math.min(1, found.items / ITEMS_MANY),
    listNear: coverage(question.terms, presence(question.terms, head)),
    namesMany,
  };
}

const SUPERLATIVE =
  /\b(?:nhieu|lon|cao|it|thap|nho|dong|tre|gia|som|muon|xa|dat|re|manh|tot|dai|rong) nhat\b/;
const REASON_NAMED = /(?<!\p{L})(?:nguyên nhân|lý do|lí do|bởi lẽ|xuất phát từ)(?!\p{L})/iu;

/** "Nhiều nhất" and "nguyên nhân" are said where the most and the reason are told; a law has them anywhere. */
export function ofKindAsked(
  { text, intent }: QuestionReading,
  legal: boolean,
  statement: string,
): Pick<Features, 'superlative' | 'namesReason'> {
  if (legal) return { superlative: 0, namesReason: 0 };
  const isOfMost = SUPERLATIVE.test(fold(text)) && SUPERLATIVE.test(fold(statement));
  const isOfReason = intent.wanted[0] === 'reason' && REASON_NAMED.test(statement);
  return { superlative: isOfMost ? 1 : 0, namesReason: isOfReason ? 1 : 0 };
}

/** Syllables of the longest term that a law defines. */
const DEFINED_MAX = 14;

/** Power of the share of X that the question says: "tổ trưởng tổ hợp tác là" defines no "tổ hợp tác". */
const WORDS_TOO_MANY = 3;

/** "X là …" at the head of the statement, where X is what the question asks to define. */
export function defines(question: QuestionReading, tokens: readonly MatchToken[]): number {
  const is = tokens.findIndex((token) => token.exact === 'là');
  const defined = tokens.slice(0, Math.max(0, is)).filter((token) => !/^\d+$/.test(token.folded));
  if (defined.length === 0 || defined.length > DEFINED_MAX) return 0;
  const said = new Set(question.terms.map((term) => term.folded));
  const ofQuestion = defined.filter((token) => said.has(token.folded)).length / defined.length;
  return ofQuestion ** WORDS_TOO_MANY * coverage(question.terms, presence(question.terms, defined));
}
