/**
 * The provinces and their districts as lookup tables, built once from the place table. Names are
 * keyed without diacritics; whether a mention's own diacritics fit is the finder's question.
 */
import { canonicalSpelling, fold } from '../text/normalise.ts';
import { tokenize } from '../text/tokens.ts';
import { PLACE_TABLE } from './place-table.ts';

type ProvinceKind = 'tỉnh' | 'thành phố';

export interface Province {
  /** Without its kind: "Hải Phòng". */
  name: string;
  kind: ProvinceKind;
  /** The province it is part of since July 2025; its own name when that did not change. */
  successor: string;
  /** Quận of a city; the other districts. */
  urban: readonly string[];
  districts: readonly string[];
}

/** A name that text may use, and what it may stand for. */
export interface PlaceName {
  /** Lower-case syllables with diacritics, tone placement canonical. */
  syllables: readonly string[];
  province: string;
  /** Absent when the name is the province's own. */
  district?: string;
  /** A quận: tells "quận Hoàng Mai" (Hà Nội) from "thị xã Hoàng Mai" (Nghệ An). */
  urban: boolean;
}

// Other spellings and older or fuller names that articles use.
const PROVINCE_ALIASES: Readonly<Record<string, readonly string[]>> = {
  'Hồ Chí Minh': ['TPHCM', 'HCM', 'HCMC', 'Sài Gòn'],
  Huế: ['Thừa Thiên Huế', 'TT Huế'],
  // By-names that stand for the province and no body's name.
  'Lạng Sơn': ['Xứ Lạng'],
  'Thanh Hóa': ['Xứ Thanh'],
  'Nghệ An': ['Xứ Nghệ'],
  'Hải Phòng': ['Đất Cảng'],
  'Bến Tre': ['Xứ Dừa'],
  'Phú Thọ': ['Đất Tổ'],
  'Bà Rịa - Vũng Tàu': ['BRVT', 'BR VT'],
  'Đắk Lắk': ['Đắc Lắc', 'Đắc Lắk', 'Đắk Lắc', 'Đăk Lăk', 'Đăk Lắk', 'Đaklak', 'Đắc Lăk'],
  'Đắk Nông': ['Đắc Nông', 'Đăk Nông', 'Đak Nông'],
  'Bắc Kạn': ['Bắc Cạn'],
  'Kon Tum': ['Kontum', 'Công Tum'],
};

/** Every province of 2008–2025, in the official order. */
export const provinces: readonly Province[] = PLACE_TABLE.trim().split('\n').map(parseRow);

const byName = new Map(provinces.map((province) => [nameKey(province.name), province]));

/** The province of that name (any case, with or without diacritics, no kind before it). */
export function province(name: string): Province | undefined {
  return byName.get(nameKey(name));
}

/** All names by their first folded syllable, longest first. */
export const namesByFirstSyllable: ReadonlyMap<string, readonly PlaceName[]> = indexNames();

/** Syllables as the gazetteer compares them. */
function nameSyllables(name: string): string[] {
  return tokenize(name.normalize('NFC')).map((token) => canonicalSpelling(token.text));
}

function nameKey(name: string): string {
  return nameSyllables(name).map(fold).join(' ');
}

function parseRow(row: string): Province {
  const [name = '', kind = '', successor = '', urban = '', districts = ''] = row.split('; ');
  const names = (list: string) => list.split(', ').filter((item) => item !== '');
  return {
    name,
    kind: kind === 'tỉnh' ? 'tỉnh' : 'thành phố',
    successor: successor || name,
    urban: names(urban),
    districts: names(districts),
  };
}

function indexNames(): Map<string, PlaceName[]> {
  const index = new Map<string, PlaceName[]>();
  const add = (name: string, entry: Omit<PlaceName, 'syllables'>) => {
    const syllables = nameSyllables(name);
    const first = fold(syllables[0] ?? '');
    index.set(first, [...(index.get(first) ?? []), { ...entry, syllables }]);
  };
  for (const { name, urban, districts } of provinces) {
    for (const alias of [name, ...(PROVINCE_ALIASES[name] ?? [])]) {
      add(alias, { province: name, urban: false });
    }
    for (const district of urban) add(district, { province: name, district, urban: true });
    for (const district of districts) add(district, { province: name, district, urban: false });
  }
  for (const list of index.values()) list.sort((a, b) => b.syllables.length - a.syllables.length);
  return index;
}
