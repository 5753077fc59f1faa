/**
 * The form in which names, titles and organisations are compared: folded syllables with the
 * sector's abbreviations in their short form, so that "Liên minh Hợp tác xã thành phố" and
 * "lien minh htx tp" are one. Used for stored columns and for what is asked alike.
 */
import { foldedSyllables } from '../text/tokens.ts';

// Long form → short form, both folded. Only expansions without a second meaning in this sector.
const SHORT_FORMS: readonly (readonly [string, string])[] = [
  ['hop tac xa', 'htx'],
  ['lmhtx', 'lien minh htx'],
  ['lm htx', 'lien minh htx'],
  ['to hop tac', 'tht'],
  ['kinh te tap the', 'kttt'],
  ['doanh nghiep', 'dn'],
  ['uy ban nhan dan', 'ubnd'],
  ['hoi dong nhan dan', 'hdnd'],
  ['hoi dong quan tri', 'hdqt'],
  ['hoi dong thanh vien', 'hdtv'],
  ['ban chap hanh', 'bch'],
  ['ban thuong vu', 'btv'],
  ['mat tran to quoc', 'mttq'],
  ['trach nhiem huu han', 'tnhh'],
  ['co phan', 'cp'],
  ['san xuat kinh doanh', 'sxkd'],
  ['nong nghiep va phat trien nong thon', 'nn ptnt'],
  ['nong nghiep phat trien nong thon', 'nn ptnt'],
  ['thanh pho', 'tp'],
  ['trung uong', 'tw'],
  ['dich vu', 'dv'],
  ['nong nghiep', 'nn'],
  ['va', ''],
];

/** Folded, abbreviated, single-spaced; '' for a text without a letter or digit. */
export function searchKey(text: string): string {
  // Part by part: the "thành" and "phó" of "Nguyễn Văn Thành, Phó Chủ tịch" are no "thành phố".
  const parts = text.split(/[,;:|()]/).map(shortForm);
  return parts.join(' ').replace(/ +/g, ' ').trim();
}

function shortForm(part: string): string {
  let key = ` ${foldedSyllables(part).join(' ')} `;
  for (const [long, short] of SHORT_FORMS) {
    key = key.replaceAll(` ${long} `, short === '' ? ' ' : ` ${short} `);
  }
  return key;
}

/** A document number without spaces, dashes and case: "20 –NQ/TW" → "20nqtw". */
export function numberKey(number: string): string {
  return foldedSyllables(number).join('');
}

/** The number a person says: "171/KH-UBND" → "171"; '' when there is none. */
export function numberHead(number: string): string {
  return /\d+/.exec(number)?.[0].replace(/^0+(?=\d)/, '') ?? '';
}
