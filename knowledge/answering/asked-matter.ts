/**
 * The one matter that some questions cannot do without: an admission, a dissolution, a birth, the
 * names of persons, a share that is none of a plan. A statement that does not speak of it holds at
 * best a neighbouring fact ("56 đơn vị thành viên" when it was asked how many were admitted).
 */
import type { QuestionReading } from '../question/question.ts';
import { fold } from '../text/normalise.ts';
import { PERSON_NAME, PERSON_NAMES } from './answer-kinds.ts';

/** True when a statement may answer, given the text in front of it too. */
export type MatterTest = (text: string, before: string) => boolean;

interface Matter {
  asked: RegExp;
  isTold: MatterTest;
}

const COUNT = '(?:bao nhieu|bn|bnhieu|bnhiu|may|so luong|tong so)';
const BODY = '(?:[a-z]+ ){0,4}';
const SOME = '(?:\\d+|hai|ba|bon|nam|sau|bay|tam|cac|nhung)';
const PERSONS = '(?:ca nhan|uy vien|dong chi|pho chu tich|pho giam doc|nguoi)';

/** Folded, "mới" is "mỗi" too; "lập dự án" founds nothing. */
const NEW_ONES =
  /(?<!\p{L})(?:thành lập|lập (?:mới|được|thêm)|ra đời|ra mắt|mới|thêm|tăng)(?!\p{L})/iu;

// Patterns see folded words with single spaces.
const MATTERS: readonly Matter[] = [
  {
    asked: new RegExp(
      `\\bket nap (?:duoc |them )*${COUNT}\\b|\\b${COUNT} ${BODY}(?:duoc )?ket nap\\b`,
    ),
    isTold: speaksOf(/\b(?:ket nap|gia nhap|thanh vien moi|vao lien minh)\b/),
  },
  {
    asked: new RegExp(
      `\\bgiai the (?:duoc )?${COUNT}\\b|\\b${COUNT} ${BODY}(?:bi |da |phai )*giai the\\b`,
    ),
    isTold: speaksOf(/\b(?:giai the|xoa ten|cham dut|thu hoi)\b/),
  },
  {
    // "Có 478 HTX" tells how many there are, not how many are new.
    asked: new RegExp(
      `\\b(?:lap|phat trien) moi (?:duoc |them )*${COUNT}\\b|\\bthanh lap (?:moi )?(?:duoc |them )*${COUNT}\\b|\\b${COUNT} ${BODY}(?:duoc )?(?:lap|thanh lap|phat trien) moi\\b`,
    ),
    isTold: (text) => NEW_ONES.test(text),
  },
  {
    asked:
      /\b(?:sinh (?:nam|ngay|thang) (?:nao|bao nhieu|may|bn)|sn (?:bn|bao nhieu|nam nao|may)|(?:bao nhieu|may|bn) tuoi)\b/,
    isTold: speaksOf(/\b(?:sinh (?:nam|ngay|thang)|sn|tuoi)\b/),
  },
  {
    // Who came to a meeting may be bodies.
    asked: new RegExp(
      `^(?!.*\\b(?:du|tham gia|doi tuong)\\b).*\\b${SOME} ${PERSONS} .*\\b(?:(?:gom|la) (?:nhung )?ai|ten (?:la )?gi|nhung ai)\\b`,
    ),
    isTold: (text) => PERSON_NAME.test(text),
  },
  {
    // Whoever hands something to them is one name.
    asked: new RegExp(`\\bten (?:cua )?${SOME} ${PERSONS}\\b`),
    isTold: (text) => new Set(text.match(PERSON_NAMES)).size > 1,
  },
];

/** "Ông Lò Văn Tèo là ai", "bà Hằng giữ chức gì" */
const PERSON_ASKED =
  /\b(?:ong|ba|anh|chi|dong chi) (?!(?:ay|nay|kia|do|ta)\b)([a-z]+(?: [a-z]+){0,3}?)(?: (?:bay gio|gio|hien nay|hien|nay|dang|tung))* (?:la ai|(?:giu|lam|nam) (?:chuc|chuc vu|gi)|chuc (?:gi|vu))\b/;
const OF_PLANS = /\b(?:ke hoach|chi tieu|kh|dat|vuot|hoan thanh)\b/;

/** What a statement has to speak of; a test for each matter that the question is about. */
export function mattersAsked({ text, intent }: QuestionReading): readonly MatterTest[] {
  const asked = plain(text);
  const tests = MATTERS.filter((matter) => matter.asked.test(asked)).map(({ isTold }) => isTold);
  const isOfShare = intent.wanted[0] === 'percent' && !OF_PLANS.test(asked);
  const person = PERSON_ASKED.exec(asked)?.[1];
  // People may leave out all of a name but its end.
  const named = person && speaksOf(new RegExp(`\\b${person.split(' ').at(-1)}\\b`));
  return [...tests, ...(isOfShare ? [hasShareOfItsOwn] : []), ...(named ? [named] : [])];
}

function speaksOf(pattern: RegExp): MatterTest {
  return (text, before) => pattern.test(plain(`${before} ${text}`));
}

const SHARE = /\d\s?%/g;
/** "đạt 178% so với kế hoạch", "vượt 200% kế hoạch", "bằng 95% chỉ tiêu năm". */
const OF_PLAN = /^[^.;,]{0,12}(?:kế hoạch|chỉ tiêu|KH(?!\p{L}))/u;

/** False when all percentages of a text say how much of a plan was done. */
function hasShareOfItsOwn(text: string): boolean {
  const shares = [...text.matchAll(SHARE)].map(({ 0: found, index }) => index + found.length);
  return shares.length === 0 || shares.some((end) => !OF_PLAN.test(text.slice(end)));
}

function plain(text: string): string {
  return fold(text.normalize('NFC'))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
