/** Plain text: every line that is not blank is a paragraph. */
import type { Block } from '../loaded-page.ts';
import { createBlockWriter } from './blocks.ts';

/** The blocks of a decoded text file. */
export function loadPlainText(text: string): Block[] {
  const writer = createBlockWriter();
  for (const line of text.matchAll(/[^\r\n\u0085\u2028\u2029]+/g)) {
    writer.add({ kind: 'paragraph', text: line[0] });
  }
  return writer.blocks;
}
