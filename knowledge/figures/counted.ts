/**
 * What a figure counts, in one form for the question and for the stored figure, so that "HTX thành
 * lập mới" is met by "mới thành lập bao nhiêu HTX" and never by "HTX".
 */
import { searchKey } from '../facts/search-key.ts';

/** Folded; how a plain count stands beside its number in a text. */
export const BESIDE_NUMBER: Readonly<Record<string, string>> = {
  htx: '(?:htx|hop tac xa)',
  'htx nn': '(?:htx|hop tac xa) nong nghiep',
  'htx nn phi': '(?:htx|hop tac xa) phi nong nghiep',
  tht: '(?:tht|to hop tac|to nhom hop tac)',
  'hiep htx lien': 'lien hiep',
  'thanh vien': '(?:thanh vien|don vi|htx|hop tac xa|doanh nghiep|hoi vien)',
};

const NEWLY =
  /(?:thanh lap|lap|phat trien) (?:htx |tht |lien hiep )*(?:moi|them)|moi (?:duoc )?(?:thanh )?lap|thanh lap/;
/** What is said by "moi" and "ket nap" below, or says nothing of what is counted. */
const SAID_OTHERWISE =
  / (?:thanh lap|lap|phat trien|ket nap|duoc|moi|them|dang|da|roi|toan|dia ban|cong lai|co)(?= )/g;

/** What is counted in a form that does not depend on the order and manner of saying it; '' for nothing known. */
export function countedKey(quantity: string): string {
  const key = ` ${searchKey(quantity).replace(OF_ALLIANCE, ' ')} `;
  const isNew = NEWLY.test(key);
  const isAdmitted = /ket nap/.test(key);
  const rest = key.replace(/ trong .*$/, ' ').replace(SAID_OTHERWISE, ' ');
  const words = rest.split(' ').filter((word) => word !== '');
  if (!isAdmitted && words.length === 0) return '';
  if (isAdmitted) return isOnlyUnits(words) ? 'ket nap' : '';
  return [isNew ? 'moi' : '', ...words.toSorted()].filter((word) => word !== '').join(' ');
}

const UNITS = new Set('don vi htx thanh vien dn lien minh tinh tp hop tac xa nao'.split(' '));

function isOnlyUnits(words: readonly string[]): boolean {
  return words.every((word) => UNITS.has(word));
}

/** "đơn vị thành viên Liên minh": whose members are counted is a column of its own. */
const OF_ALLIANCE = /\b(?:don vi(?= thanh vien)|lien minh(?: htx)?(?: tinh| tp)?)\b/g;
