/**
 * Cuts a passage into the pieces that can answer a question: sentences, the items of a list read
 * under the line that opens it, and whole lists. A legal khoản "bao gồm:" with its điểm is one list;
 * a điểm alone is only understood together with its lead-in, so the lead-in is kept beside it.
 */
import { sentences } from '../text/sentences.ts';

export interface Statement {
  kind: 'sentence' | 'item' | 'list' | 'pair';
  /** UTF-16 offsets into the passage text; the slice is the statement word for word. */
  start: number;
  end: number;
  text: string;
  /** The opening lines above an item ("Hồ sơ đăng ký thành lập bao gồm:"), outermost first. */
  leadIn: string;
  /** Where the innermost opening line stands in the passage. */
  leadSpan: ListItem | undefined;
  /** The text just before the statement in the same paragraph, for what "đó", "này" refer to. */
  before: string;
  /** True for a part of a long sentence. */
  partial: boolean;
  /** A list's own items in order; empty for other kinds. */
  items: readonly ListItem[];
}

export interface ListItem {
  start: number;
  end: number;
}

interface Line {
  start: number;
  end: number;
  text: string;
  /** 0 prose, 1 "1.", 2 "a)", 3 "-". */
  level: number;
  opens: boolean;
}

const LONG_SENTENCE = 360;
const PAIR_MAX = 700;
/** A whole paragraph may be the answer: several things told one a sentence. */
const PARAGRAPH_MAX = 800;
const CLAUSE_HEAD = 160;
const STATEMENTS_MAX = 400;

/**
 * All statements of a passage; windows overlap (a sentence, its pair, its list). `title` is the
 * heading of a whole điều, which opens the list of its khoản when no line of its own does.
 */
export function statementsOf(passageText: string, title?: string): Statement[] {
  const lines = linesOf(passageText);
  const found: Statement[] = title === undefined ? [] : clausesUnder(title, passageText, lines);
  for (const [index, line] of lines.entries()) {
    const leads = leadLinesOf(lines, index);
    const previous = lines[index - 1];
    const before = previous && previous.level === line.level ? previous.text : '';
    if (tellsSomething(lines, index)) found.push(...inLine(passageText, line, leads, before));
    const list = line.opens ? listFrom(passageText, lines, index, leads) : undefined;
    if (list) found.push(list);
    if (found.length >= STATEMENTS_MAX) break;
  }
  return found;
}

const HEADING_MAX = 90;

/** False for a line that only opens a list or heads the lines below it. */
function tellsSomething(lines: readonly Line[], index: number): boolean {
  return !lines[index]!.opens && !headsLines(lines, index);
}

/** True for a short line without a stop above lines of a deeper level: "2. Chỉ tiêu 2: Nợ xấu". */
function headsLines(lines: readonly Line[], index: number): boolean {
  const { text, level } = lines[index]!;
  const next = lines[index + 1];
  if (next === undefined || next.level <= level) return false;
  return text.length <= HEADING_MAX && !/[.;]$/.test(text);
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const trimmed = match[0].trim();
    if (!trimmed) continue;
    const start = match.index + match[0].indexOf(trimmed);
    lines.push({
      start,
      end: start + trimmed.length,
      text: trimmed,
      level: levelOf(trimmed),
      opens: /[:：]$/.test(trimmed) || /(?:sau đây|như sau|dưới đây)[.;]?$/.test(trimmed),
    });
  }
  return lines;
}

function levelOf(line: string): number {
  if (/^\d{1,3}\s?[.)]/.test(line)) return 1;
  if (/^[a-zđ]{1,2}\s?[.)]\s?/u.test(line)) return 2;
  if (/^[-–+•*]\s?/u.test(line)) return 3;
  return 0;
}

/** The opening lines that govern a line: the nearest above with a smaller level that opens a list, and theirs; outermost first. */
function leadLinesOf(lines: readonly Line[], index: number): Line[] {
  const leads: Line[] = [];
  let level = lines[index]!.level;
  for (let i = index - 1; i >= 0 && level > 0; i -= 1) {
    const line = lines[i]!;
    if (line.level >= level) continue;
    if (line.opens || (line.level > 0 && headsLines(lines, i))) leads.unshift(line);
    level = line.level;
    if (!line.opens && line.level === 0) break;
  }
  return leads;
}

function leadParts(leads: readonly Line[]): Pick<Statement, 'leadIn' | 'leadSpan'> {
  const last = leads.at(-1);
  return {
    leadIn: leads.map((line) => line.text).join(' '),
    leadSpan: last && { start: last.start, end: last.end },
  };
}

