/**
 * Numbers of legal and party documents: "20-NQ/TW", "Nghị quyết số 20-NQ/TW", "nghị quyết 20",
 * "NĐ 92/2024", "92/2024/NĐ-CP". Kind and number make one term, however they are written.
 */
import { fold } from './normalise.ts';

export interface DocumentNumber {
  /** "nghi_quyet", or '' where only the number stands ("17/2023/QH15" without a kind word). */
  kind: string;
  number: number;
  year?: number;
  /** UTF-16 offsets into the text that was given (NFC). */
  start: number;
  end: number;
}

// What stands before a number, and what stands after it in the official form.
const KINDS: readonly (readonly [kind: string, before: string, after: string])[] = [
  ['nghi_quyet', 'nghi quyet|nq', 'nq'],
  ['nghi_dinh', 'nghi dinh|nd', 'nd'],
  ['quyet_dinh', 'quyet dinh|qd', 'qd'],
  ['thong_tu', 'thong tu(?: lien tich)?|tt|ttlt', 'ttlt|tt'],
  ['chi_thi', 'chi thi|ct', 'ct'],
  ['ke_hoach', 'ke hoach|kh', 'kh'],
  ['chuong_trinh', 'chuong trinh(?: hanh dong)?|ctr|ctrhd', 'ctrhd|ctr'],
  ['ket_luan', 'ket luan', 'kl'],
  ['luat', 'luat', 'qh'],
  ['phap_lenh', 'phap lenh', 'ubtvqh'],
  ['cong_van', 'cong van', 'cv'],
  ['bao_cao', 'bao cao', 'bc'],
  ['de_an', 'de an', 'da'],
];

const BEFORE = new RegExp(
  `\\b(${KINDS.map(([, before]) => before).join('|')})\\s*(?:so\\s*:?\\s*)?(\\d{1,4})(?:[/-]((?:19|20)\\d{2}))?(?![\\d.,]*\\d)(?!\\s*%)`,
  'g',
);
const AFTER = new RegExp(
  `(?<![\\d/-])(\\d{1,4})(?:/((?:19|20)\\d{2}))?\\s?[-/]\\s?(${KINDS.map(([, , after]) => after).join('|')})(?![a-z])`,
  'g',
);

/** The document numbers of a text, in order; the same document named in one stretch counts once. */
export function findDocumentNumbers(text: string, folded: string = fold(text)): DocumentNumber[] {
  if (folded.length !== text.length || !/\d/.test(folded)) return [];
  const found: DocumentNumber[] = [];
  const add = (kind: string, number: string, year: string | undefined, match: RegExpExecArray) => {
    const start = match.index;
    const end = start + match[0].length;
    if (found.some((other) => start < other.end && other.start < end)) return;
    const known = { kind, number: Number(number), start, end };
    found.push(year === undefined ? known : { ...known, year: Number(year) });
  };
  for (const match of folded.matchAll(AFTER)) add(kindOf(match[3], 2), match[1]!, match[2], match);
  for (const match of folded.matchAll(BEFORE)) add(kindOf(match[1], 1), match[2]!, match[3], match);
  return found.sort((a, b) => a.start - b.start);
}

/** Index terms under which a document number is found: with its year first. */
export function documentNumberTerms({ kind, number, year }: DocumentNumber): string[] {
  const terms = [`doc_${kind}_${number}`];
  if (year !== undefined) terms.unshift(`doc_${kind}_${number}_${year}`);
  return terms;
}

function kindOf(form: string | undefined, column: 1 | 2): string {
  const known = KINDS.find((row) => new RegExp(`^(?:${row[column]})$`).test(form ?? ''));
  return known?.[0] ?? '';
}
