/**
 * Where a figure holds: the place named just after the number ("8 lớp tại huyện …"), before it in
 * the same clause ("trên địa bàn … có", "huyện … hiện có"), or the province the text speaks from.
 */

import type { FigureFact } from '../../knowledge/facts/schemas.ts';
import { province as provinceNamed } from '../../knowledge/places/gazetteer.ts';
import type { NumberMention } from './numbers.ts';
import { matchBareName, matchPlace, type PlaceMention } from './place-names.ts';
import type { Reading } from './reading.ts';
import { readWords, type Word } from './words.ts';

const NATIONAL = /(?:cả nước|toàn quốc|Việt Nam hiện có|trên toàn quốc)/iu;

type Where = Pick<FigureFact, 'area' | 'province'>;

/** `limit` is where the next number begins. */
export function areaOf(
  reading: Reading,
  text: string,
  number: NumberMention,
  limit: number,
): Where {
  const all = text.slice(0, number.start);
  // A part of what stood before the semicolon is where that was.
  const clause = all.slice(all.lastIndexOf(';') + 1);
  const before = /^\s*(?:trong đó|gồm|bao gồm)/iu.test(clause) ? all : clause;
  const after = text.slice(number.end, limit).split(/[;.](?:\s|$)/u)[0] ?? '';
  const national = NATIONAL.exec(all);
  if (national) {
    // "trong 63 HTX của cả nước, Trà Vinh có | 3 HTX"
    const own = subjectArea(all.slice(national.index + national[0].length));
    return own ? resolve(reading, own) : { area: 'cả nước' };
  }
  const area =
    introducedArea(after, 'first') ?? introducedArea(before, 'last') ?? subjectArea(before);
  return area ? resolve(reading, area) : home(reading);
}

function home(reading: Reading): Where {
  return reading.home === undefined ? {} : { province: reading.home };
}

interface Area {
  places: PlaceMention[];
  text: string;
}

const INTRODUCING = new Set(['bàn', 'tại', 'ở', 'toàn']);

/** "trên địa bàn An Dương, An Lão và Kiến An", "tại huyện …", "toàn tỉnh". */
function introducedArea(text: string, which: 'first' | 'last'): Area | undefined {
  const words = readWords(text);
  const areas = words.flatMap((word, at) => {
    const area = INTRODUCING.has(word.key) ? areaAt(words, at + 1, text) : undefined;
    return area ? [area] : [];
  });
  return areas.at(which === 'first' ? 0 : -1);
}

/** "Đến nay, huyện Cao Lộc có | 40 HTX": the place is the subject. */
function subjectArea(text: string): Area | undefined {
  const subject =
    /^(.*?)(?:\s(?:hiện nay|hiện|đã|cũng|đang|có|với|toàn))*\s+có\s+(?:tổng số\s)?(?:khoảng|hơn|trên|gần)?\s*$/iu.exec(
      text,
    )?.[1];
  if (subject === undefined) return undefined;
  const words = readWords(subject);
  for (let at = Math.max(0, words.length - 6); at < words.length; at += 1) {
    const area = areaAt(words, at, subject);
    const isWhole = area?.places.at(-1)?.to === words.length;
    if (isWhole && (at === 0 || words[at - 1]?.kind === 'mark')) return area;
  }
  return undefined;
}

function areaAt(words: readonly Word[], from: number, text: string): Area | undefined {
  const places: PlaceMention[] = [];
  let to = from;
  for (;;) {
    const isJoined = places.length > 0 && /^(?:,|và|[–-]|cùng)$/.test(words[to]?.key ?? '');
    if (places.length > 0 && !isJoined) break;
    const at = skipPlural(words, isJoined ? to + 1 : to);
    const place = matchPlace(words, at) ?? matchBareName(words, at);
    if (!place || (isJoined && place.name === undefined)) break;
    places.push(place);
    to = place.to;
  }
  if (places.length === 0) return undefined;
  return { places, text: text.slice(words[from]!.start, words[to - 1]!.end) };
}

function skipPlural(words: readonly Word[], at: number): number {
  return words[at]?.key === 'các' || words[at]?.key === 'hai' ? at + 1 : at;
}

function resolve(reading: Reading, { places, text }: Area): Where {
  const [place] = places;
  if (!place) return home(reading);
  if (isHome(reading, place)) return home(reading);
  const only = place.provinces.length === 1 ? place.provinces[0] : undefined;
  const atHome = reading.province !== undefined && place.provinces.includes(reading.province);
  const province = atHome ? reading.province : (only ?? reading.province);
  const isProvince = place.level === 'province' && place.name !== undefined && places.length === 1;
  return { ...(!isProvince && { area: text }), ...(province !== undefined && { province }) };
}

/** "tỉnh", "thành phố" alone, or the home province by name. */
function isHome(reading: Reading, place: PlaceMention): boolean {
  if (place.level !== 'province' || reading.home === undefined) return false;
  if (place.name !== undefined) return place.provinces.includes(reading.home);
  // "thành phố" in the news of a province is its town.
  return !place.isCity || provinceNamed(reading.home)?.kind === 'thành phố';
}
