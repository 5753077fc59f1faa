/**
 * Cuts what a page shows of other articles: lists under "Tin khác" and the like, headline–teaser–
 * date triples, and the unlabelled headlines that follow an article's by-line. A list inside the
 * text is cut without what follows it: text goes on where long paragraphs speak of the same matter.
 */
import { type Candidate, cut, isOpen, isOpenProse, proseCharsAbove } from './candidate.ts';
import { looksLikeCaption, pairsOf, sharedPairs } from './captions.ts';
import { headsOtherArticles, isFooter, type OtherArticles } from './furniture.ts';
import { creditOf, endsAsSentence, isNoticeLine, isTitleLike } from './line-kinds.ts';

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
  const above = proseCharsAbove(candidates);
  // Beside the article, as in a side bar that comes first: the title is still to be found.
  if (above[at] === 0) return at + 1;
  const isBelow = list !== 'related' && isBelowMost(above, at);
  if (list === 'comments') return isBelow ? candidates.length : at + 1;
  const isSigned = candidates
    .slice(1, at)
    .some(
      (one, i) =>
        isBelowMost(above, i + 1) && isOpen(one) && creditOf(one.text, true) !== undefined,
    );
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

/** At least half of the running text stands above the line. */
function isBelowMost(above: readonly number[], at: number): boolean {
  return above[at]! > 0 && above[at]! >= above.at(-1)! / 2;
}

function isBrokenOff(text: string): boolean {
  return /(?:…|\.\.\.)$/.test(text);
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
  const farBelow = candidates.slice(end + CREDIT_LINES_MAX + 1);
  cut(
    farBelow.filter((one) => one.role === 'date'),
    'below the article',
  );
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
  const above = proseCharsAbove(candidates);
  const total = above.at(-1)!;
  const end = candidates.findIndex((one, i) => {
    const below = total - above[i + 1]!;
    const mayEnd = above[i]! > 0 && below <= above[i]! * FOREIGN_CHARS_RATIO;
    if (!mayEnd || !isOpen(one) || creditOf(one.text, true) === undefined) return false;
    return below === 0 || onlyTeasersBelow(candidates, i);
  });
  return end === -1 ? undefined : end;
}

/** True when what running text stands below a line are short teasers under headlines, of another matter. */
function onlyTeasersBelow(candidates: readonly Candidate[], at: number): boolean {
  const below = candidates.slice(at + 1).filter(isOpen);
  const areTeasers = below.every(
    (one, i) =>
      !one.isProse ||
      (one.text.length <= TEASER_MAX_CHARS && i > 0 && isTitleLike(below[i - 1]!.text)),
  );
  if (!areTeasers) return false;
  const pairs = pairsOf(
    candidates
      .slice(0, at)
      .filter(isOpenProse)
      .map((one) => one.text),
  );
  return below.every((one) => !one.isProse || sharedPairs(one.text, pairs) < FOREIGN_SHARE);
}

/** The line after the last one that belongs to the text or is a caption of it. */
function textEnd(candidates: readonly Candidate[]): number {
  const last = candidates.findLastIndex(
    (one) =>
      isOpen(one) &&
      (isOpenProse(one) ||
        endsAsSentence(one.text) ||
        isNoticeLine(one.text) ||
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
