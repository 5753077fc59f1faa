/**
 * PDF files. Only PDFs with a text layer can be read; a scan, or one whose fonts do not say which
 * letters they draw, is refused with "needs OCR" rather than stored as noise.
 */
import { getDocumentProxy } from 'unpdf';
import { repairLegacyTexts } from '../encoding/legacy-fonts.ts';
import type { Block, DeclaredMetadata } from '../loaded-page.ts';
import { RefusedSourceError } from '../refusal.ts';
import { oneLine } from './blocks.ts';
import { PDF_PAGES_MAX } from './limits.ts';
import { blocksOfLines, type PdfLine } from './pdf-lines.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

const PDF_TIME_LIMIT_MS = 60_000;
// A page of a letter has 1,500 characters; a scan has none, or a stamp's.
const CHARACTERS_PER_PAGE_MIN = 25;
// Glyphs without a known letter: a few are bullets, more is a font that cannot be read.
const UNKNOWN_GLYPH = /[\u0000\ufffd]/g;
const UNKNOWN_GLYPHS_MAX = 0.01;

/** Blocks and properties. Throws RefusedSourceError ENCRYPTED, CORRUPT, TOO_COMPLEX or NEEDS_OCR. */
export async function loadPdf(
  bytes: Uint8Array,
): Promise<{ blocks: Block[]; declared: DeclaredMetadata }> {
  const document = await open(bytes);
  try {
    if (document.numPages > PDF_PAGES_MAX) {
      throw new RefusedSourceError('TOO_COMPLEX', `${document.numPages}`);
    }
    const pages = await readPages(document);
    checkReadable(pages);
    repairLines(pages);
    return { blocks: blocksOfLines(pages), declared: await properties(document) };
  } finally {
    await document.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // A copy: pdf.js takes the buffer over. Verbosity 0 keeps its warnings off the terminal.
    return await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  } catch (cause) {
    const isEncrypted = cause instanceof Error && cause.name === 'PasswordException';
    throw new RefusedSourceError(isEncrypted ? 'ENCRYPTED' : 'CORRUPT', '', { cause });
  }
}

async function readPages(document: PdfDocument): Promise<PdfLine[][]> {
  const deadline = Date.now() + PDF_TIME_LIMIT_MS;
  const pages: PdfLine[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    if (Date.now() > deadline) throw new RefusedSourceError('TOO_COMPLEX', `${number}`);
    pages.push(await readPage(document, number));
  }
  return pages;
}

async function readPage(document: PdfDocument, number: number): Promise<PdfLine[]> {
  let content: Awaited<ReturnType<Awaited<ReturnType<PdfDocument['getPage']>>['getTextContent']>>;
  let height: number;
  try {
    const page = await document.getPage(number);
    height = page.getViewport({ scale: 1 }).height;
    content = await page.getTextContent();
    page.cleanup();
  } catch (cause) {
    throw new RefusedSourceError('CORRUPT', `${number}`, { cause });
  }
  const lines: PdfLine[] = [];
  let line: PdfLine | undefined;
  for (const item of content.items) {
    if (!('str' in item) || item.str === '') continue;
    const [, , , scale, x, y] = item.transform as number[]; // pdf.js: a 2×3 matrix
    const size = Math.abs(scale ?? 0) || item.height;
    const isSameLine = line !== undefined && Math.abs(line.y - y!) < Math.max(2, size * 0.4);
    if (!line || !isSameLine) {
      line = { text: '', x: x!, y: y!, right: x!, size, pageHeight: height };
      lines.push(line);
    }
    const gap = x! - line.right;
    const needsSpace = gap > size * 0.2 && !/\s$/.test(line.text) && !/^\s/.test(item.str);
    line.text += (needsSpace && line.text !== '' ? ' ' : '') + item.str;
    line.right = Math.max(line.right, x! + item.width);
    if (item.str.trim() !== '') line.size = Math.max(line.size, size);
  }
  return lines.filter(({ text }) => text.trim() !== '');
}

function checkReadable(pages: readonly PdfLine[][]): void {
  const text = pages
    .flat()
    .map((line) => line.text)
    .join('\n');
  const visible = text.replace(/\s/g, '').length;
  const unknown = text.match(UNKNOWN_GLYPH)?.length ?? 0;
  if (visible < CHARACTERS_PER_PAGE_MIN * pages.length || unknown > visible * UNKNOWN_GLYPHS_MAX) {
    throw new RefusedSourceError('NEEDS_OCR');
  }
}

function repairLines(pages: readonly PdfLine[][]): void {
  const lines = pages.flat();
  const texts = repairLegacyTexts(lines.map((line) => line.text));
  for (const [index, line] of lines.entries()) line.text = texts[index]!;
}

// What word processors write as the title when nobody typed one.
const NO_TITLE = /^(?:microsoft word|untitled|document\d*)|\.(?:docx?|pdf|rtf|odt|indd)$/i;
const TITLE_CHARACTERS_MIN = 8;

/** The title. The dates are those of the file, not of the text, and are left alone. */
async function properties(document: PdfDocument): Promise<DeclaredMetadata> {
  const { info } = await document.getMetadata();
  const raw: unknown = 'Title' in info ? info.Title : undefined;
  const title = typeof raw === 'string' ? oneLine(raw) : '';
  return title.length >= TITLE_CHARACTERS_MIN && !NO_TITLE.test(title) ? { title } : {};
}
