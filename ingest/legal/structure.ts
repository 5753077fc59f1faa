/**
 * The structure of a Vietnamese legal document, read from its lines: Phần, Chương, Mục, Điều,
 * appendices. The numbers are kept as they stand, in whatever order, since excerpts and amended
 * texts skip and repeat them.
 */
import type { Block } from '../loaded-page.ts';

/** A stretch of lines under one heading path: one điều, the preamble, an appendix, the signature. */
export interface LegalUnit {
  /** Headings above and including the điều: ["Chương II. …", "Điều 30. Điều kiện …"]. */
  path: string[];
  /** "Điều 30", "Phụ lục I". */
  section?: string;
  /** Index of the line that is the unit's heading; absent when the first line is already its text. */
  headingLine?: number;
  /** Indexes of its lines of text, in order. */
  lines: number[];
}

interface Level {
  part?: string;
  chapter?: string;
  section?: string;
}

const HEADING_MAX_CHARS = 320; // the titles of some điều fill three lines
const PART = /^phần\s+(?:thứ\s+\p{L}+|[IVXLC]+|\d{1,2})\b/iu;
const CHAPTER = /^chương\s+(?:[IVXLC]+|\d{1,2})(?![\p{L}\d])/iu;
const SECTION = /^(?:tiểu\s+)?mục\s+(?:[IVXLC]+|\d{1,2})(?![\p{L}\d])\s*[.:–-]?\s*(?=\p{Lu}|$)/iu;
// Plans and party resolutions have no điều; their parts are numbered "I.", "II.".
const ROMAN_PART = /^[IVX]{1,5}\s*[.)–-]\s*\p{Lu}/u;
const ARTICLE = /^điều\s+(\d{1,3}\p{Ll}?)\s*(?:[.:–-]+\s*|$)(.*)$/iu;
const APPENDIX =
  /^(?:phụ lục|mẫu số|mẫu|biểu mẫu|biểu số)(?:\s+(?:số\s+)?(?:[IVXLC]+|\d{1,3})(?:[-.]\w+)?)?\s*(?:[.:–-].*)?$/iu;
const ATTACHED = /^(?:QUY CHẾ|ĐIỀU LỆ|QUY ĐỊNH|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|HƯỚNG DẪN|NỘI QUY)$/u;
const SIGNATURE = /^(?:nơi nhận\s*:?|(?:TM|KT|TL|TUQ|Q|T\/M)\s*\.\s*\p{Lu}.*)$/iu;
const SIGNATORY =
  /^(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG BÍ THƯ|BÍ THƯ)(?: [\p{Lu} ]+)?$/u;
const INLINE_SECTION = /\s+(?=(?:MỤC|Mục)\s+(?:[IVX]+|\d{1,2})\s*[.:])/u;

/** The number of a điều that a line opens: "30", "5a"; undefined for any other line. */
export function articleNumber(block: Block): string | undefined {
  if (block.kind === 'table-row') return undefined;
  return ARTICLE.exec(block.text)?.[1];
}

/** A line that opens the body of a document that has no điều: a chương, a part or "I. …". */
export function opensPart({ kind, text }: Block): boolean {
  if (kind === 'table-row' || text.length > HEADING_MAX_CHARS) return false;
  return CHAPTER.test(text) || PART.test(text) || (ROMAN_PART.test(text) && !/[.;]$/.test(text));
}

/** All capitals, as the heads of official documents are set. */
export function isCapitals(text: string): boolean {
  return /\p{Lu}{2}/u.test(text) && text === text.toUpperCase();
}

/** The units of a document's lines, in order; every line but headings stands in exactly one. */
export function legalUnits(blocks: readonly Block[]): LegalUnit[] {
  const units: LegalUnit[] = [];
  let level: Level = {};
  let unit: LegalUnit = { path: [], lines: [] };
  const begin = (next: LegalUnit) => {
    if (unit.lines.length > 0 || unit.headingLine !== undefined) units.push(unit);
    unit = next;
  };
  const hasArticles = blocks.some((block) => articleNumber(block) !== undefined);
  let sawArticle = false;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const heading = structuralHeading(blocks, i, { sawArticle, hasArticles });
    if (heading) {
      level = under(level, heading);
      begin({
        path: pathOf(level),
        lines: [],
        ...(heading.appendix ? { section: heading.appendix } : {}),
      });
      i = heading.lastLine;
      continue;
    }
    const article = articleAt(blocks, i);
    if (article) {
      sawArticle = true;
      begin({
        path: [...pathOf(level), article.label],
        section: article.section,
        lines: article.isText ? [i] : [],
        ...(article.isText ? {} : { headingLine: i }),
      });
    } else if (unit.path.length > 0 && isSignature(block.text)) {
      begin({ path: [], lines: [i] });
    } else unit.lines.push(i);
  }
  begin({ path: [], lines: [] });
  return units;
}

