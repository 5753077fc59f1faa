/**
 * A legal document's passages: one a điều, so that a citation can name it. A điều too long for one
 * passage is cut between khoản; a khoản too long, between its điểm. Every part keeps the heading
 * path and the section.
 */
import type { PassageDraft } from '../../knowledge/corpus/document.ts';
import type { Span } from '../../knowledge/text/sentences.ts';
import type { LegalUnit } from '../legal/structure.ts';
import { type PassageSizes, packSpans, passageAt } from './passages.ts';

const ARTICLE_CHARS_MAX = 2000;
const SCRAP_CHARS = 300; // a last part as short as this goes to the one before it
const WITH_SCRAP_CHARS_MAX = 2300;
// Preamble, tables and appendices have no khoản; they are cut as articles are, only coarser.
const LOOSE_SIZES: PassageSizes = { enough: 900, most: 1400, limit: 2000 };
const SINGLE_SIZES: PassageSizes = {
  enough: ARTICLE_CHARS_MAX,
  most: ARTICLE_CHARS_MAX,
  limit: 3000,
};

const CLAUSE = /^(\d{1,3})\s*[.)](?!\d)\s*\S/u;
const POINT = /^[a-zđ]{1,2}\s*[.)]\s*\S/u;
const PATH_JOINT = ' › ';

export interface ChunkedUnits {
  /** The whole text that `spans` point into. */
  text: string;
  /** The span of each line, by index. */
  spans: readonly Span[];
  units: readonly LegalUnit[];
  /** Begins every heading path: "Luật Hợp tác xã 2023". */
  shortTitle: string;
  /** Lines that no khoản starts in: table rows. */
  isRow: (line: number) => boolean;
}

/** The passages of a document's units, in order. */
export function chunkLegal({
  text,
  spans,
  units,
  shortTitle,
  isRow,
}: ChunkedUnits): PassageDraft[] {
  return units.flatMap((unit) => {
    const heading = [shortTitle, ...unit.path].join(PATH_JOINT);
    const section = unit.section === undefined ? {} : { section: unit.section };
    const passage = (span: Span, clause?: string) =>
      passageAt(text, span, {
        kind: 'text',
        heading: clause === undefined ? heading : `${heading}${PATH_JOINT}khoản ${clause}`,
        ...section,
      });
    // A điều without text of its own is still found and cited by its heading.
    const lines =
      unit.lines.length > 0 ? unit.lines : [unit.headingLine].filter((line) => line !== undefined);
    const own = lines.map((line) => ({ ...spans[line]!, isRow: isRow(line) }));
    if (own.length === 0) return [];
    if (unit.section?.startsWith('Điều') !== true) {
      return packSpans(text, own, LOOSE_SIZES).map((span) => passage(span));
    }
    if (lengthOf(own) <= ARTICLE_CHARS_MAX) return [passage(whole(own))];
    return splitArticle(text, own).map(({ span, clause }) => passage(span, clause));
  });
}

type LineSpan = Span & { isRow: boolean };

interface Part {
  span: Span;
  /** Set when the part is only a piece of this khoản. */
  clause?: string;
}

function splitArticle(text: string, lines: readonly LineSpan[]): Part[] {
  const clauses = groupAt(
    lines,
    (line) => !line.isRow && CLAUSE.test(text.slice(line.start, line.end)),
  );
  const pieces = clauses.flatMap((clause): Part[] => {
    if (lengthOf(clause) <= ARTICLE_CHARS_MAX) return [{ span: whole(clause) }];
    const number = CLAUSE.exec(text.slice(clause[0]!.start, clause[0]!.end))?.[1];
    const points = groupAt(
      clause,
      (line) => !line.isRow && POINT.test(text.slice(line.start, line.end)),
    );
    const small = points.flatMap((point) =>
      lengthOf(point) <= ARTICLE_CHARS_MAX ? [whole(point)] : packSpans(text, point, SINGLE_SIZES),
    );
    return balance(small).map((span) =>
      number === undefined ? { span } : { span, clause: number },
    );
  });
  return balanceParts(pieces);
}

/** Puts neighbouring whole khoản together; pieces of one khoản stay by themselves. */
function balanceParts(pieces: readonly Part[]): Part[] {
  const parts: Part[] = [];
  let run: Span[] = [];
  const flush = () => {
    parts.push(...balance(run).map((span) => ({ span })));
    run = [];
  };
  for (const piece of pieces) {
    if (piece.clause === undefined) run.push(piece.span);
    else {
      flush();
      parts.push(piece);
    }
  }
  flush();
  return parts;
}

/** Packs spans into as few parts as the size allows, of about equal length. */
function balance(spans: readonly Span[]): Span[] {
  if (spans.length === 0) return [];
  const count = Math.ceil(lengthOf(spans) / ARTICLE_CHARS_MAX);
  const share = lengthOf(spans) / count;
  const parts: Span[] = [];
  for (const span of spans) {
    const last = parts.at(-1);
    const together = last ? span.end - last.start : Number.POSITIVE_INFINITY;
    // Past its share by no more than half of what is added: the border that is nearer.
    const fits = together <= ARTICLE_CHARS_MAX && together - share <= (span.end - span.start) / 2;
    if (last && fits) last.end = span.end;
    else parts.push({ start: span.start, end: span.end });
  }
  const rest = parts.at(-1)!;
  const before = parts.at(-2);
  if (
    before &&
    rest.end - rest.start < SCRAP_CHARS &&
    rest.end - before.start <= WITH_SCRAP_CHARS_MAX
  ) {
    before.end = rest.end;
    parts.pop();
  }
  return parts;
}

function groupAt(lines: readonly LineSpan[], starts: (line: LineSpan) => boolean): LineSpan[][] {
  const groups: LineSpan[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && !starts(line)) last.push(line);
    else groups.push([line]);
  }
  // An intro of one line ("Trong Luật này, …:") goes with the first khoản.
  const [intro, first, ...rest] = groups;
  const isIntro =
    intro && first && !starts(intro[0]!) && lengthOf([...intro, ...first]) <= ARTICLE_CHARS_MAX;
  return isIntro ? [[...intro, ...first], ...rest] : groups;
}

function whole(spans: readonly Span[]): Span {
  return { start: spans[0]!.start, end: spans.at(-1)!.end };
}

function lengthOf(spans: readonly Span[]): number {
  const { start, end } = whole(spans);
  return end - start;
}