function inLine(text: string, line: Line, leads: readonly Line[], before: string): Statement[] {
  const spans = sentences(text.slice(line.start, line.end)).map((span) => ({
    start: span.start + line.start,
    end: span.end + line.start,
  }));
  const lead = leadParts(leads);
  const kind = line.level > 0 && leads.length > 0 ? 'item' : 'sentence';
  const found: Statement[] = [];
  const make = (start: number, end: number, prior: string): Statement => {
    const own = { kind, start, end, text: text.slice(start, end), partial: false } as const;
    return { ...own, ...lead, before: prior, items: [] };
  };
  for (const [index, span] of spans.entries()) {
    const prior = index > 0 ? text.slice(spans[index - 1]!.start, spans[index - 1]!.end) : before;
    found.push(make(span.start, span.end, prior));
    if (span.end - span.start > LONG_SENTENCE) {
      for (const clause of clausesOf(text, span.start, span.end)) {
        // What the clause leaves out stands at the head of its sentence.
        const head = text.slice(span.start, Math.min(clause.start, span.start + CLAUSE_HEAD));
        found.push({ ...make(clause.start, clause.end, `${prior} ${head}`.trim()), partial: true });
      }
    }
    const last = spans.at(-1)!;
    if (index === 0 && spans.length > 2 && last.end - span.start <= PARAGRAPH_MAX) {
      found.push({ ...make(span.start, last.end, prior), kind: 'pair' });
    }
    const next = spans[index + 1];
    if (next && next.end - span.start <= PAIR_MAX) {
      found.push({ ...make(span.start, next.end, prior), kind: 'pair' });
    }
  }
  return found;
}

/** Titles under which the khoản are the things themselves, not a procedure or its exceptions. */
const ENUMERATING_TITLE =
  /^(?:Quyền|Nghĩa vụ|Nội dung|Nguồn|Hình thức|Nguyên tắc tổ chức|Nguyên tắc thực hiện|Chính sách|Trách nhiệm|Cơ cấu|Đối tượng|Tiêu chí|Các trường hợp|Mục tiêu|Hành vi)(?!\p{L})/u;
/** Longer lists would lose the ends of most items when shown. */
const UNDER_TITLE_MAX = 1600;

/** Khoản of a điều that has no opening line, as one list under its title; nothing otherwise. */
function clausesUnder(title: string, text: string, lines: readonly Line[]): Statement[] {
  const [first] = lines;
  if (!ENUMERATING_TITLE.test(title) || text.length > UNDER_TITLE_MAX) return [];
  if (first?.level !== 1 || lines.some(({ opens }) => opens)) return [];
  const items: ListItem[] = [];
  for (const { level, start, end } of lines) {
    if (level === 1) items.push({ start, end });
    else items.at(-1)!.end = end;
  }
  if (items.length < 2) return [];
  const { end } = items.at(-1)!;
  const span = {
    kind: 'list',
    start: first.start,
    end,
    text: text.slice(first.start, end),
  } as const;
  return [{ ...span, leadIn: title, leadSpan: undefined, before: '', partial: false, items }];
}

/** The parts of a long sentence between semicolons. */
function clausesOf(text: string, start: number, end: number): { start: number; end: number }[] {
  const clauses: { start: number; end: number }[] = [];
  let from = start;
  for (const stop of text.slice(start, end).matchAll(/;\s*(?:đồng thời\s|và\s)?|$/g)) {
    const to = start + stop.index;
    if (to - from > 20) clauses.push({ start: from, end: to });
    from = to + stop[0].length;
  }
  return clauses.length > 1 ? clauses : [];
}

function listFrom(
  text: string,
  lines: readonly Line[],
  index: number,
  leads: readonly Line[],
): Statement | undefined {
  const opener = lines[index]!;
  const items: ListItem[] = [];
  let end = opener.end;
  let itemLevel: number | undefined;
  for (const line of lines.slice(index + 1)) {
    itemLevel ??= line.level;
    if (itemLevel <= opener.level && !(itemLevel === 0 && opener.level === 0)) break;
    if (line.level < itemLevel) break;
    if (line.level === itemLevel) items.push({ start: line.start, end: line.end });
    else items[items.length - 1]!.end = line.end;
    end = line.end;
    // Under an unnumbered opener a prose paragraph is an item only while items look like items.
    if (itemLevel === 0 && !/[;,]$/.test(line.text)) break;
  }
  if (items.length < 2) return undefined;
  return {
    kind: 'list',
    start: opener.start,
    end,
    text: text.slice(opener.start, end),
    ...leadParts(leads),
    before: '',
    partial: false,
    items,
  };
}