function isSignature(text: string): boolean {
  return SIGNATURE.test(text) || SIGNATORY.test(text);
}

interface Heading {
  rank: 'part' | 'chapter' | 'section';
  label: string;
  /** The last line that belongs to the heading. */
  lastLine: number;
  appendix?: string;
}

function structuralHeading(
  blocks: readonly Block[],
  i: number,
  { sawArticle, hasArticles }: { sawArticle: boolean; hasArticles: boolean },
): Heading | undefined {
  const { text, kind } = blocks[i]!;
  if (kind === 'table-row' || text.length > HEADING_MAX_CHARS) return undefined;
  const isSentence = kind !== 'heading' && /[.;:,]$/.test(text) && !/^\S+\s+\S+[.:]$/.test(text);
  if (isSentence) return undefined;
  if (PART.test(text)) return withTitle(blocks, i, 'part');
  if (CHAPTER.test(text)) return withTitle(blocks, i, 'chapter');
  if (SECTION.test(text)) return withTitle(blocks, i, 'section');
  if (!hasArticles && opensPart(blocks[i]!)) return withTitle(blocks, i, 'chapter');
  if (hasArticles && !sawArticle) return undefined;
  if (APPENDIX.test(text)) {
    return { ...withTitle(blocks, i, 'part'), appendix: text.replace(/\s*[.:–-].*$/u, '') };
  }
  return sawArticle && ATTACHED.test(text) ? withTitle(blocks, i, 'part') : undefined;
}

/** A heading whose title stands on the next lines: "Chương I." / "CHẾ ĐỘ CHÍNH TRỊ". */
function withTitle(blocks: readonly Block[], i: number, rank: Heading['rank']): Heading {
  let label = blocks[i]!.text;
  let lastLine = i;
  const TITLE_LINES_MAX = 3;
  const isBare = /^\S+(?:\s+thứ)?\s*\S*[.:]?$/u.test(label) || ATTACHED.test(label);
  while (isBare && lastLine - i < TITLE_LINES_MAX) {
    const next = blocks[lastLine + 1];
    if (!next || next.kind === 'table-row' || !isCapitals(next.text)) break;
    if (CHAPTER.test(next.text) || SECTION.test(next.text) || ARTICLE.test(next.text)) break;
    label =
      lastLine === i ? `${label.replace(/[.:]$/, '')}. ${next.text}` : `${label} ${next.text}`;
    lastLine++;
  }
  return { rank, label, lastLine };
}

function under(level: Level, { rank, label }: Heading): Level {
  if (rank === 'part') return { part: label };
  const { part, chapter } = level;
  const above = part === undefined ? {} : { part };
  if (rank === 'section')
    return { ...above, ...(chapter === undefined ? {} : { chapter }), section: label };
  // "Chương III. THÀNH VIÊN … MỤC 1. …": two headings on one line.
  const [own = label, first] = label.split(INLINE_SECTION);
  return { ...above, chapter: own, ...(first === undefined ? {} : { section: first }) };
}

function pathOf({ part, chapter, section }: Level): string[] {
  return [part, chapter, section].filter((label) => label !== undefined);
}

const TITLE_MAX_CHARS = 250;

/** A điều's heading. Its words are a title, or already its text where a decision gives it none. */
function articleAt(
  blocks: readonly Block[],
  i: number,
): { label: string; section: string; isText: boolean } | undefined {
  const block = blocks[i]!;
  const number = articleNumber(block);
  if (number === undefined) return undefined;
  const rest = ARTICLE.exec(block.text)?.[2]?.trim() ?? '';
  const section = `Điều ${number}`;
  const isMarked = block.kind === 'heading' && rest.length <= HEADING_MAX_CHARS;
  const isTitle = isMarked || (rest.length <= TITLE_MAX_CHARS && !/[.;:]$/.test(rest));
  const hasWords = /\p{L}/u.test(rest);
  const label = isTitle && hasWords ? `${section}. ${rest}` : section;
  return { label, section, isText: hasWords && !isTitle };
}
