/**
 * What stands on a page around its article, told by how pages are built: boxes that sites name so,
 * lists of links, and rows of teasers (a linked headline over a few lines of another article).
 */
import { type DomElement, isElement } from './dom.ts';
import { isInline, type ProseCounts, type ProseMap } from './prose.ts';

// Names that sites give to what is not the article. Only boxes with little of the page's prose are
// dropped for their name, since themes use such names for the article itself as well.
const NAMES =
  /(?:^|[-_ ])(?:share|sharing|sharedaddy|social|breadcrumbs?|menu|nav|navbar|sidebar|related|relate|lien-?quan|tin-?khac|tin-?moi|tin-?lien-?quan|comments?|binh-?luan|cookies?|popup|modal|adv?|ads|banner|quang-?cao|footer|toolbar|paging|pagination|pager|newsletter|rating|hotnews|tags?)(?:$|[-_ ])/i;
const NAMED_PROSE_MAX = 0.3;

// A box that is nearly all links leads elsewhere.
const LINK_LIST_SHARE = 0.8;
const LINK_LIST_LINKS_MIN = 2;

// A teaser's summary is a few lines; three in a row are a list of them.
const TEASER_CHARACTERS_MAX = 800;
const TEASER_HEADLINES_MAX = 2;
const TEASERS_MIN = 3;

/** True for a box that is not the article by its name or its links; `prose` is that of what is judged as a whole. */
export function isFurniture(element: DomElement, counts: ProseCounts, prose: number): boolean {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  const isNamedSo = element.localName === 'aside' || NAMES.test(names);
  if (isNamedSo && counts.prose <= prose * NAMED_PROSE_MAX) return true;
  return counts.links >= LINK_LIST_LINKS_MIN && counts.linked >= counts.text * LINK_LIST_SHARE;
}

/** Every element that is not to be counted, outermost first. */
export function findFurniture(root: DomElement, counts: ProseMap): Set<DomElement> {
  const found = new Set<DomElement>();
  const prose = counts.get(root)?.prose ?? 0;
  for (const [element, own] of counts) {
    if (element === root || isInline(element)) continue;
    if (isFurniture(element, own, prose)) found.add(element);
    for (const teaser of teasersOf(element, counts)) found.add(teaser);
  }
  return found;
}

function teasersOf(parent: DomElement, counts: ProseMap): DomElement[] {
  const teasers = [...parent.childNodes].filter((child): child is DomElement => {
    if (!isElement(child) || isInline(child) || child.localName === 'p') return false;
    const own = counts.get(child);
    if (!own || own.text > TEASER_CHARACTERS_MAX) return false;
    return own.headlines >= 1 && own.headlines <= TEASER_HEADLINES_MAX;
  });
  return teasers.length >= TEASERS_MIN ? teasers : [];
}
