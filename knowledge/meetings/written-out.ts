/** A question with its sure abbreviations written out, in the manner it was typed. */
import { expandSureAbbreviations } from '../text/abbreviations.ts';
import { cleanText, hasDiacritics } from '../text/normalise.ts';

/** "so htx cua kien giang" stays without diacritics: a mixed text would be read by its diacritics. */
export function writtenOut(raw: string): string {
  const typed = cleanText(raw);
  const expanded = expandSureAbbreviations(typed);
  return hasDiacritics(typed) ? expanded : withoutMarks(expanded);
}

function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D');
}
