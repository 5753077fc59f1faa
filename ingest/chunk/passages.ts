/**
 * Cuts lines of text into passages at line and sentence borders. Invariants: a passage is a slice
 * of the document's text, passages do not overlap and stand in order, and no sentence is cut
 * unless it alone is longer than a passage may be.
 */
import type { PassageDraft } from '../../knowledge/corpus/document.ts';
import { type Span, sentences } from '../../knowledge/text/sentences.ts';

/** Sizes in UTF-16 units, measured for retrieval: one matter a passage, enough words to match. */
export interface PassageSizes {
  /** A passage that has reached this takes no further paragraph. */
  enough: number;
  /** Paragraphs are put together up to this. */
  most: number;
  /** A single sentence or list item may make a passage this long; a longer one is cut. */
  limit: number;
}

export const ARTICLE_SIZES: PassageSizes = { enough: 400, most: 900, limit: 1500 };

const SCRAP_CHARS = 160; // a rest shorter than this goes to the passage before it

/** Groups neighbouring spans of a text into passages' spans. Each given span is one line or part of one. */
export function packSpans(text: string, lines: readonly Span[], sizes: PassageSizes): Span[] {
  const units = lines.flatMap((line) => splitLine(text, line, sizes));
  const packed: Span[] = [];
  for (const unit of units) {
    const last = packed.at(-1);
    if (last && joins(text, last, unit, sizes)) last.end = unit.end;
    else packed.push({ ...unit });
  }
  const rest = packed.at(-1);
  const before = packed.at(-2);
  if (
    rest &&
    before &&
    rest.end - rest.start < SCRAP_CHARS &&
    rest.end - before.start <= sizes.limit
  ) {
    before.end = rest.end;
    packed.pop();
  }
  return packed;
}

function joins(text: string, last: Span, unit: Span, sizes: PassageSizes): boolean {
  const together = unit.end - last.start;
  // A list's intro and its items answer only together.
  const isList = /[:;]$/.test(text.slice(last.start, last.end)) || startsItem(text, unit);
  if (isList) return together <= sizes.most || (introOnly(text, last) && together <= sizes.limit);
  return last.end - last.start < sizes.enough && together <= sizes.most;
}

function startsItem(text: string, unit: Span): boolean {
  return /^(?:[-–+*•●▪]|\d{1,2}[.)]|[a-zđ]\))\s*\S/u.test(text.slice(unit.start, unit.start + 6));
}

function introOnly(text: string, span: Span): boolean {
  return text.slice(span.start, span.end).endsWith(':');
}

/** A line as it is, or its sentences put together up to the size. */
function splitLine(text: string, line: Span, sizes: PassageSizes): Span[] {
  if (line.end - line.start <= sizes.most) return [line];
  const parts: Span[] = [];
  const own = sentences(text.slice(line.start, line.end)).map((span) => ({
    start: line.start + span.start,
    end: line.start + span.end,
  }));
  const count = Math.ceil((line.end - line.start) / sizes.most);
  const share = (line.end - line.start) / count;
  for (const sentence of own.flatMap((span) => cutLong(text, span, sizes.limit))) {
    const last = parts.at(-1);
    const fits =
      last && sentence.end - last.start <= sizes.most && last.end - last.start < share * 0.9;
    if (fits) last.end = sentence.end;
    else parts.push({ ...sentence });
  }
  return parts;
}

/** Cuts a sentence that is longer than a passage may be, at a semicolon, comma or space. */
function cutLong(text: string, span: Span, limit: number): Span[] {
  const parts: Span[] = [];
  let start = span.start;
  while (span.end - start > limit) {
    const window = text.slice(start, start + limit);
    const half = limit / 2;
    const at = [/;\s(?!.*;\s)/su, /,\s(?!.*,\s)/su, /\s(?!.*\s)/su]
      .map((border) => border.exec(window))
      .find((match) => match !== null && match.index > half);
    const length = at ? at.index + at[0].length : limit;
    parts.push({ start, end: start + window.slice(0, length).trimEnd().length });
    start += length;
  }
  parts.push({ start, end: span.end });
  return parts;
}

/** A passage over a span of the document's text. */
export function passageAt(
  text: string,
  { start, end }: Span,
  rest: Pick<PassageDraft, 'kind' | 'heading'> & Partial<Pick<PassageDraft, 'section'>>,
): PassageDraft {
  return { ...rest, text: text.slice(start, end), start, end };
}
