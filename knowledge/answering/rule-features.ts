/**
 * What a rule of law is about, as a reader sees it before weighing words: what its first words speak
 * of, which matter it belongs to, who acts in it, on which side of two opposites its answer stands,
 * whether it denies. Measured for statements of laws only.
 */
import type { Wanted } from '../question/intent.ts';
import type { QuestionReading } from '../question/question.ts';
import { isFunctionSyllable } from '../question/wording.ts';
import { fold } from '../text/normalise.ts';
import { syllableRarity } from '../text/syllable-rarity.ts';
import { agentFits } from './acting-body.ts';
import type { AnswerSpan } from './answer-kinds.ts';
import type { Glance } from './features.ts';
import { saidIn } from './legal-features.ts';
import { sideNamedLast } from './opposites.ts';
import { rangeFits } from './stated-range.ts';
import { coverage, type MatchToken, presence } from './term-match.ts';

export const RULE_FEATURE_NAMES = [
  'headHere',
  'headOther',
  'matterOther',
  'sideOther',
  'agentFits',
  'denies',
  'rangeFits',
] as const;

export type RuleFeatures = Record<(typeof RULE_FEATURE_NAMES)[number], number>;

export const NO_RULE: RuleFeatures = {
  headHere: 0,
  headOther: 0,
  matterOther: 0,
  sideOther: 0,
  agentFits: 0,
  denies: 0,
  rangeFits: 0,
};

/** A statement of law, as far as it is looked at here. */
export interface Rule {
  glance: Glance;
  /** Its own tokens, with offsets from its start. */
  tokens: readonly MatchToken[];
  /** What stands in it of the kind wanted. */
  spans: readonly AnswerSpan[];
  main: Wanted;
}

/** Syllables at the beginning of a rule that say what it is about. */
const HEAD = 14;

/** Measures a statement of law. */
export function ruleFeatures(question: QuestionReading, rule: Rule): RuleFeatures {
  const { glance, tokens, main } = rule;
  const { terms } = question;
  const { text } = glance.statement;
  return {
    headHere: coverage(terms, presence(terms, tokens.slice(0, HEAD))),
    headOther: headOther(question, tokens, text),
    matterOther: matterOther(question, rule),
    sideOther: sideOther(question, rule),
    agentFits: main === 'person' ? agentFits(question, tokens, text) : 0,
    denies: main === 'yes-no' && DENIES.test(text) ? 1 : 0,
    rangeFits: rangeFits(question.text, text),
  };
}

/** The case or the term that a rule begins with, before it says who does what. */
const LEADING_CASE =
  /^(?:\d{1,3}[.)]|[a-zđ]\)|[-–+])?\s*(?:(?:Trường hợp|Trong trường hợp|Đối với|Nếu|Khi|Sau khi|Riêng|Trong thời hạn|Trong vòng|Chậm nhất|Hằng năm|Định kỳ)[^,:;]{3,240}[,:;]\s*)?/u;
/** What nearly all rules on cooperatives begin with. */
const IN_EVERY_HEAD = new Set(
  'hop tac xa lien hiep to cua va cac dieu khoan quy dinh nay theo nhung voi cho'.split(' '),
);

/** Share, by rarity, of a rule's first words behind its case that the question does not say. */
function headOther(
  { terms }: QuestionReading,
  tokens: readonly MatchToken[],
  text: string,
): number {
  const said = saidIn(terms);
  const behind = LEADING_CASE.exec(text)?.[0].length ?? 0;
  const first = tokens.findIndex(({ start }) => start >= behind);
  let total = 0;
  let other = 0;
  for (const { exact, folded } of first < 0 ? [] : tokens.slice(first, first + HEAD)) {
    if (IN_EVERY_HEAD.has(folded) || /^\d+$/.test(folded)) continue;
    if (isFunctionSyllable(exact, folded)) continue;
    const rarity = syllableRarity(folded);
    total += rarity;
    if (!said.has(folded)) other += rarity;
  }
  return total === 0 ? 0 : other / total;
}

/** What happens to a cooperative, each with rules of its own that read alike; one group a matter. */
const MATTER = new RegExp(
  [
    'thanh lap',
    'thay doi|doi (?:ten|dia chi|nguoi)',
    'giai the',
    'cham dut',
    'tam ngung',
    'chuyen doi',
    'chi nhanh|van phong dai dien|dia diem kinh doanh',
    'cap lai|cap doi',
    'thu hoi',
    'hop nhat|sap nhap|chia tach|bi chia|bi tach',
    'pha san',
    'khai tru',
    'thua ke',
    'ban giao',
  ]
    .map((wordings) => `\\b(${wordings})\\b`)
    .join('|'),
  'g',
);

/** Which matters folded words speak of, by their number. */
function mattersIn(words: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (const match of words.matchAll(MATTER)) found.add(match.indexOf(match[0], 1));
  return found;
}

const mattersOfQuestions = new WeakMap<QuestionReading, ReadonlySet<number>>();

function mattersAskedIn(question: QuestionReading): ReadonlySet<number> {
  let asked = mattersOfQuestions.get(question);
  if (!asked) {
    const wordings = question.terms.flatMap(({ alternatives }) => alternatives);
    const words = fold(question.expanded).replace(/[^a-z0-9]+/g, ' ');
    asked = mattersIn([words, ...wordings].join(' | '));
    mattersOfQuestions.set(question, asked);
  }
  return asked;
}

/** Share of the matters in a rule, its lead-in and its heading that the question does not speak of. */
function matterOther(question: QuestionReading, { glance, tokens }: Rule): number {
  const around = [glance.context.headingTokens, glance.leadTokens, tokens];
  const words = around.map((part) => part.map(({ folded }) => folded).join(' ')).join(' | ');
  const told = mattersIn(words);
  if (told.size === 0) return 0;
  const asked = mattersAskedIn(question);
  let other = 0;
  for (const matter of told) if (!asked.has(matter)) other += 1;
  return other / told.size;
}

/** With more answers than these in a rule, none stands for it. */
const SPANS_FEW = 6;
/** How far into a rule without an answer of its own its side is looked for. */
const SIDE_HEAD = 24;

/**
 * 1 when what was named last before each answer is the other side of two that the question takes
 * one of: "họp lần thứ hai được tiến hành khi có ít nhất 33%" for the first meeting.
 */
function sideOther(question: QuestionReading, { glance, tokens, spans }: Rule): number {
  const lead = glance.leadTokens.map(({ folded }) => folded);
  const words = tokens.map(({ folded }) => folded);
  const before = (count: number) => sideNamedLast(question, [...lead, ...words.slice(0, count)]);
  if (spans.length === 0 || spans.length > SPANS_FEW) return before(SIDE_HEAD) < 0 ? 1 : 0;
  const sides = spans.map(({ start }) => {
    const at = tokens.findIndex((token) => token.end > start);
    return before(Math.max(0, at));
  });
  return sides.every((side) => side < 0) ? 1 : 0;
}

/** A rule that answers "được không", "phải không" by saying no. */
const DENIES =
  /(?<!\p{L})(?:không (?:được|phải|bắt buộc|thuộc|có quyền|thu|đồng thời)|[Nn]ghiêm cấm|[Mm]iễn)(?!\p{L})/u;
