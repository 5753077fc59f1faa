/** The words around one figure compared over documents and dates. */
import type { Citation } from '../../knowledge/answering/answer.ts';
import type { FigureLine, FigureSheet } from '../meetings/figure-sheet.ts';
import { day } from './dates.ts';
import { madeOn } from './meetings.ts';

export { madeOn };

export const FIGURE_COLUMNS = [
  'Số liệu',
  'Nơi',
  'Tính đến ngày',
  'Giá trị',
  'Đơn vị',
  'Tăng, giảm',
  'Nguyên văn',
  'Nguồn',
  'Ngày đăng',
  'Địa chỉ',
] as const;

export const FIGURE_TABLE_COLUMNS = ['Nơi', 'Tính đến', 'Số liệu', 'Tăng, giảm', 'Nguồn'] as const;

/** "Số HTX – Kiên Giang"; without the place when there are several. */
export function figureTitle({ quantity, lines }: FigureSheet): string {
  const places = new Set(lines.map(({ place }) => place));
  const [only] = places;
  const where = places.size === 1 && only ? ` – ${only}` : '';
  const isCount = lines.some(({ unit }) => quantity.startsWith(unit));
  const named = isCount
    ? `Số ${quantity}`
    : quantity.charAt(0).toLocaleUpperCase('vi') + quantity.slice(1);
  return `${named}${where}`;
}

export function asOfWords(asOf: string | undefined): string {
  return asOf === undefined ? 'không rõ ngày' : day(asOf);
}

/** "tăng 63", "giảm 1,5", "không đổi". */
export function changeWords(change: number): string {
  if (change === 0) return 'không đổi';
  return `${change > 0 ? 'tăng' : 'giảm'} ${Math.abs(change).toLocaleString('vi-VN')}`;
}

/** "24/11/2023: 823 HTX [1]", "30/09/2024: 886 HTX, tăng 63 [2]". */
export function figureLine(line: FigureLine, namesPlace: boolean): string {
  const place = namesPlace && line.place !== '' ? `${line.place}, ` : '';
  const change = line.change === undefined ? '' : `, ${changeWords(line.change)}`;
  const mark = line.citations[0] ? ` [${line.citations[0].n}]` : '';
  return `${place}${asOfWords(line.asOf)}: ${line.value} ${line.unit}${change}${mark}`;
}

export function figureSource({ title, organisation, date }: Citation): string {
  return [title, organisation, date && day(date)].filter((part) => part).join(', ');
}

export const TO_FIGURES = '◂ Về bảng số liệu';
export const SOURCES = 'Nguồn';

export const figureNotFound =
  'Trong tài liệu tôi có chưa thấy số liệu này. Bạn thử nêu rõ số gì, ở đâu giúp tôi nhé.';
