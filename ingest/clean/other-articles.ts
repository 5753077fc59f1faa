/**
 * Cuts what a page shows of other articles: lists under "Tin khác" and the like, headline–teaser–
 * date triples, and the unlabelled headlines that follow an article's by-line. A list inside the
 * text is cut without what follows it: text goes on where long paragraphs speak of the same matter.
 */
import { type Candidate, cut, isOpen, isOpenProse } from './candidate.ts';
import { looksLikeCaption, pairsOf, sharedPairs } from './captions.ts';
import { headsOtherArticles, isFooter, type OtherArticles } from './furniture.ts';
import { creditOf, endsAsSentence, isTitleLike } from './line-kinds.ts';

const CONTINUING_MIN_CHARS = 150; // longer than a headline's teaser, but for a few
const TEASER_MAX_CHARS = 300;
const TAIL_CAPTION_SHARE = 0.6;
const CREDIT_LINES_MAX = 6; // credits stand close together
const FOOTER_LINES_MIN = 2;
// Teasers share fewer syllable pairs than this with the text above, and are far shorter in all.
const FOREIGN_SHARE = 0.25;
const FOREIGN_CHARS_RATIO = 0.6;

/** Cuts the lists that a heading announces and the teasers that give themselves away. */
export function cutListsOfOtherArticles(candidates: readonly Candidate[]): void {
  cutTeasers(candidates);
  for (let at = 0; at < candidates.length; at++) {
    const list = headsOtherArticles(candidates[at]!.text);
    if (list === undefined) continue;
    const next = listEnd(candidates, at, list);
    cut(candidates.slice(at, next), 'list of other articles');
    at = next - 1;
  }
}

/** Where the text begins or goes on after the heading of a list; the page's end when it does not. */
function listEnd(candidates: readonly Candidate[], at: number, list: OtherArticles): number {
  const before = candidates.slice(0, at).filter(isOpenProse);
  const after = candidates.slice(at).filter(isOpenProse);
  // Beside the article, as in a side bar that comes first: the title is still to be found.
  if (before.length === 0) return at + 1;
  const isBelow = list !== 'related' && charsOf(before) >= charsOf(after);
  if (list === 'comments') return isBelow ? candidates.length : at + 1;
  const isSigned = candidates.slice(0, at).some((_, i) => i > 0 && isCreditLine(candidates, i));
  if (isBelow || isSigned) return candidates.length;
  const next = candidates.findIndex(
    (one, i) =>
      i > at &&
      isOpenProse(one) &&
      one.text.length >= CONTINUING_MIN_CHARS &&
      endsAsSentence(one.text) &&
      !isBrokenOff(one.text) &&
      candidates[i + 1]?.role !== 'date',
  );
  return next === -1 ? candidates.length : next;
}

function isBrokenOff(text: string): boolean {
  return /(?:…|\.\.\.)$/.test(text);
}

function isCreditLine(candidates: readonly Candidate[], i: number): boolean {
  const { text } = candidates[i]!;
  return (
    isOpen(candidates[i]!) && creditOf(text, true) !== undefined && isAfterMostProse(candidates, i)
  );
}

function isAfterMostProse(candidates: readonly Candidate[], i: number): boolean {
  const before = charsOf(candidates.slice(0, i).filter(isOpenProse));
  return before > 0 && before >= charsOf(candidates.slice(i).filter(isOpenProse));
}

function charsOf(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, one) => sum + one.text.length, 0);
}

/** Cuts what stands below the article's end. Returns nothing; credits found there get their role. */
export function cutTail(candidates: readonly Candidate[]): void {
  cutFooter(candidates);
  const end = creditEnd(candidates) ?? textEnd(candidates);
  let credits = 0;
  for (const [i, candidate] of candidates.entries()) {
    if (i < end || !isOpen(candidate)) continue;
    const credit = i < end + CREDIT_LINES_MAX ? creditOf(candidate.text, credits < 2) : undefined;
    if (credit) {
      candidate.role = credit;
      credits++;
    } else if (!/^\(?ảnh\b/iu.test(candidate.text)) {
      cut([candidate], 'below the article');
    }
  }
  for (const candidate of candidates.slice(end)) {
    if (candidate.role === 'date' && candidates.indexOf(candidate) > end + CREDIT_LINES_MAX) {
      cut([candidate], 'below the article');
    }
  }
}

/** Headline, broken-off teaser, date: twice or more below the text. */
function cutTeasers(candidates: readonly Candidate[]): void {
  const shown = candidates.filter((one) => one.reason === undefined);
  const teasers = shown.flatMap((one, i) => {
    const isTeaser =
      isOpen(one) &&
      one.text.length <= TEASER_MAX_CHARS &&
      isBrokenOff(one.text) &&
      shown[i + 1]?.role === 'date' &&
      i > 0 &&
      isTitleLike(shown[i - 1]!.text);
    return isTeaser ? [i] : [];
  });
  if (teasers.length < 2) return;
  for (const i of teasers) cut(shown.slice(i - 1, i + 2), 'teaser of another article');
}

/** The line of the by-line or source that ends the article. */
function creditEnd(candidates: readonly Candidate[]): number | undefined {
  const end = candidates.findIndex(
    (one, i) => isOpen(one) && creditOf(one.text, true) !== undefined && endsArticle(candidates, i),
  );
  return end === -1 ? undefined : end;
}

/** True when the text stands above a line and below it only headlines and teasers do. */
function endsArticle(candidates: readonly Candidate[], at: number): boolean {
  const before = candidates.slice(0, at).filter(isOpenProse);
  if (before.length === 0) return false;
  const below = candidates.slice(at + 1).filter(isOpen);
  const prose = below.filter(isOpenProse);
  if (charsOf(prose) > charsOf(before) * FOREIGN_CHARS_RATIO) return false;
  const pairs = pairsOf(before.map((one) => one.text));
  return below.every(
    (one, i) =>
      !isOpenProse(one) ||
      (one.text.length <= TEASER_MAX_CHARS &&
        i > 0 &&
        isTitleLike(below[i - 1]!.text) &&
        sharedPairs(one.text, pairs) < FOREIGN_SHARE),
  );
}

/** The line after the last one that belongs to the text or is a caption of it. */
function textEnd(candidates: readonly Candidate[]): number {
  const last = candidates.findLastIndex(
    (one) =>
      isOpen(one) &&
      (isOpenProse(one) ||
        endsAsSentence(one.text) ||
        one.block.kind === 'table-row' ||
        one.block.kind === 'list-item'),
  );
  if (last === -1) return candidates.length;
  const pairs = pairsOf(
    candidates
      .slice(0, last + 1)
      .filter(isOpen)
      .map((one) => one.text),
  );
  let end = last + 1;
  while (end < candidates.length) {
    const line = candidates[end]!;
    const isOurs =
      !isOpen(line) ||
      looksLikeCaption(line.text) ||
      sharedPairs(line.text, pairs) >= TAIL_CAPTION_SHARE;
    if (!isOurs) break;
    end++;
  }
  return end;
}

function cutFooter(candidates: readonly Candidate[]): void {
  const lastProse = candidates.findLastIndex((one) => isOpenProse(one) && !isFooter(one.text));
  const below = candidates.slice(lastProse + 1);
  const footers = below.filter((one) => isFooter(one.text));
  // One such line may stand alone; several make a block, whose other lines belong to it.
  const isBlock = footers.length >= FOOTER_LINES_MIN;
  cut(isBlock ? below.slice(below.indexOf(footers[0]!)) : footers, 'footer');
}
