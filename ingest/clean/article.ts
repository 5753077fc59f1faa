/**
 * Cuts a loaded page down to its article: finds the title, where the text begins and where it
 * ends, and gives every line that is kept its role. What is dropped is returned with the reason,
 * because a wrongly cut line is the worst thing cleaning can do.
 */
import { fold } from '../../knowledge/text/normalise.ts';
import type { LoadedPage } from '../loaded-page.ts';
import {
  type Candidate,
  candidatesOf,
  cut,
  isOpen,
  isOpenProse,
  type LineRole,
} from './candidate.ts';
import { looksLikeCaption, looksLikeHeading, restates } from './captions.ts';
import { furnitureReason } from './furniture.ts';
import {
  creditOf,
  endsAsSentence,
  isBareDate,
  isDateLine,
  isNoticeLine,
  isTitleLike,
} from './line-kinds.ts';
import { cutListsOfOtherArticles, cutTail } from './other-articles.ts';
import { type FoundTitle, findTitle } from './title.ts';

export interface Line {
  role: LineRole;
  text: string;
  /** Something was cut between this line and the one before it: no quote may span the two. */
  afterCut?: boolean;
}

interface CutLine {
  text: string;
  reason: string;
}

export interface CleanedArticle {
  title: string;
  lines: Line[];
  /** In page order. */
  cut: CutLine[];
}

const REPEATED_MIN_CHARS = 20; // shorter lines ("Không", "30") may stand twice with reason
const LABEL_MAX_CHARS = 30; // a section's name between the title and the text
const DATE_ABOVE_TITLE_LINES = 3;

/** The article of a page. No line but the title is left when the page holds only furniture. */
export function cleanArticle(page: LoadedPage): CleanedArticle {
  const candidates = candidatesOf(page.blocks);
  markDatesAndFurniture(candidates);
  cutListsOfOtherArticles(candidates);
  cutCounts(candidates);
  cutRepeats(candidates);
  const title = findTitle(candidates, page.declared.title);
  cutAboveText(candidates, title);
  cutTail(candidates);
  giveRoles(candidates);
  return {
    title: title.text,
    lines: keptLines(candidates),
    cut: candidates.flatMap(({ text, reason }) => (reason ? [{ text, reason }] : [])),
  };
}

function keptLines(candidates: readonly Candidate[]): Line[] {
  return candidates.flatMap(({ text, role }, i) => {
    if (!role) return [];
    const afterCut = candidates[i - 1]?.reason !== undefined;
    return [{ role, text, ...(afterCut ? { afterCut } : {}) }];
  });
}

function markDatesAndFurniture(candidates: readonly Candidate[]): void {
  for (const candidate of candidates) {
    if (candidate.block.kind === 'table-row') continue;
    if (isDateLine(candidate.text)) candidate.role = 'date';
    else {
      const reason = furnitureReason(candidate.text);
      if (reason !== undefined) candidate.reason = reason;
    }
  }
}

/** A bare number beside a button counts clicks; anywhere else it may be a table's cell. */
function cutCounts(candidates: readonly Candidate[]): void {
  for (const [i, candidate] of candidates.entries()) {
    const isBeside = [candidates[i - 1], candidates[i + 1]].some(
      (one) => one?.reason !== undefined,
    );
    if (isBeside && isOpen(candidate) && /^[\d.,]+k?$/i.test(candidate.text)) {
      cut([candidate], 'view counter');
    }
  }
}

