/**
 * Enumerations in running text: "như: thiếu quỹ đất …; việc quảng bá …; sức cạnh tranh …". A list
 * question is answered by the sentence that enumerates, and the words before the first item say of
 * what.
 */

export interface Enumeration {
  /** Where the first item ends, as UTF-16 offset; what is enumerated stands before it. */
  start: number;
  items: number;
}

const SEPARATOR = /[,;](?=\s)|\s(?:và|hoặc|cùng)\s|\n/gu;
const ITEM_CHARS_MAX = 90;
/** Items of a sentence divided by semicolons may be clauses. */
const CLAUSE_CHARS_MAX = 220;

/** The longest enumeration of a text; undefined when it has none of at least two separators. */
export function longestEnumeration(text: string): Enumeration | undefined {
  const most = text.includes(';') ? CLAUSE_CHARS_MAX : ITEM_CHARS_MAX;
  let best: Enumeration | undefined;
  let run: Enumeration | undefined;
  let from = 0;
  for (const separator of text.matchAll(SEPARATOR)) {
    const at = separator.index;
    if (run && at - from <= most) run.items += 1;
    else run = { start: at, items: 1 };
    from = at + separator[0].length;
    if (!best || run.items > best.items) best = run;
  }
  // The last item has no separator behind it.
  return best && best.items >= 2 ? { start: best.start, items: best.items + 1 } : undefined;
}

const UNIT_NAMED =
  /(?<!\p{L})(?:HTX|Hợp tác xã|Quỹ tín dụng|Quỹ TDND|Công ty|Xí nghiệp|Doanh nghiệp|DN|THT|Tổ hợp tác)(?: [\p{L}\d,&-]+){0,8}? \p{Lu}[\p{L}\d]*/gu;
const NAMES_IN_A_ROW =
  /\p{Lu}[\p{L}\d]*(?: \p{Lu}[\p{L}\d]*)*(?:\s?(?:[,;]|và|cùng|–)\s?(?:(?:[Hh]uyện|[Xx]ã|[Tt]ỉnh|TP\.?|[Tt]hành phố|[Pp]hường|ông|bà|đồng chí) )?\p{Lu}[\p{L}\d]*(?: \p{Lu}[\p{L}\d]*)*)+/gu;
const UNITS = new Set(['hop', 'htx', 'don', 'doanh', 'tht']);
const PLACES_AND_PERSONS = new Set([
  'tinh',
  'huyen',
  'xa',
  'phuong',
  'quan',
  'nuoc',
  'dia',
  'noi',
  'ai',
  'nguoi',
  'ca',
  'dong',
]);

/**
 * How many names of the sort asked for ("những HTX nào", "các tỉnh nào") a text gives in a row;
 * undefined when the question asks for no names.
 */
export function namesInARow(text: string, focus: readonly string[]): number | undefined {
  const [head = ''] = focus;
  if (UNITS.has(head)) return new Set([...text.matchAll(UNIT_NAMED)].map((m) => m[0])).size;
  if (!PLACES_AND_PERSONS.has(head)) return undefined;
  const rows = [...text.matchAll(NAMES_IN_A_ROW)].map(
    (m) => m[0].split(/[,;–]|\svà\s|\scùng\s/).length,
  );
  return Math.max(0, ...rows);
}
