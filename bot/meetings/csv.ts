/**
 * Tables for Excel: UTF-8 with a byte order mark, so that Vietnamese is shown as such, and cells that
 * begin like a formula made harmless.
 */
import { stringify } from 'csv-stringify/sync';

/** The rows below their headings as the bytes of a .csv file. */
export function csvFile(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Uint8Array {
  const text = stringify([columns, ...rows] as (string | number)[][], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    quoted_string: true,
  });
  return Buffer.from(text, 'utf8');
}

export const CSV_MEDIA_TYPE = 'text/csv; charset=utf-8';
