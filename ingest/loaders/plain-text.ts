/**
 * Plain text: every line that is not blank is a paragraph. Only a file whose lines are visibly cut
 * at one width (copied out of a PDF or an e-mail) has its lines joined again.
 */
import type { Block } from '../loaded-page.ts';
import { continuesLine, createBlockWriter, joinWrapped, oneLine } from './blocks.ts';

/** The blocks of a decoded text file. */
export function loadPlainText(text: string): Block[] {
  const lines = text.split(/\r\n?|[\n\u0085\u2028\u2029]/).map(oneLine);
  const writer = createBlockWriter();
  const width = wrappedWidth(lines);
  for (const line of width === undefined ? lines : joinWrapped(lines, width * FULL_SHARE)) {
    writer.add({ kind: 'paragraph', text: line });
  }
  return writer.blocks;
}

const WRAPPED_LINES_MIN = 8;
// Of the lines that follow another directly, in a wrapped text most go on with its sentence.
const CONTINUED_SHARE = 0.4;
// Longer lines are paragraphs.
const WRAPPED_WIDTH_MAX = 120;

// A line that could have held one more word is not full.
const FULL_SHARE = 0.7;

/** The width at which a text's lines are cut; undefined when they are not. */
function wrappedWidth(lines: readonly string[]): number | undefined {
  const pairs = lines.slice(1).map((line, index) => [lines[index]!, line] as const);
  const neighbours = pairs.filter(([above, line]) => above !== '' && line !== '');
  const continued = neighbours.filter(([above, line]) => continuesLine(above, line));
  if (continued.length < WRAPPED_LINES_MIN) return undefined;
  if (continued.length < neighbours.length * CONTINUED_SHARE) return undefined;
  const width = continued.reduce((widest, [above]) => Math.max(widest, above.length), 0);
  return width > WRAPPED_WIDTH_MAX ? undefined : width;
}
