/**
 * Collects the blocks of a page. Every loader writes through this, so that cleaning, emptiness and
 * the limits are the same for all formats.
 */
import { cleanText } from '../../knowledge/text/normalise.ts';
import type { Block } from '../loaded-page.ts';
import { RefusedSourceError } from '../refusal.ts';
import { BLOCKS_MAX, PAGE_CHARACTERS_MAX } from './limits.ts';

export interface BlockWriter {
  readonly blocks: Block[];
  /** Appends a block; text without a letter or digit (a rule of dashes) is dropped. Throws RefusedSourceError past a limit. */
  add(block: Block): void;
}

export function createBlockWriter(): BlockWriter {
  const blocks: Block[] = [];
  let characters = 0;
  return {
    blocks,
    add(block) {
      const text = oneLine(block.text);
      if (!/[\p{L}\p{N}]/u.test(text)) return;
      characters += text.length;
      if (blocks.length >= BLOCKS_MAX || characters > PAGE_CHARACTERS_MAX) {
        throw new RefusedSourceError('TOO_COMPLEX', `${BLOCKS_MAX} / ${PAGE_CHARACTERS_MAX}`);
      }
      blocks.push({ ...block, text });
    },
  };
}

/** Cleaned text with every run of blanks and line breaks as one space. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/**
 * Joins lines that are visibly the continuation of the one above: it is unfinished and the next
 * starts with a small letter, or it is at least `fullFrom` characters long. An empty line always
 * separates.
 */
export function joinWrapped(
  lines: readonly string[],
  fullFrom: number = Number.POSITIVE_INFINITY,
): string[] {
  const joined: string[] = [];
  let isOpen = false;
  let last = '';
  for (const line of lines) {
    const above = joined.at(-1);
    if (line === '') isOpen = false;
    else if (isOpen && above !== undefined && continuesLine(last, line, fullFrom)) {
      joined[joined.length - 1] = `${above} ${line}`;
    } else {
      joined.push(line);
      isOpen = true;
    }
    last = line;
  }
  return joined;
}

const LIST_MARK = /^(?:[-–+*•]|\d{1,3}[.)]|[a-zđ]\))(?:\s|$)/i;

/** True when `line` goes on with the sentence that `above` began. */
export function continuesLine(
  above: string,
  line: string,
  fullFrom: number = Number.POSITIVE_INFINITY,
): boolean {
  if (!/[^.;:!?…]$/.test(above) || LIST_MARK.test(line)) return false;
  return /^[\p{Ll}(“"]/u.test(line) || above.length >= fullFrom;
}
