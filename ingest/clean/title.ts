/**
 * Finds an article's title among the lines above its text: not the site's name, not the section,
 * not a caption, but the line that the first paragraphs speak about.
 */
import { fold } from '../../knowledge/text/normalise.ts';
import { sentences } from '../../knowledge/text/sentences.ts';
import { type Candidate, isOpen, isOpenProse } from './candidate.ts';
import { looksLikeCaption, pairsOf, sharedPairs } from './captions.ts';
import { endsAsSentence, isTitleLike } from './line-kinds.ts';

export interface FoundTitle {
  text: string;
  /** The line that says it; absent when the title was declared or made from the first sentence. */
  index?: number;
}

const TITLE_MIN_CHARS = 12;
const TITLE_MAX_CHARS = 300;
const FULL_LENGTH_CHARS = 90;
const SCORE_MIN = 0.8;
const OPENING_PARAGRAPHS = 4;
const MADE_TITLE_MAX_CHARS = 140;

/** The title; '' only when the page has no text at all. */
export function findTitle(
  candidates: readonly Candidate[],
  declared: string | undefined,
): FoundTitle {
  const wanted = declared && withoutSiteName(declared);
  const firstProse = candidates.findIndex(beginsText);
  const textStart = firstProse === -1 ? candidates.length : firstProse;
  const above = candidates.slice(
    0,
    opensWithTitle(candidates, textStart) ? textStart + 1 : textStart,
  );
  const opening = pairsOf(
    candidates
      .slice(firstProse === -1 ? 0 : above.length)
      .filter((one) => isOpen(one) && endsAsSentence(one.text))
      .slice(0, OPENING_PARAGRAPHS)
      .map((one) => one.text),
  );
  let best: { index: number; score: number } | undefined;
  for (const [index, candidate] of above.entries()) {
    if (!isOpen(candidate) || !couldBeTitle(candidate)) continue;
    const score = titleScore(candidate, above, index, opening, wanted);
    if (!best || score > best.score) best = { index, score };
  }
  if (best && best.score >= SCORE_MIN) return { text: above[best.index]!.text, index: best.index };
  return wanted === undefined ? madeTitle(candidates) : { text: wanted };
}

const TEXT_LINE_MIN_CHARS = 40;

/** A paragraph, or a shorter line with a full stop: no title stands below it. */
function beginsText(candidate: Candidate): boolean {
  if (!isOpen(candidate) || candidate.block.kind === 'heading') return false;
  const { text, isProse } = candidate;
  if (isProse) return endsAsSentence(text) || text.length > TITLE_MAX_CHARS;
  return text.length >= TEXT_LINE_MIN_CHARS && /[.;:]$/.test(text) && !looksLikeCaption(text);
}

const OPENING_TITLE_MAX_CHARS = 180;
const OPENS_A_STORY =
  /^(?:\(|["“]|(?:ngày|sáng|trưa|chiều|tối|trong|vừa qua|thực hiện|nhằm|theo|để|nhân|tại|với|sau|từ|đến|năm|những|hiện|qua|là|thời gian|căn cứ|được)(?![\p{L}]))|^[\p{Lu}\s.]{3,30}\s[–-]\s/iu;

/** A title with a full stop and nothing above it: one sentence that more text follows. */
function opensWithTitle(candidates: readonly Candidate[], textStart: number): boolean {
  const first = candidates[textStart];
  if (!first || candidates.slice(0, textStart).some(isOpen)) return false;
  const { text } = first;
  return (
    text.length <= OPENING_TITLE_MAX_CHARS &&
    !OPENS_A_STORY.test(text) &&
    sentences(text).length === 1 &&
    candidates.slice(textStart + 1).some(isOpenProse)
  );
}

function couldBeTitle({ block, text }: Candidate): boolean {
  const isPlain = block.kind === 'paragraph' || block.kind === 'heading';
  return isPlain && text.length >= TITLE_MIN_CHARS && text.length <= TITLE_MAX_CHARS;
}

function titleScore(
  { block, text }: Candidate,
  above: readonly Candidate[],
  index: number,
  opening: ReadonlySet<string>,
  declared: string | undefined,
): number {
  const isAfterDate = above.slice(0, index).some((one) => one.role === 'date');
  const isBeforeDate = above.slice(index + 1, index + 3).some((one) => one.role === 'date');
  return (
    Math.min(text.length, FULL_LENGTH_CHARS) / FULL_LENGTH_CHARS +
    2 * sharedPairs(text, opening) +
    (block.kind === 'heading' ? (block.level === 1 ? 1.5 : 0.3) : 0) +
    (isBeforeDate ? 0.4 : 0) -
    (isAfterDate ? 0.3 : 0) -
    (looksLikeCaption(text) ? 0.7 : 0) -
    (endsAsSentence(text) && !/[?!”"]$/.test(text) ? 0.5 : 0) +
    (declared !== undefined && saysTheSame(text, declared) ? 3 : 0)
  );
}

function saysTheSame(text: string, declared: string): boolean {
  const a = fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const b = fold(declared)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return a === b || (Math.min(a.length, b.length) > 30 && (a.startsWith(b) || b.startsWith(a)));
}

/** "Tiêu đề - Báo Lạng Sơn" → "Tiêu đề": only a short last part after a wide dash or bar goes. */
function withoutSiteName(title: string): string {
  const match = /^(.{25,}?)\s+[|–—-]\s+[^|–—]{2,40}$/u.exec(title);
  return match?.[1] ?? title;
}

/** The first line, or as much of its first sentence as a title may have. */
function madeTitle(candidates: readonly Candidate[]): FoundTitle {
  const index = candidates.findIndex((one) => isOpen(one) && one.block.kind !== 'table-row');
  const text = candidates[index]?.text ?? candidates[0]?.text ?? '';
  const isAlone = index !== -1 && text.length <= MADE_TITLE_MAX_CHARS && isTitleLike(text);
  if (isAlone && candidates.slice(index + 1).some(isOpen)) return { text, index };
  const first = sentences(text)[0];
  const sentence = first ? text.slice(first.start, first.end) : text;
  if (sentence.length <= MADE_TITLE_MAX_CHARS) return { text: sentence };
  return { text: `${sentence.slice(0, MADE_TITLE_MAX_CHARS).replace(/\s+\S*$/, '')}…` };
}
