/**
 * Recognises a legal document by its structure and makes its draft: the official text without the
 * site around it, its metadata, and one passage a điều.
 */
import type { DocumentDraft } from '../../knowledge/corpus/document.ts';
import { chunkLegal } from '../chunk/legal.ts';
import { furnitureReason, headsOtherArticles } from '../clean/furniture.ts';
import type { Block, LoadedPage } from '../loaded-page.ts';
import { legalMetadata, MOTTO, titleInHead } from './metadata.ts';
import { articleNumber, isCapitals, legalUnits, opensPart } from './structure.ts';

const ARTICLES_MIN = 3; // a news item may quote one or two điều
const HEAD_LINES_MAX = 12;
const ISSUER_LINES_MAX = 3;
const OFFICIAL_HEAD_BLOCKS = 60; // a site's menus may stand above it
const NUMBER_LINE = /^(?:luật\s+)?số\s*:?\s*\d+.{0,30}$/iu;
const ENGLISH_HEAD =
  /^(?:the )?(?:national assembly|socialist republic of vietnam|the government)\b/i;

/** True when the page is a law, decree, decision …: enough điều, or fewer under an official head or number. */
export function isLegal(page: LoadedPage): boolean {
  const articles = page.blocks.filter((block) => articleNumber(block) !== undefined).length;
  if (articles >= ARTICLES_MIN) return true;
  const head = page.blocks.slice(0, OFFICIAL_HEAD_BLOCKS);
  const hasMotto = head.some((block) => MOTTO.test(block.text));
  if (articles > 0) return hasMotto || page.declared.number !== undefined;
  // A plan, a programme or a party resolution: no điều, but the head of an official letter.
  return hasMotto && head.some((block) => NUMBER_LINE.test(block.text));
}

/** The draft of a legal document, without its visibility. */
export function understandLegal(page: LoadedPage): Omit<DocumentDraft, 'visibility'> {
  const blocks = officialBlocks(page.blocks);
  const lines = blocks.map((block) => block.text);
  const bodyAt = bodyStart(blocks);
  const head = lines.slice(0, Math.min(bodyAt, HEAD_LINES_MAX));
  const title = page.declared.title ?? titleInHead(head) ?? lines[0] ?? page.name;
  const metadata = legalMetadata(page, title, { head, lines });
  const text = lines.join('\n');
  const units = legalUnits(blocks).map((unit) => ({
    ...unit,
    lines: unit.lines.filter((i) => i >= bodyAt || !isHeadLine(lines[i]!, title)),
  }));
  const passages = chunkLegal({
    text,
    spans: spansOf(lines),
    units,
    shortTitle: metadata.shortTitle ?? title,
    isRow: (line) => blocks[line]?.kind === 'table-row',
  });
  return { kind: 'legal', title, text, metadata, passages };
}

/** The first điều, else the first part, else the end of the head. */
function bodyStart(blocks: readonly Block[]): number {
  const article = blocks.findIndex((block) => articleNumber(block) !== undefined);
  if (article !== -1) return article;
  const part = blocks.findIndex(opensPart);
  return part !== -1 ? part : Math.min(blocks.length, HEAD_LINES_MAX);
}

/** From the official head to the end of the official text. */
function officialBlocks(blocks: readonly Block[]): Block[] {
  const first = bodyStart(blocks);
  const last = blocks.findLastIndex(
    (block) => articleNumber(block) !== undefined || opensPart(block),
  );
  const motto = blocks.slice(0, first).findLastIndex((block) => MOTTO.test(block.text));
  let start = Math.max(motto, 0);
  while (start > 0 && motto - start < ISSUER_LINES_MAX && isCapitals(blocks[start - 1]!.text))
    start--;
  const end = blocks.findIndex(
    (block, i) =>
      (i > last && headsOtherArticles(block.text) !== undefined) ||
      (i > first && ENGLISH_HEAD.test(block.text)),
  );
  return blocks.slice(start, end === -1 ? undefined : end).filter((block, i) => {
    const isOutside = start + i < first || start + i > last;
    return !(isOutside && block.kind !== 'table-row' && furnitureReason(block.text) !== undefined);
  });
}

/** Lines that metadata already says: the title, the motto, the issuer, number, place and day. */
function isHeadLine(line: string, title: string): boolean {
  return (
    line === title ||
    MOTTO.test(line) ||
    isCapitals(line) ||
    /^(?:độc lập\s*[-–]|số\s*:|luật số\s*:|[-–_=*\s]+$)/iu.test(line) ||
    /^[\p{L}\s.-]{2,30},\s*ngày\b.{0,40}\d{4}$/u.test(line) ||
    /^(?:quyết định|quyết nghị|nghị định|nghị quyết|thông tư)\s*:?$/iu.test(line)
  );
}

function spansOf(lines: readonly string[]): { start: number; end: number }[] {
  let start = 0;
  return lines.map((line) => {
    const span = { start, end: start + line.length };
    start = span.end + 1;
    return span;
  });
}
