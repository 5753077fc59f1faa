/**
 * Markdown with YAML front matter. Legal texts and minutes keep one point a line, so a line is a
 * block of its own unless it visibly continues the one above; list marks that a reader would quote
 * ("1.", "a)", "-") stay in the text.
 */
import type { Block } from '../loaded-page.ts';
import { continuesLine, createBlockWriter } from './blocks.ts';

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const SETEXT = /^ {0,3}(=+|-{2,})[ \t]*$/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
const LIST_ITEM = /^\s*(?:[-*+•]|\d{1,3}[.)]|[a-zđ]\))[ \t]+/i;
const TABLE_ROW = /^\s*\|.*\|\s*$/;
const TABLE_RULE = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/;
const IMAGE_ONLY = /^\s*!\[([^\]]*)\]\([^)]*\)\s*$/;

/** The blocks of a Markdown body, front matter already taken off. */
export function loadMarkdown(body: string): Block[] {
  const writer = createBlockWriter();
  let open: string | undefined;
  const flush = () => {
    if (open !== undefined) writer.add({ kind: 'paragraph', text: inline(open) });
    open = undefined;
  };
  let isFenced = false;
  for (const line of body.split(/\r\n?|\n/)) {
    if (FENCE.test(line)) {
      isFenced = !isFenced;
      flush();
      continue;
    }
    const setext = SETEXT.exec(line);
    if (setext && open !== undefined && !isFenced) {
      writer.add({
        kind: 'heading',
        level: setext[1]!.startsWith('=') ? 1 : 2,
        text: inline(open),
      });
      open = undefined;
      continue;
    }
    const block = isFenced ? undefined : blockOf(line);
    if (block) {
      flush();
      writer.add(block);
    } else if (line.trim() === '' || RULE.test(line)) {
      flush();
    } else if (open !== undefined && continuesLine(open.trimEnd(), unquoted(line))) {
      open += ` ${unquoted(line)}`;
    } else {
      flush();
      open = unquoted(line);
    }
  }
  flush();
  return writer.blocks;
}

/** A line that is a block by itself. */
function blockOf(line: string): Block | undefined {
  const heading = HEADING.exec(line);
  if (heading) {
    return { kind: 'heading', level: heading[1]!.length, text: inline(heading[2] ?? '') };
  }
  const image = IMAGE_ONLY.exec(line);
  if (image) return { kind: 'caption', text: image[1]! };
  if (TABLE_RULE.test(line)) return { kind: 'table-row', text: '' };
  if (TABLE_ROW.test(line)) {
    const cells = line.trim().slice(1, -1).split('|');
    return { kind: 'table-row', text: cells.map((cell) => inline(cell.trim())).join(' | ') };
  }
  if (LIST_ITEM.test(line) && !RULE.test(line)) return { kind: 'list-item', text: inline(line) };
  return undefined;
}

/** A line without the mark of a quotation. */
function unquoted(line: string): string {
  return line.replace(/^\s*>\s?/, '').trim();
}

/** Text without inline marks. Single stars and underscores inside words stay. */
function inline(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/<((?:https?|mailto):[^>\s]+)>/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\d*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\p{L}\d*])/gu, '$1')
    .replace(/(?<![\p{L}\d_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![\p{L}\d_])/gu, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|>-])/g, '$1');
}
