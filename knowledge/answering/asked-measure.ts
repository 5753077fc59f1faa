/**
 * The quantity a question asks for by its own noun ("doanh thu", "vốn điều lệ", "lãi suất"). A sum
 * beside another of these nouns is not what was asked, although all of them are sums.
 */
import type { QuestionTerm } from './term-match.ts';

// Folded noun and what official texts may write instead; longer nouns first.
const MEASURES: readonly (readonly [asked: string, written: readonly string[]])[] = [
  ['von dieu le', ['von dieu le']],
  ['von chu so huu', ['von chu so huu']],
  ['thu nhap', ['thu nhap', 'luong']],
  ['doanh thu', ['doanh thu', 'nguon thu', 'doanh so']],
  ['loi nhuan', ['loi nhuan', 'lai']],
  ['lai suat', ['lai suat', 'lai']],
  ['du no', ['du no']],
  ['dien tich', ['dien tich', 'ha', 'm2', 'rong']],
  ['san luong', ['san luong', 'tan', 'thu']],
  ['nang suat', ['nang suat']],
  ['hoc phi', ['hoc phi']],
  ['le phi', ['le phi']],
  ['tien luong', ['tien luong', 'luong', 'thu lao']],
  ['thu lao', ['thu lao', 'luong']],
  ['luong', ['luong', 'thu lao', 'thu nhap']],
  ['gia ve', ['gia ve']],
  ['gia ban', ['gia', 'dong kg']],
  ['thue suat', ['thue suat', 'thue']],
  ['no qua han', ['no qua han']],
  ['no xau', ['no xau']],
  ['lai', ['lai', 'loi nhuan']],
];

export interface AskedMeasure {
  written: readonly string[];
}

/** The measure named in a question's terms; undefined when it names none. */
export function askedMeasure(terms: readonly QuestionTerm[]): AskedMeasure | undefined {
  const text = ` ${terms.map((term) => term.folded).join(' ')} `;
  const found = MEASURES.find(([asked]) => text.includes(` ${asked} `));
  return found && { written: found[1] };
}

/** True when a text, given as folded syllables joined by spaces, speaks of the measure. */
export function speaksOfMeasure({ written }: AskedMeasure, syllables: string): boolean {
  const text = ` ${syllables} `;
  return written.some((one) => text.includes(` ${one} `));
}
