/**
 * Puts the lines of PDF pages together again: a PDF knows where every line stands, not where a
 * paragraph ends. Running heads and page numbers go; wrapped lines are joined, over page ends too.
 */
import type { Block } from '../loaded-page.ts';
import { createBlockWriter, oneLine } from './blocks.ts';

/** One line of a page; lengths in PDF points, y from the bottom. */
export interface PdfLine {
  text: string;
  x: number;
  y: number;
  right: number;
  /** Font size. */
  size: number;
  pageHeight: number;
}

/** The paragraphs of a document, in order. */
export function blocksOfLines(pages: readonly PdfLine[][]): Block[] {
  const running = runningHeads(pages);
  const writer = createBlockWriter();
  let paragraph = '';
  let above: PdfLine | undefined;
  for (const page of pages) {
    const lines = page.filter((line) => !isFurniture(line, running));
    const right = Math.max(0, ...lines.map((line) => line.right));
    const spacing = usualSpacing(lines);
    for (const [index, line] of lines.entries()) {
      const isPageTop = index === 0;
      if (above && !startsParagraph(above, line, { right, spacing, isPageTop })) {
        paragraph = joinLines(paragraph, line.text.trim());
      } else {
        writer.add({ kind: 'paragraph', text: paragraph });
        paragraph = line.text.trim();
      }
      above = line;
    }
  }
  writer.add({ kind: 'paragraph', text: paragraph });
  return writer.blocks;
}

/** Document numbers break after their hyphen or slash ("20-" / "NQ/TW"); Vietnamese words never do. */
function joinLines(above: string, line: string): string {
  return /[\p{L}\d][-/]$/u.test(above) ? above + line : `${above} ${line}`;
}

// Only the outer tenth of a page holds running heads and page numbers.
const MARGIN_SHARE = 0.1;
const RUNNING_PAGES_MIN = 2;
const PAGE_NUMBER = /^[-–—\s]*(?:trang\s+)?\d{1,4}(?:\s*[/|]\s*\d{1,4})?[-–—\s]*$/i;

function isInMargin(line: PdfLine): boolean {
  const margin = line.pageHeight * MARGIN_SHARE;
  return line.y < margin || line.y > line.pageHeight - margin;
}

/** A line's text without its digits, so that "Trang 3" and "Trang 4" are the same head. */
function headKey(line: PdfLine): string {
  return oneLine(line.text).replace(/\d+/g, '#').toLowerCase();
}

function runningHeads(pages: readonly PdfLine[][]): ReadonlySet<string> {
  const pagesByHead = new Map<string, number>();
  for (const page of pages) {
    for (const head of new Set(page.filter(isInMargin).map(headKey))) {
      pagesByHead.set(head, (pagesByHead.get(head) ?? 0) + 1);
    }
  }
  const needed = Math.max(RUNNING_PAGES_MIN, pages.length / 2);
  return new Set([...pagesByHead].filter(([, count]) => count >= needed).map(([head]) => head));
}

function isFurniture(line: PdfLine, running: ReadonlySet<string>): boolean {
  return isInMargin(line) && (PAGE_NUMBER.test(line.text.trim()) || running.has(headKey(line)));
}

/** The distance between neighbouring lines that occurs most, in points. */
function usualSpacing(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>();
  for (const [index, line] of lines.slice(1).entries()) {
    const distance = Math.round(lines[index]!.y - line.y);
    if (distance > 0) counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  let best = 0;
  for (const [distance, count] of counts) {
    if (count > (counts.get(best) ?? 0)) best = distance;
  }
  return best;
}

interface PageShape {
  right: number;
  spacing: number;
  isPageTop: boolean;
}

const STARTS_LIST = /^(?:[-–+•*▪]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[a-zđ]\)\s|[IVXLC]{1,6}\.\s)/;
const STARTS_SECTION =
  /^(?:Điều|Chương|Mục|Phần|Phụ lục|ĐIỀU|CHƯƠNG|MỤC|PHẦN|PHỤ LỤC)\s+[\dIVXLC]+[a-zđ]?(?:[.:]|$)/;
// A line that ends this far (in font sizes) before the right margin was not full.
const SHORT_LINE_SIZES = 4;
const EXTRA_SPACING = 1.35;
const INDENT_SIZES = 1;

/** True when a line begins a paragraph. Geometry decides; at a page top, where there is none, the words do. */
function startsParagraph(above: PdfLine, line: PdfLine, page: PageShape): boolean {
  const text = line.text.trim();
  const isUnfinished = /[^.;:!?…”"]$/.test(above.text.trim());
  if (STARTS_LIST.test(text)) return true;
  // "… theo quy định tại / Điều 5." is a reference that was wrapped; a chapter is seldom referred to.
  const isReference = text.startsWith('Điều') && isUnfinished && isFull(above, page);
  if (STARTS_SECTION.test(text) && !isReference) return true;
  const goesOn = /^[\p{Ll},;)]/u.test(text);
  if (page.isPageTop) return !(isUnfinished && (goesOn || isFull(above, page)));
  const distance = above.y - line.y;
  if (distance < 0) return !(isUnfinished && goesOn); // the next column
  if (Math.abs(above.size - line.size) > 1) return true;
  if (page.spacing > 0 && distance > page.spacing * EXTRA_SPACING) return true;
  if (isUnfinished && goesOn) return false;
  if (line.x > above.x + line.size * INDENT_SIZES) return true;
  return !isFull(above, page);
}

function isFull(line: PdfLine, page: PageShape): boolean {
  return line.right >= page.right - line.size * SHORT_LINE_SIZES;
}
