/**
 * What a <table> is for: data, the frame of a picture, or mere layout (letterheads, signatures and
 * whole pages stand in tables). A data row stays one line, so that a figure keeps its label.
 */
import { oneLine } from './blocks.ts';
import { type DomElement, isElement, isText } from './dom.ts';
import { isInline, isNeverContent } from './prose.ts';

export type TableShape =
  | { kind: 'data'; rows: string[][] }
  | { kind: 'picture'; caption: string }
  | { kind: 'layout' };

const CAPTION_CHARACTERS_MAX = 300;
// A longer cell holds running text.
const DATA_CELL_CHARACTERS_MAX = 500;
// A letterhead or signature block: two columns, a few rows, lines broken by hand.
const LETTERHEAD_COLUMNS_MAX = 2;
const LETTERHEAD_ROWS_MAX = 4;

/** Classifies a table by its cells. */
export function tableShape(table: DomElement): TableShape {
  if (table.querySelector('table')) return { kind: 'layout' };
  if (table.querySelector('img')) {
    const caption = oneLine(spacedText(table));
    if (caption.length <= CAPTION_CHARACTERS_MAX) return { kind: 'picture', caption };
  }
  const rows = [...table.querySelectorAll('tr')]
    .map((row) => [...row.childNodes].filter(isElement))
    .filter((cells) => cells.length > 0);
  const columns = Math.max(0, ...rows.map((cells) => cells.length));
  if (rows.length < 2 || columns < 2) return { kind: 'layout' };
  const texts = rows.map((cells) => cells.map((cell) => oneLine(spacedText(cell))));
  const longest = Math.max(...texts.flat().map((text) => text.length));
  if (longest > DATA_CELL_CHARACTERS_MAX) return { kind: 'layout' };
  if (columns <= LETTERHEAD_COLUMNS_MAX && rows.length <= LETTERHEAD_ROWS_MAX) {
    if (rows.flat().some(hasManyLines)) return { kind: 'layout' };
  }
  return { kind: 'data', rows: texts.filter((cells) => cells.some((text) => text !== '')) };
}

function hasManyLines(cell: DomElement): boolean {
  return cell.querySelector('br') !== null || [...cell.querySelectorAll('p, div')].length > 1;
}

/** Text with a space wherever a block ends; textContent would glue neighbouring lines. */
function spacedText(element: DomElement): string {
  let text = '';
  for (const child of element.childNodes) {
    if (isText(child)) text += child.textContent ?? '';
    if (!isElement(child) || isNeverContent(child)) continue;
    text += isInline(child) ? spacedText(child) : ` ${spacedText(child)} `;
  }
  return text;
}
