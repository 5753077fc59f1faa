/**
 * Where an event is held: "tại xã A, huyện B", "tại Hội trường …, thành phố C", and the district and
 * province that this names.
 */
import { matchOrganisation } from './organisations.ts';
import { matchBareName, matchPlace, type PlaceMention } from './place-names.ts';
import type { Reading } from './reading.ts';
import { readWords, type Word } from './words.ts';

const VENUE =
  /^(?:Hội trường|Trung tâm|[Pp]hòng họp|Nhà văn hóa|Nhà văn hoá|Trụ sở|trụ sở|Khách sạn|khách sạn|Quảng trường|Cung|Sân|Nhà hàng|Công viên|Bảo tàng|Khu|hội trường|Văn phòng|UBND|Liên minh|HTX|Hợp tác xã|Trường|Học viện|điểm cầu|Siêu thị|Công ty)/u;
const PLACE_MAX = 120;

/** "tại huyện …", "tại Hội trường … , thành phố …". */
export function readEventPlace(
  text: string,
): { text: string; mentions: PlaceMention[] } | undefined {
  for (const match of text.matchAll(/(?:^|[\s,])(?:tại|ở)\s+/giu)) {
    const from = match.index + match[0].length;
    const rest = text.slice(from);
    const words = readWords(rest);
    const isVenue = VENUE.test(rest);
    const first = isVenue ? venueEnd(words) : 0;
    const { mentions, to } = chain(words, first);
    const named = mentions.some(({ name }) => name !== undefined);
    if (to === 0 || !(named || isVenue)) continue;
    const written = rest.slice(0, words[to - 1]!.end);
    if (written.length <= PLACE_MAX) return { text: written, mentions };
  }
  return undefined;
}

/** What stands after "Địa điểm:" in minutes, whole. */
export function labelledPlace(written: string): { text: string; mentions: PlaceMention[] } {
  const words = readWords(written);
  const mentions = words.flatMap((_, at) => matchPlace(words, at) ?? []);
  return { text: written.slice(0, PLACE_MAX), mentions };
}

function venueEnd(words: readonly Word[]): number {
  const isHall = /^(?:hội|quảng|nhà|sân|khách|cung|trung|trụ|điểm|khu|công|phòng)$/.test(
    words[0]?.key ?? '',
  );
  const organisation = isHall ? undefined : matchOrganisation(words, 0);
  if (organisation) return organisation.to;
  let to = 1;
  while (
    words[to] &&
    !/^[,.;(]$/.test(words[to]!.text) &&
    !/^(?:đã|diễn|liên|có|với)$/.test(words[to]!.key)
  )
    to += 1;
  return to;
}

/** "xã A, huyện B, tỉnh C" from index `at`. */
function chain(words: readonly Word[], at: number): { mentions: PlaceMention[]; to: number } {
  const mentions: PlaceMention[] = [];
  let to = at;
  while (mentions.length < 4) {
    const next = /^[,(–-]$/.test(words[to]?.text ?? '') ? to + 1 : to;
    const place = matchPlace(words, next) ?? matchBareName(words, next);
    if (!place || (place.name === undefined && mentions.length > 0)) break;
    mentions.push(place);
    to = place.to;
  }
  return { mentions, to };
}

/** The district and province, the text's own province when the place names none. */
export function locate(reading: Reading, mentions: readonly PlaceMention[]) {
  const district = mentions.find(({ level }) => level === 'district');
  const named = mentions.find(({ level, name }) => level === 'province' && name !== undefined);
  const only = district?.provinces.length === 1 ? district.provinces[0] : undefined;
  const home = reading.province;
  const fromDistrict = home !== undefined && district?.provinces.includes(home) ? home : only;
  const province = named?.provinces[0] ?? fromDistrict ?? home;
  return {
    ...(district?.name !== undefined && { district: district.name }),
    ...(province !== undefined && { province }),
  };
}