function cutRepeats(candidates: readonly Candidate[]): void {
  const first = new Map<string, Candidate>();
  for (const candidate of candidates) {
    if (!isOpen(candidate) || candidate.text.length < REPEATED_MIN_CHARS) continue;
    if (candidate.block.kind === 'table-row') continue;
    const key = fold(candidate.text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    const before = first.get(key);
    if (!before) first.set(key, candidate);
    else {
      before.repeated = true;
      cut([candidate], 'repeated line');
    }
  }
}

/** Decides about everything above the first paragraph. */
function cutAboveText(candidates: readonly Candidate[], title: FoundTitle): void {
  const firstProse = candidates.findIndex((one, i) => i !== title.index && isOpenProse(one));
  const textStart = firstProse === -1 ? candidates.length : firstProse;
  const titleAt = title.index ?? -1;
  // The page's clock stands above the title; the article's own date may stand below it.
  const hasDateBelow = candidates.slice(titleAt + 1, textStart).some((one) => one.role === 'date');
  for (const [i, candidate] of candidates.entries()) {
    if (i >= textStart) break;
    if (i === titleAt) candidate.role = 'title';
    else if (i < titleAt) {
      const isItsDate =
        candidate.role === 'date' && !hasDateBelow && titleAt - i <= DATE_ABOVE_TITLE_LINES;
      if (!isItsDate) cut([candidate], 'above the title');
    } else if (isOpen(candidate)) {
      // A bare name is a by-line above the text only beside the date.
      const isByDate = [candidates[i - 1], candidates[i + 1]].some((one) => one?.role === 'date');
      const credit = creditOf(candidate.text, isByDate && candidate.text.includes(' '));
      if (credit) candidate.role = credit;
      else if (firstProse !== -1 && isLabel(candidate)) cut([candidate], 'label above the text');
    }
  }
}

function isLabel({ block, text, repeated }: Candidate): boolean {
  return (
    block.kind !== 'table-row' &&
    text.length < LABEL_MAX_CHARS &&
    !repeated &&
    isTitleLike(text) &&
    !looksLikeCaption(text)
  );
}

function giveRoles(candidates: readonly Candidate[]): void {
  // A date among paragraphs is the text's own, unless it stands all alone.
  const first = candidates.findIndex(isOpenProse);
  const last = candidates.findLastIndex(isOpenProse);
  for (const candidate of candidates.slice(Math.max(first, 0), last + 1)) {
    if (candidate.role === 'date' && !isBareDate(candidate.text)) delete candidate.role;
  }
  const body = candidates.filter(isOpen);
  markCells(body);
  for (const [i, candidate] of body.entries()) {
    candidate.role ??= bodyRole(candidate, body, i);
  }
}

const CELLS_MIN = 6;
const CELL_MAX_CHARS = 80;
const NUMBER_CELLS_SHARE = 0.25;

/** A table whose cells came out as lines: a run of short lines, many of them numbers. */
function markCells(body: readonly Candidate[]): void {
  let run: Candidate[] = [];
  const close = () => {
    const numbers = run.filter((one) => /^[\d.,%+-]+$/.test(one.text)).length;
    if (run.length >= CELLS_MIN && numbers >= run.length * NUMBER_CELLS_SHARE) {
      for (const cell of run) cell.role = 'table-row';
    }
    run = [];
  };
  for (const candidate of body) {
    if (candidate.text.length > CELL_MAX_CHARS || endsAsSentence(candidate.text)) close();
    else run.push(candidate);
  }
  close();
}

const SUMMARY_MIN_CHARS = 60;
const BULLET = /^(?:[-–—+*•●▪◦✓✔►→]|[a-zđ]\))\s*\p{L}/u;
const NUMBERED = /^(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)])\s*\p{L}/u;

function bodyRole(candidate: Candidate, body: readonly Candidate[], i: number): LineRole {
  const { block, text } = candidate;
  if (block.kind === 'table-row' || block.kind === 'list-item' || block.kind === 'caption') {
    return block.kind;
  }
  // The summary below the title often has no full stop.
  if (i === 0 && text.length >= SUMMARY_MIN_CHARS && !looksLikeCaption(text)) return 'text';
  const leadsOn = i + 1 < body.length && !isTitleLike(body[i + 1]!.text);
  if (NUMBERED.test(text) && leadsOn && looksLikeHeading(text)) return 'heading';
  if (BULLET.test(text) || NUMBERED.test(text)) return 'list-item';
  if (isNoticeLine(text)) return 'text';
  if (isCaption(candidate, body, i)) return 'caption';
  if (endsAsSentence(text) || candidate.isProse) return 'text';
  const isThemed = looksLikeHeading(text) && leadsOn;
  return isThemed || block.kind === 'heading' ? 'heading' : 'caption';
}

function isCaption(candidate: Candidate, body: readonly Candidate[], i: number): boolean {
  const { text } = candidate;
  const besides = [body[i - 1], body[i + 1]].flatMap((one) => (one ? [one] : []));
  if (candidate.repeated && !isLongText(text)) return true;
  if (looksLikeCaption(text)) {
    // With a full stop it may as well be text; captions come in groups.
    return (
      !endsAsSentence(text) ||
      besides.some((one) => one.repeated || looksLikeCaption(one.text) || one.role === 'caption')
    );
  }
  const near = body.slice(Math.max(0, i - 2), i + 3).filter((one) => one !== candidate);
  return restates(
    text,
    near.map((one) => one.text),
  );
}

const LONG_TEXT_MIN_CHARS = 300;

function isLongText(text: string): boolean {
  return text.length >= LONG_TEXT_MIN_CHARS;
}
