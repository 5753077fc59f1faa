/**
 * HTML pages as sites serve them or browsers save them. defuddle cleans the page; whether what it
 * kept is the article, all of it and nothing else, is checked against our own count of prose,
 * because on table-built sites of authorities it keeps the menus or loses lines.
 */
import { Defuddle, type DefuddleResponse } from 'defuddle/node';
import type { Block, DeclaredMetadata } from '../loaded-page.ts';
import { countElements, type DomDocument, type DomElement, parseDocument } from './dom.ts';
import { blocksOf } from './html-blocks.ts';
import { findFurniture } from './html-furniture.ts';
import { htmlMetadata } from './html-metadata.ts';
import { countProse, findMainElement, type ProseMap } from './prose.ts';

export interface LoadedHtml {
  blocks: Block[];
  declared: DeclaredMetadata;
}

// defuddle takes about a second per 5,000 elements; a page far beyond a real one is not worth it.
const DEFUDDLE_ELEMENTS_MAX = 15_000;

/** The article of a page. `url` is where it came from, for the choice of content only. Throws RefusedSourceError TOO_COMPLEX. */
export async function loadHtml(html: string, url?: string): Promise<LoadedHtml> {
  const document = parseDocument(html);
  const own = mainOf(document);
  const declared = htmlMetadata(document, own.main);
  const ownBlocks = blocksOf(own.main, own.counts);
  const cleaned = await defuddled(document, html, url);
  if (!cleaned || losesArticle(ownBlocks, cleaned)) return { blocks: ownBlocks, declared };
  return { blocks: cleaned, declared };
}

/** A fragment that is all content: a DOCX turned to HTML, or a feed entry. */
export function loadHtmlFragment(html: string): Block[] {
  const { body } = parseDocument(html);
  return blocksOf(body, countProse(body));
}

function mainOf(document: DomDocument): { main: DomElement; counts: ProseMap } {
  const everything = countProse(document.body);
  const counts = countProse(document.body, findFurniture(document.body, everything));
  return { main: findMainElement(document.body, counts), counts };
}

async function defuddled(
  document: DomDocument,
  html: string,
  url: string | undefined,
): Promise<Block[] | undefined> {
  if (countElements(document) > DEFUDDLE_ELEMENTS_MAX) return undefined;
  let response: DefuddleResponse;
  try {
    // A tree of its own, since defuddle changes the one it is given.
    const tree = parseDocument(html);
    // Its metadata is not used, and it complains about broken JSON-LD on the console.
    for (const script of tree.querySelectorAll('script')) script.remove();
    const given = tree as unknown as Parameters<typeof Defuddle>[0];
    response = await Defuddle(given, url ?? 'about:blank', { useAsync: false });
  } catch {
    return undefined; // Odd pages make it throw; our own choice stands then.
  }
  const { main, counts } = mainOf(parseDocument(response.content));
  return blocksOf(main, counts);
}

// Lines this long are sentences of the article; shorter ones may be labels that were cut rightly.
const SENTENCE_CHARACTERS_MIN = 60;
// The cleaned article may be shorter, since our own choice can include a neighbouring box.
const KEPT_SHARE_MIN = 0.6;

/** True when cleaning dropped lines from the middle of the article, or most of it. */
function losesArticle(own: readonly Block[], cleaned: readonly Block[]): boolean {
  const kept = new Set(cleaned.map((block) => block.text));
  const sentences = own.filter((block) => block.text.length >= SENTENCE_CHARACTERS_MIN);
  const isKept = sentences.map((block) => kept.has(block.text));
  const first = isKept.indexOf(true);
  const last = isKept.lastIndexOf(true);
  if (first < 0) return sentences.length > 0 || cleaned.length === 0;
  if (isKept.slice(first, last).includes(false)) return true;
  return characters(cleaned) < characters(own) * KEPT_SHARE_MIN;
}

function characters(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}
