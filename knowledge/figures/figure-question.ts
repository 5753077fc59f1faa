/**
 * Reads a free sentence as a look-up of one figure ("số HTX của Kiên Giang", "vốn điều lệ qua các
 * năm"): what is counted or measured, where and when, and how likely it is that a figure is wanted.
 */
import { searchKey } from '../facts/search-key.ts';
import { masked } from '../meetings/mask.ts';
import { placesAsked } from '../meetings/places-asked.ts';
import type { KnownNames } from '../meetings/question.ts';
import { readTimeRange, type TimeRange } from '../meetings/time-range.ts';
import { writtenOut } from '../meetings/written-out.ts';
import { fold } from '../text/normalise.ts';

export interface FigureQuestion {
  /** Key of what is counted: "htx", "thanh vien", "von dieu le"; '' when nothing is. */
  quantity: string;
  /** "thành viên của Liên minh": units that are members of an alliance. */
  countsMembers: boolean;
  /** "cả nước" */
  wholeCountry: boolean;
  places: readonly { province: string; district?: string }[];
  time: Omit<TimeRange, 'spans'>;
  /** 0..1; from FIGURE_LIKELY on a figure is wanted. */
  likelihood: number;
}

export const FIGURE_LIKELY = 0.5;

const QUESTION_CHARACTERS_MAX = 500;
const COUNTED =
  '(?:htx|hop tac xa|tht|to hop tac|lien hiep|thanh vien|don vi|doanh nghiep|dn|lop|hoc vien|nguoi|lao dong|xa vien|san pham|quy tin dung|can bo|du an|ho|mo hinh|gian hang)';
const MEASURE =
  /(?:von dieu le|tong von|von dang ky|doanh thu|thu nhap|du no|ty le|ti le|san luong|loi nhuan|gia tri xuat khau|kinh phi)/;
const COMPARING =
  /(?:qua cac (?:nam|thoi ky|thoi diem|ky|bao cao|hoi nghi)|qua tung nam|theo (?:tung )?(?:nam|quy|thang|thoi gian)|so sanh|bien dong|tang giam|tang hay giam|thay doi|dien bien|cac nam|hang nam)/g;

type Sign = readonly [weight: number, pattern: RegExp];
const SIGNS: readonly Sign[] = [
  [
    2.2,
    new RegExp(`(?:so luong|tong so|so|bao nhieu|bn|bnhieu|may)(?: (?:cac |don vi ))? ?${COUNTED}`),
  ],
  [1.2, MEASURE],
  [1.2, new RegExp(COMPARING.source)],
  [0.6, /(?:hien co|hien nay|tong cong|tong so|so lieu|thong ke|con so)/],
  [-2, /(?:hoi nghi|cuoc hop|chu tri|kien nghi|(?<!\w)ai |vi sao|tai sao|the nao)/],
  [
    -2,
    /(?:toi thieu|toi da|it nhat|nhieu nhat|can bao nhieu|phai co|theo luat|quy dinh|luat|nghi dinh|dieu kien|de thanh lap|duoc phep)/,
  ],
  [
    -2.5,
    /(?:so dien thoai|so may|so nao|van ban so|quyet dinh so|nghi quyet so|ke hoach so|so hieu|so tai khoan)/,
  ],
  [-1.2, /(?:duoc ho tro|duoc vay|tham du|tham gia|nao)(?!\w)/],
];
const PLACE_WEIGHT = 0.6;
const BIAS = -1.6;

/** Folded; phrases first, so that "thành viên" keeps its "thành" when "thành phố" goes. */
const PHRASES =
  /(?<!\w)(?:bao nhieu|so luong|tong so|tong cong|tat ca|thanh pho|toan tinh|ca tinh|dia ban|moi nhat|gan nhat|gan day|thong ke|so lieu|con so|thoi diem|hien nay|hien co|hien gio|cho biet|cho xem|cho toi|tinh den|lien minh)(?!\w)/g;
const ASKING = new Set(
  (
    'so luong tong bn bnhieu may cac nhung la co hien nay dang con toan tinh huyen quan o tai cua tren trong ' +
    'xem toi hoi xin nam thang ngay quy den het tu lieu ve theo ta minh bang giua va tp cai thi duoc'
  ).split(' '),
);

/** Reads any sentence. */
export function readFigureQuestion(raw: string, known: KnownNames): FigureQuestion {
  const text = writtenOut(raw.slice(0, QUESTION_CHARACTERS_MAX));
  const time = readTimeRange(text, known.today);
  const untimed = masked(text, time?.spans ?? []);
  const { places, spans } = placesAsked(untimed, known.provinces);
  const rest = fold(masked(untimed, spans));
  const counted = rest
    .replace(COMPARING, ' ')
    .replace(/(?:ca nuoc|toan quoc|viet nam)/g, ' ')
    .replace(/(?:cua |o |tai |trong |thuoc )?lien minh (?:htx|hop tac xa)/g, ' ');
  const { spans: _, ...when } = time ?? { spans: [] };
  return {
    quantity: quantityOf(counted),
    countsMembers: /thanh vien/.test(rest) && /lien minh/.test(rest),
    wholeCountry: /(?:ca nuoc|toan quoc)/.test(rest),
    places,
    time: when,
    likelihood: likelihoodOf(fold(text), places.length > 0),
  };
}

function quantityOf(rest: string): string {
  return searchKey(rest.replace(PHRASES, ' '))
    .split(' ')
    .filter((word) => !ASKING.has(word) && !/^\d+$/.test(word))
    .join(' ');
}

function likelihoodOf(folded: string, hasPlace: boolean): number {
  const words = folded.replace(/[^a-z0-9]+/g, ' ');
  const sum = SIGNS.reduce(
    (total, [weight, pattern]) => total + (pattern.test(words) ? weight : 0),
    BIAS + (hasPlace ? PLACE_WEIGHT : 0),
  );
  return 1 / (1 + Math.exp(-sum));
}
