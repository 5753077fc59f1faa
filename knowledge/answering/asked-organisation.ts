/**
 * The cooperative, fund or company that a question names ("HTX Sầu riêng Krông Pắc"), and whether a
 * statement is about it. Names are compared as a whole and with their head: "HTX cây ăn trái Krông
 * Pắc" is not "HTX Sầu riêng Krông Pắc Thịnh", though most syllables of the one stand in the other.
 */
import { fold } from '../text/normalise.ts';
import type { AskedName } from './asked-names.ts';
import type { QuestionTerm } from './term-match.ts';

/** Folded syllables of a name behind its head: "sau", "rieng", "krong", "pac". */
export type Organisation = readonly string[];
/** The same as asked for: each syllable as typed and as it may have been meant. */
export type AskedOrganisation = readonly (readonly string[])[];

const HEADS: readonly (readonly string[])[] = [
  ['hop', 'tac', 'xa'],
  ['htx'],
  ['quy', 'tin', 'dung', 'nhan', 'dan'],
  ['quy', 'tin', 'dung'],
  ['cong', 'ty'],
  ['xi', 'nghiep'],
  ['to', 'hop', 'tac'],
];
/** Syllables before a head that make it another thing or many things. */
const BEFORE_HEAD = new Set('minh hiep trien cac nhung nhieu may so bn nganh'.split(' '));
/** Words that end a name, or that a place comes after. */
const ENDS_NAME: ReadonlySet<string> = new Set(
  (
    'ở tại huyện xã tỉnh thị thành phường quận có là của được đã đang sẽ với cho trên trong do từ đến khi này gồm ' +
    'cùng theo không phải cần về vào hiện thuộc năm ngày làm vừa'
  ).split(' '),
);
/** The same as typed without diacritics. */
const ENDS_PLAIN_NAME: ReadonlySet<string> = new Set([...ENDS_NAME].map(fold));
const NAME_SYLLABLES_MAX = 10;

/** The organisation that the question names, given its proper names; undefined when it names none. */
export function askedOrganisation(
  terms: readonly QuestionTerm[],
  names: readonly AskedName[],
): AskedOrganisation | undefined {
  for (let at = 0; at < terms.length; at += 1) {
    const head = HEADS.find((one) => one.every((part, k) => terms[at + k]?.folded === part));
    if (!head || BEFORE_HEAD.has(terms[at - 1]?.folded ?? '')) continue;
    const name = behindHead(terms.slice(at + head.length), names);
    if (name.length > 0) return name;
  }
  return undefined;
}

/** The terms up to the end of the first proper name, when nothing ends the name before. */
function behindHead(
  terms: readonly QuestionTerm[],
  names: readonly AskedName[],
): AskedOrganisation {
  const within = terms.slice(0, NAME_SYLLABLES_MAX);
  const firsts = new Set(names.map(([first]) => first));
  const start = within.findIndex((term) => firsts.has(term));
  const name = names.find(([first]) => first === within[start]);
  if (!name || within.slice(0, start).some(isEnd)) return [];
  return [...within.slice(0, start), ...name].map((term) => [term.folded, ...term.alternatives]);
}

const isEnd = ({ exact, folded, accented }: QuestionTerm) =>
  accented ? ENDS_NAME.has(exact) : ENDS_PLAIN_NAME.has(folded);

const WORD = String.raw`[\p{L}\d&-]+`;
const UPPER = String.raw`\p{Lu}[\p{L}\d&-]*`;
const ORGANISATION = new RegExp(
  String.raw`(?<!Liên minh |Liên hiệp |phát triển )(?<!\p{L})(?:HTX|Hợp tác xã|[Qq]uỹ (?:tín dụng|TD)(?: [Nn]hân dân|ND)?|QTDND|Công ty(?: TNHH| cổ phần| CP)?|Xí nghiệp|THT|Tổ hợp tác)((?: ${WORD}){0,8} ${UPPER}(?: \d+)?)`,
  'gu',
);

/** The organisations that a text names with their head, in order. */
export function organisationsIn(text: string): Organisation[] {
  return [...text.matchAll(ORGANISATION)].flatMap((match) => {
    const words = match[1]!.trim().split(' ');
    const end = words.findIndex((word, i) => endsName(word, words.slice(0, i)));
    const name = end < 0 ? words : words.slice(0, end);
    // "HTX nông nghiệp được …" names a kind.
    return name.some((word) => /^\p{Lu}/u.test(word)) ? [name.map(fold)] : [];
  });
}

/** True for a word after a name; "và" within "Chăn nuôi và Thủy sản Gò Công" is none. */
function endsName(word: string, before: readonly string[]): boolean {
  if (/^\p{Lu}/u.test(word)) return false;
  if (word === 'và') return before.filter((one) => /^\p{Lu}/u.test(one)).length > 1;
  return ENDS_NAME.has(word);
}

const SAME = 0.75;

/** True when a name in a text is the one asked for; it may be longer than people say it. */
export function isSameOrganisation(asked: AskedOrganisation, told: Organisation): boolean {
  const held = asked.filter((spellings) => spellings.some((one) => told.includes(one))).length;
  return held >= SAME * asked.length;
}

export interface AboutOrganisation {
  /** 1 the statement names it, 0.7 it is the last one named before, 0.5 the title names it, else 0. */
  fits: number;
  /** 1 the statement names others only, 0.5 the last one named before is another, else 0. */
  other: number;
}

/** Whose a statement is: by its own names, else by the last named before it in its passage, else by the title. */
export function aboutOrganisation(
  asked: AskedOrganisation,
  own: string,
  before: string,
  title: string,
): AboutOrganisation {
  const same = (told: Organisation) => isSameOrganisation(asked, told);
  const here = organisationsIn(own);
  if (here.some(same)) return { fits: 1, other: 0 };
  if (here.length > 0) return { fits: 0, other: 1 };
  const last = organisationsIn(before).at(-1);
  if (last) return same(last) ? { fits: 0.7, other: 0 } : { fits: 0, other: 0.5 };
  return { fits: organisationsIn(title).some(same) ? 0.5 : 0, other: 0 };
}
