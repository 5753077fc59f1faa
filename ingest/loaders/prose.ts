/**
 * How much of every element is prose, and where the article stands. Prose is text in whole lines
 * that are not links: menus, headline lists and share bars have none of it, however long they are.
 */
import { scoreVietnamese } from '../encoding/vietnamese.ts';
import { type DomElement, type DomNode, isElement, isText } from './dom.ts';

export interface ProseCounts {
  /** Characters of visible text. */
  text: number;
  /** Characters of those inside links. */
  linked: number;
  links: number;
  /** Characters in lines of PROSE_LINE_MIN and more that are mostly not links. */
  prose: number;
  /** Lines of that length that are links as a whole. */
  headlines: number;
}

export type ProseMap = ReadonlyMap<DomElement, ProseCounts>;

// A line shorter than this is as likely a button or a label as a sentence.
const PROSE_LINE_MIN = 25;
const LINKED_SHARE_MAX = 0.5;
const HEADLINE_LINKED_MIN = 0.8;

// "form" is not here: ASP.NET pages stand wholly inside one.
const NEVER_CONTENT = new Set(
  (
    'script style noscript template svg canvas iframe object embed video audio nav footer button ' +
    'select input textarea datalist dialog map head'
  ).split(' '),
);
const NEVER_CONTENT_ROLES = new Set(
  'navigation banner contentinfo complementary search dialog menu menubar toolbar'.split(' '),
);
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** True for what a reader of the page never sees as its content. */
export function isNeverContent(element: DomElement): boolean {
  if (NEVER_CONTENT.has(element.localName)) return true;
  if (element.getAttribute('hidden') !== null) return true;
  if (HIDDEN_STYLE.test(element.getAttribute('style') ?? '')) return true;
  return NEVER_CONTENT_ROLES.has(element.getAttribute('role') ?? '');
}

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark o:p q s ' +
    'samp small span strike strong sub sup time tt u var wbr'
  ).split(' '),
);

export function isInline(element: DomElement): boolean {
  return INLINE.has(element.localName);
}

/** Counts for an element and everything visible below it, without the elements to skip. */
export function countProse(
  root: DomElement,
  skipped: ReadonlySet<DomElement> = new Set(),
): ProseMap {
  const counts = new Map<DomElement, ProseCounts>();
  const isVietnamese = scoreVietnamese(root.textContent ?? '').share >= VIETNAMESE_SHARE_MIN;
  count(root, false, { counts, skipped, timesSeen: new Map(), isVietnamese });
  return counts;
}

const VIETNAMESE_SHARE_MIN = 0.7;

interface Counting {
  counts: Map<DomElement, ProseCounts>;
  /** By the beginning of the line. */
  timesSeen: Map<string, number>;
  /** Then a line without a marked letter is none of the article: a translation beside it, a script's remains. */
  isVietnamese: boolean;
  skipped: ReadonlySet<DomElement>;
}

/** A line that is not yet ended by a block border. */
interface Line {
  words: string;
  text: number;
  linked: number;
}

function count(element: DomElement, isLinked: boolean, counting: Counting): ProseCounts {
  const sum: ProseCounts = { text: 0, linked: 0, links: 0, prose: 0, headlines: 0 };
  const line: Line = { words: '', text: 0, linked: 0 };
  if (isLinkElement(element)) sum.links += 1;
  const isLink = isLinked || sum.links > 0;
  for (const child of element.childNodes) {
    if (isText(child)) addText(line, child, isLink);
    if (!isElement(child) || isNeverContent(child) || counting.skipped.has(child)) continue;
    if (child.localName === 'br') {
      endLine(line, sum, counting);
      continue;
    }
    const below = count(child, isLink, counting);
    sum.links += below.links;
    sum.headlines += isInline(child) ? 0 : below.headlines;
    if (isInline(child)) {
      line.words += `${child.textContent ?? ''} `;
      line.text += below.text;
      line.linked += below.linked;
    } else {
      endLine(line, sum, counting);
      sum.text += below.text;
      sum.linked += below.linked;
      sum.prose += below.prose;
    }
  }
  endLine(line, sum, counting);
  counting.counts.set(element, sum);
  return sum;
}

