/**
 * "Phải có mấy thành viên mới lập được HTX" asks for a least number without saying so, where the law
 * writes "ít nhất": the words are put in, so that search and scoring find what they stand for.
 */
import { fold } from '../text/normalise.ts';

const COUNT = '(?:bao nhieu|bnhieu|bnhiu|bn|may)';
// A term, a sum or a share is not counted: how much of it must be has other words.
const COUNTED = `${COUNT} (?!ngay|thang|nam|gio|tuan|tien|dong|trieu|ty|nghin|phan tram|lan|%)`;
const REQUIRED = new RegExp(`(?<![a-z])(?:phai|can)(?: co| du)? (?=${COUNTED})`);
const ONLY_THEN = new RegExp(
  `(?<![a-z])(?=${COUNTED}[a-z ]{2,40} (?:thi )?moi (?:duoc|co the|thanh lap|lap|du))`,
);
const LIMIT_SAID = /it nhat|toi thieu|toi da|nhieu nhat|khong qua|tro len|tro xuong/;

/** The question with "ít nhất" before what it counts, where it asks for a least number; else as it is. NFC expected. */
export function withImpliedMinimum(question: string): string {
  const folded = fold(question);
  if (folded.length !== question.length || LIMIT_SAID.test(folded)) return question;
  const match = REQUIRED.exec(folded) ?? ONLY_THEN.exec(folded);
  if (!match) return question;
  const at = match.index + match[0].length;
  return `${question.slice(0, at)}ít nhất ${question.slice(at)}`;
}
