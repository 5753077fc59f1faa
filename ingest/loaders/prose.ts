/**
 * How much of every element is prose, and where the article stands. Prose is text in whole lines
 * that are not links: menus, headline lists and share bars have none of it, however long they are.
 */
import { type DomElement, type DomNode, isElement, isText } from './dom.ts';

export interface ProseCounts {
  /** Characters of visible text. */
  text: number;
  /** Characters of those inside links. */
  linked: number;
  links: number;
  /** Characters in lines of PROSE_LINE_MIN and more that are mostly not links. */
  prose: number;
}

export type ProseMap = ReadonlyMap<DomElement, ProseCounts>;

// A line shorter than this is as likely a button or a label as a sentence.
const PROSE_LINE_MIN = 25;
const LINKED_SHARE_MAX = 0.5;

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

/** Counts for an element and everything visible below it. */
export function countProse(root: DomElement): ProseMap {
  const counts = new Map<DomElement, ProseCounts>();
  count(root, false, counts);
  return counts;
}

/** Text of a line that is not yet ended by a block border. */
interface Line {
  text: number;
  linked: number;
}

function count(
  element: DomElement,
  isLinked: boolean,
  counts: Map<DomElement, ProseCounts>,
): ProseCounts {
  const sum: ProseCounts = { text: 0, linked: 0, links: 0, prose: 0 };
  const line: Line = { text: 0, linked: 0 };
  const isLink = isLinked || element.localName === 'a';
  if (element.localName === 'a' && element.getAttribute('href') !== null) sum.links += 1;
  for (const child of element.childNodes) {
    if (isText(child)) addText(line, child, isLink);
    if (!isElement(child) || isNeverContent(child)) continue;
    if (child.localName === 'br') {
      endLine(line, sum);
      continue;
    }
    const below = count(child, isLink, counts);
    sum.links += below.links;
    if (isInline(child)) {
      line.text += below.text;
      line.linked += below.linked;
    } else {
      endLine(line, sum);
      sum.text += below.text;
      sum.linked += below.linked;
      sum.prose += below.prose;
    }
  }
  endLine(line, sum);
  counts.set(element, sum);
  return sum;
}

function addText(line: Line, node: DomNode, isLinked: boolean): void {
  const length = (node.textContent ?? '').replace(/\s+/g, ' ').trim().length;
  line.text += length;
  if (isLinked) line.linked += length;
}

function endLine(line: Line, sum: ProseCounts): void {
  sum.text += line.text;
  sum.linked += line.linked;
  if (line.text >= PROSE_LINE_MIN && line.linked <= line.text * LINKED_SHARE_MAX) {
    sum.prose += line.text;
  }
  line.text = 0;
  line.linked = 0;
}

// An ancestor further up gets less of a line's weight, so that the nearest common container of the
// article's lines wins over the page.
const ANCESTORS_MAX = 6;
// An ancestor is the article when the chosen element lacks at least this share of its prose…
const MISSING_SHARE_MIN = 0.1;
// … and what it adds is not mostly links, as everything around an article is.
const ADDED_LINKED_MAX = 0.25;

/** The element that holds the article: the one with most prose near below it. */
export function findMainElement(root: DomElement, counts: ProseMap): DomElement {
  const scores = new Map<DomElement, number>();
  for (const [element, { prose }] of counts) {
    if (isInline(element)) continue;
    const own = prose - proseOfBlockChildren(element, counts);
    if (own > 0) spread(element, own, root, scores);
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
