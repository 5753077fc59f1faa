/**
 * Turns the element that holds an article into blocks: headings, paragraphs, list items, captions
 * and table rows, without the menus, share bars and lists of other headlines inside it.
 */
import { type Block, BOLD_HEADING_LEVEL } from '../loaded-page.ts';
import { type BlockWriter, createBlockWriter, joinWrapped, oneLine } from './blocks.ts';
import { type DomElement, type DomNode, isElement, isText } from './dom.ts';
import { isFurniture } from './html-furniture.ts';
import { tableShape } from './html-tables.ts';
import { isInline, isNeverContent, type ProseMap } from './prose.ts';

const CAPTION_CLASS = /caption|chu-?thich|pic_?desc|image_?desc/i;
const CAPTION_CHARACTERS_MAX = 300;
const BOLD_HEADING_CHARACTERS_MAX = 150;
const BOLD_SENTENCE_MAX = 60;
interface Walk {
  writer: BlockWriter;
  counts: ProseMap;
  /** Prose of the whole article. */
  prose: number;
  /** The line being collected; "\n" stands for <br>. */
  line: string;
  /** Characters of the line by how they are set. */
  bold: number;
  italic: number;
  kind: 'paragraph' | 'list-item' | 'caption';
  headingLevel: number;
  /** A picture stood right before this line. */
  afterPicture: boolean;
}

/** The blocks of an article's element. */
export function blocksOf(main: DomElement, counts: ProseMap): Block[] {
  const walk: Walk = {
    writer: createBlockWriter(),
    counts,
    prose: counts.get(main)?.prose ?? 0,
    line: '',
    bold: 0,
    italic: 0,
    kind: 'paragraph',
    headingLevel: 0,
    afterPicture: false,
  };
  visitChildren(main, walk, false, false);
  flush(walk);
  return walk.writer.blocks;
}

function visitChildren(parent: DomElement, walk: Walk, isBold: boolean, isItalic: boolean): void {
  for (const child of parent.childNodes) visit(child, walk, isBold, isItalic);
}

function visit(node: DomNode, walk: Walk, isBold: boolean, isItalic: boolean): void {
  if (isText(node)) {
    const text = (node.textContent ?? '').replace(/\s+/g, ' ');
    walk.line += text;
    const length = text.trim().length;
    if (isBold) walk.bold += length;
    if (isItalic) walk.italic += length;
    return;
  }
  if (!isElement(node) || isNeverContent(node)) return;
  if (isInline(node)) visitInline(node, walk, isBold, isItalic);
  else visitBlock(node, walk, isBold, isItalic);
}

const BOLD_STYLE = /font-weight\s*:\s*(?:bold|[6-9]00)/i;
const ITALIC_STYLE = /font-style\s*:\s*italic/i;

function visitInline(element: DomElement, walk: Walk, isBold: boolean, isItalic: boolean): void {
  const name = element.localName;
  if (name === 'img') {
    flush(walk);
    walk.afterPicture = true;
    return;
  }
  const style = element.getAttribute('style') ?? '';
  visitChildren(
    element,
    walk,
    isBold || name === 'b' || name === 'strong' || BOLD_STYLE.test(style),
    isItalic || name === 'i' || name === 'em' || ITALIC_STYLE.test(style),
  );
}

function visitBlock(element: DomElement, walk: Walk, isBold: boolean, isItalic: boolean): void {
  const name = element.localName;
  if (name === 'br') {
    walk.line += '\n';
    return;
  }
  flush(walk);
  const counts = walk.counts.get(element);
  if (!counts || isFurniture(element, counts, walk.prose)) return;
  if (name === 'table' && addTable(element, walk)) return;
  const before = { kind: walk.kind, headingLevel: walk.headingLevel };
  const heading = /^h([1-6])$/.exec(name);
  if (heading) walk.headingLevel = Number(heading[1]);
  if (name === 'li') walk.kind = 'list-item';
  if (name === 'figcaption' || name === 'caption' || isCaptionClass(element)) walk.kind = 'caption';
  const style = element.getAttribute('style') ?? '';
  visitChildren(
    element,
    walk,
    isBold || BOLD_STYLE.test(style),
    isItalic || ITALIC_STYLE.test(style),
  );
  flush(walk);
  Object.assign(walk, before);
}

function isCaptionClass(element: DomElement): boolean {
  const length = (element.textContent ?? '').trim().length;
  return (
    length <= CAPTION_CHARACTERS_MAX && CAPTION_CLASS.test(element.getAttribute('class') ?? '')
  );
}

/** Ends the collected line and writes it as what it turned out to be. */
function flush(walk: Walk): void {
  const { line, bold, italic } = walk;
  walk.line = '';
  walk.bold = 0;
  walk.italic = 0;
  if (oneLine(line) === '') return;
  const length = oneLine(line).length;
  if (walk.headingLevel > 0) {
    walk.writer.add({ kind: 'heading', level: walk.headingLevel, text: line });
  } else if (walk.kind === 'caption' || isCaptionBelowPicture(walk, length, italic)) {
    walk.writer.add({ kind: 'caption', text: line });
  } else {
    const isBold = bold >= length * WHOLLY_SHARE;
    for (const text of joinWrapped(line.split('\n').map(oneLine))) {
      walk.writer.add(
        isBold && isHeadingLike(text) ? boldHeading(text) : { kind: walk.kind, text },
      );
    }
  }
  walk.afterPicture = false;
}

// Spaces and a stray full stop often stand outside the tag.
const WHOLLY_SHARE = 0.85;

function isCaptionBelowPicture(walk: Walk, length: number, italic: number): boolean {
  if (!walk.afterPicture || length > CAPTION_CHARACTERS_MAX) return false;
  return italic >= length * WHOLLY_SHARE;
}

function isHeadingLike(text: string): boolean {
  if (text.length > BOLD_HEADING_CHARACTERS_MAX || /[,;:…]$/.test(text)) return false;
  return !/[.!?]$/.test(text) || text.length <= BOLD_SENTENCE_MAX;
}

function boldHeading(text: string): Block {
  return { kind: 'heading', level: BOLD_HEADING_LEVEL, text };
}

/** Writes a table of data row by row, and a picture's frame as its caption. False for a layout table. */
function addTable(table: DomElement, walk: Walk): boolean {
  const shape = tableShape(table);
  if (shape.kind === 'layout') return false;
  if (shape.kind === 'picture') {
    walk.writer.add({ kind: 'caption', text: shape.caption });
    return true;
  }
  for (const row of shape.rows) walk.writer.add({ kind: 'table-row', text: row.join(' | ') });
  return true;
}