/** A link, by address or by script; <a name> alone only marks a spot of the text. */
function isLinkElement(element: DomElement): boolean {
  if (element.localName !== 'a') return false;
  const isMark = element.getAttribute('name') !== null || element.getAttribute('id') !== null;
  return element.getAttribute('href') !== null || !isMark;
}

function addText(line: Line, node: DomNode, isLinked: boolean): void {
  const words = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
  line.words += `${words} `;
  line.text += words.length;
  if (isLinked) line.linked += words.length;
}

// A line counts once: sites hold the text a second time for printing or in another tab, and put
// "Đăng nhập để xem toàn văn" under every paragraph of it.
const SAME_LINE_MAX = 1;

function endLine(line: Line, sum: ProseCounts, { timesSeen, isVietnamese }: Counting): void {
  sum.text += line.text;
  sum.linked += line.linked;
  if (line.text >= PROSE_LINE_MIN) {
    const key = line.words.slice(0, LINE_KEY_CHARACTERS);
    const times = (timesSeen.get(key) ?? 0) + 1;
    timesSeen.set(key, times);
    if (line.linked >= line.text * HEADLINE_LINKED_MIN) sum.headlines += 1;
    const isForeign = isVietnamese && !/[^\P{L}A-Za-z]/u.test(line.words);
    const isRepeated = times > SAME_LINE_MAX;
    if (line.linked <= line.text * LINKED_SHARE_MAX && !isRepeated && !isForeign) {
      sum.prose += line.text;
    }
  }
  line.words = '';
  line.text = 0;
  line.linked = 0;
}

// Two different lines that begin alike for so long are the same template.
const LINE_KEY_CHARACTERS = 200;

// An ancestor further up gets less of a line's weight, so that the nearest common container of the
// article's lines wins over the page.
const ANCESTORS_MAX = 6;
// An ancestor is the article when the chosen element lacks at least this share of its prose…
const MISSING_SHARE_MIN = 0.1;
// … and what it adds is not mostly links, as everything around an article is.
const ADDED_LINKED_MAX = 0.25;

const LINE_ELEMENTS = new Set(['p', 'li', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** The element that holds the article: the one with most prose near below it. */
export function findMainElement(root: DomElement, counts: ProseMap): DomElement {
  const scores = new Map<DomElement, number>();
  for (const [element, { prose }] of counts) {
    if (isInline(element)) continue;
    const own = prose - proseOfBlockChildren(element, counts);
    // A paragraph is never the container, even of an article that has only one.
    const from = LINE_ELEMENTS.has(element.localName) ? element.parentElement : element;
    if (own > 0 && from) spread(from, own, root, scores);
  }
  let best: DomElement = root;
  for (const [element, score] of scores) {
    if (score > (scores.get(best) ?? 0)) best = element;
  }
  return climb(best, root, counts);
}

function proseOfBlockChildren(element: DomElement, counts: ProseMap): number {
  let sum = 0;
  for (const child of element.childNodes) {
    if (isElement(child) && !isInline(child)) sum += counts.get(child)?.prose ?? 0;
  }
  return sum;
}

function spread(
  from: DomElement,
  prose: number,
  root: DomElement,
  scores: Map<DomElement, number>,
): void {
  let element: DomElement | null = from;
  for (let steps = 0; element && steps <= ANCESTORS_MAX; steps += 1) {
    scores.set(element, (scores.get(element) ?? 0) + prose / Math.max(1, steps));
    if (element === root) return;
    element = element.parentElement;
  }
}

function climb(chosen: DomElement, root: DomElement, counts: ProseMap): DomElement {
  let best = chosen;
  let element = chosen;
  while (element !== root && element.parentElement) {
    element = element.parentElement;
    const here = counts.get(element);
    const inBest = counts.get(best);
    if (!here || !inBest) break;
    const added = here.text - inBest.text;
    if (here.linked - inBest.linked > added * ADDED_LINKED_MAX) break;
    if (here.prose - inBest.prose >= here.prose * MISSING_SHARE_MIN) best = element;
  }
  return best;
}
