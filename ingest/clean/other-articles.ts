/**
 * Cuts what a page shows of other articles: lists under "Tin khác" and the like, headline–teaser–
 * date triples, and the unlabelled headlines that follow an article's by-line. A list inside the
 * text is cut without what follows it: text goes on where long paragraphs speak of the same matter.
 */
import { type Candidate, cut, isOpen, isOpenProse } from './candidate.ts';
import { looksLikeCaption, pairsOf, sharedPairs } from './captions.ts';
import { headsOtherArticles, isFooter } from './furniture.ts';
import { creditOf, endsAsSentence, isTitleLike } from './line-kinds.ts';

const CONTINUING_MIN_CHARS = 150;
const CONTINUING_SHARE = 0.2; // of a paragraph's syllable pairs that the text above holds
const TEASER_MAX_CHARS = 300;
const TAIL_CAPTION_SHARE = 0.6;
const CREDIT_LINES_MAX = 6; // credits stand close together
const FOOTER_LINES_MIN = 2;

/** Cuts the lists that a heading announces and the teasers that give themselves away. */
export function cutListsOfOtherArticles(candidates: readonly Candidate[]): void {
  cutTeasers(candidates);
  for (let at = 0; at < candidates.length; at++) {
    if (!headsOtherArticles(candidates[at]!.text)) continue;
    const before = candidates.slice(0, at).filter(isOpenProse);
    if (before.length === 0) {
      cut([candidates[at]!], 'heading of other articles');
      continue;
    }
    const next = continuesAt(candidates, at + 1, before);
    cut(candidates.slice(at, next), 'list of other articles');
    at = next - 1;
  }
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

/** Where the text goes on after a list inside it; the page's end when it does not. */
function continuesAt(
  candidates: readonly Candidate[],
  from: number,
  before: readonly Candidate[],
): number {
  const pairs = pairsOf(before.map((one) => one.text));
  const index = candidates.findIndex(
    (one, i) =>
      i >= from &&
      isOpenProse(one) &&
      one.text.length >= CONTINUING_MIN_CHARS &&
      endsAsSentence(one.text) &&
      !/(?:…|\.\.\.)$/.test(one.text) &&
      candidates[i + 1]?.role !== 'date' &&
      sharedPairs(one.text, pairs) >= CONTINUING_SHARE,
  );
  return index === -1 ? candidates.length : index;
}

/** Headline, broken-off teaser, date: twice or more below the text. */
function cutTeasers(candidates: readonly Candidate[]): void {
  const shown = candidates.filter((one) => one.reason === undefined);
  const teasers = shown.flatMap((one, i) => {
    const isTeaser =
      isOpen(one) &&
      one.text.length <= TEASER_MAX_CHARS &&
      /(?:…|\.\.\.)$/.test(one.text) &&
      shown[i + 1]?.role === 'date' &&
      i > 0 &&
      isTitleLike(shown[i - 1]!.text);
    return isTeaser ? [i] : [];
  });
  if (teasers.length < 2) return;
  for (const i of teasers) cut(shown.slice(i - 1, i + 2), 'teaser of another article');
}

/** The line after which a by-line or source stands, with no more of the text below it. */
function creditEnd(candidates: readonly Candidate[]): number | undefined {
  const prose: Candidate[] = [];
  for (const [i, candidate] of candidates.entries()) {
    if (isOpenProse(candidate)) prose.push(candidate);
    if (!isOpen(candidate) || prose.length === 0) continue;
    if (!creditOf(candidate.text, true)) continue;
    if (continuesAt(candidates, i + 1, prose) === candidates.length) return i;
  }
  return undefined;
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
