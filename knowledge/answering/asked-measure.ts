/**
 * The quantity a question asks for by its own noun ("doanh thu", "vốn điều lệ", "lãi suất"). A sum
 * beside another of these nouns is not what was asked, although all of them are sums.
 */
import type { QuestionTerm } from './term-match.ts';

export type Unit = 'money' | 'area' | 'weight' | 'length';

const N = String.raw`\d(?:[\d.,]*\d)?\s?(?:–|-)?\s?`;
/** A sum in one of the units; money may be told as a share of what it was. */
export const UNITS: Readonly<Record<Unit, RegExp>> = {
  money: new RegExp(`${N}(?:%|(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|đ|USD|VNĐ|VND)(?!\\p{L}))`, 'iu'),
  area: new RegExp(
    `${N}(?:nghìn |ngàn )?(?:ha|héc ?-?ta|hecta|m2|m²|mét vuông|km2|km²|mẫu|sào|công)(?!\\p{L})`,
    'iu',
  ),
  weight: new RegExp(
    `${N}(?:nghìn |ngàn |triệu |vạn )?(?:tấn|tạ|yến|kg|ki ?-?lô ?-?gam|gam|con|cây|lít|quả|sản phẩm|bao|hộp|chai)(?!\\p{L})`,
    'iu',
  ),
  length: new RegExp(`${N}(?:km|m|mét|cm|ki-?lô-?mét|cây số)(?![\\p{L}\\d²])`, 'iu'),
};

/** Units that stand where a counted noun would: "bao nhiêu ha", "mấy tấn". */
const UNIT_WORDS = new Set(
  'ha hec hecta m2 tan ta yen kg mau sao km met phan dong trieu tr ty ti nghin tien'.split(' '),
);

/** True for a folded syllable that measures rather than is counted. */
export function isUnit(syllable: string): boolean {
  return UNIT_WORDS.has(syllable);
}

type Measure = readonly [asked: string, written: readonly string[], unit?: Unit];

// Folded noun and what official texts may write instead; longer nouns first.
const MEASURES: readonly Measure[] = [
  ['von dieu le', ['von dieu le'], 'money'],
  ['von chu so huu', ['von chu so huu'], 'money'],
  ['thu nhap', ['thu nhap', 'luong'], 'money'],
  [
    'doanh thu',
    // News writes "thu hơn 6 tỷ đồng"; a bare "thu" is folded from too many other words.
    [
      'doanh thu',
      'nguon thu',
      'doanh so',
      'tong thu',
      'thu ve',
      'thu duoc',
      'thu hon',
      'thu tren',
      'thu gan',
      'thu khoang',
      'ban duoc',
    ],
    'money',
  ],
  ['loi nhuan', ['loi nhuan', 'lai'], 'money'],
  ['lai tien gui', ['tien gui', 'gui tiet kiem', 'lai suat huy dong'], 'money'],
  ['lai suat tien gui', ['tien gui', 'gui tiet kiem', 'lai suat huy dong'], 'money'],
  ['lai suat huy dong', ['tien gui', 'gui tiet kiem', 'lai suat huy dong'], 'money'],
  ['lai suat', ['lai suat', 'lai'], 'money'],
  ['du no', ['du no'], 'money'],
  ['dien tich', ['dien tich', 'ha', 'm2', 'rong'], 'area'],
  ['rong bao nhieu', ['dien tich', 'ha', 'm2', 'rong'], 'area'],
  ['san luong', ['san luong', 'tan', 'thu'], 'weight'],
  ['nang suat', ['nang suat']],
  ['hoc phi', ['hoc phi'], 'money'],
  ['le phi', ['le phi'], 'money'],
  ['tien luong', ['tien luong', 'luong', 'thu lao'], 'money'],
  ['nop thue', ['thue', 'nop ngan sach'], 'money'],
  ['nop ngan sach', ['thue', 'nop ngan sach'], 'money'],
  ['giai ngan', ['giai ngan', 'cho vay'], 'money'],
  ['thu lao', ['thu lao', 'luong'], 'money'],
  ['luong', ['luong', 'thu lao', 'thu nhap'], 'money'],
  ['gia ve', ['gia ve'], 'money'],
  ['gia ban', ['gia', 'dong kg'], 'money'],
  ['thue suat', ['thue suat', 'thue'], 'money'],
  ['no qua han', ['no qua han'], 'money'],
  ['no xau', ['no xau'], 'money'],
  ['lai', ['lai', 'loi nhuan'], 'money'],
];

/** "Chất lượng", "số lượng": with another word before it "lượng" is no wage, nor "tương lai" a profit. */
const NO_WAGE =
  /\b(?:chat|so|luc|khoi|dung|du|thoi|trong|quy|nang|dinh|luu) luong\b|\b(?:tuong|tro|lam|ghi|nhin|con|gia|xu|hoi) lai\b/g;

export interface AskedMeasure {
  written: readonly string[];
  /** What a sum of it is given in; undefined where many units do. */
  unit: Unit | undefined;
}

/** The measure named in a question's terms; undefined when it names none. */
export function askedMeasure(terms: readonly QuestionTerm[]): AskedMeasure | undefined {
  const text = ` ${terms.map((term) => term.folded).join(' ')} `.replace(NO_WAGE, ' ');
  const found = MEASURES.find(([asked]) => text.includes(` ${asked} `));
  return found && { written: found[1], unit: found[2] };
}

/** True when a text, given as folded syllables joined by spaces, speaks of the measure. */
export function speaksOfMeasure({ written }: AskedMeasure, syllables: string): boolean {
  const text = ` ${syllables} `.replace(NO_WAGE, '|');
  return written.some((one) => text.includes(` ${one} `));
}
