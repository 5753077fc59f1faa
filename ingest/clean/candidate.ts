/**
 * A line of a page while cleaning decides about it: open, kept in a role, or cut for a reason.
 * Lines are kept or cut whole, never edited, so that a quote stands word for word in the source.
 */
import type { Block } from '../loaded-page.ts';
import { isProse } from './line-kinds.ts';

export type LineRole =
  | 'title'
  | 'date'
  | 'author'
  | 'source'
  | 'heading'
  | 'text'
  | 'list-item'
  | 'caption'
  | 'table-row';

export interface Candidate {
  readonly block: Block;
  readonly text: string;
  /** Running text, whatever is decided about it. */
  readonly isProse: boolean;
  role?: LineRole;
  reason?: string;
  /** The page says it more than once, as pages do with captions (image text and caption). */
  repeated?: boolean;
}

/** The lines of a page, undecided. */
export function candidatesOf(blocks: readonly Block[]): Candidate[] {
  return blocks.map((block) => ({
    block,
    text: block.text,
    isProse: block.kind !== 'table-row' && isProse(block.text),
  }));
}

/** Not yet decided about. */
export function isOpen(candidate: Candidate): boolean {
  return candidate.role === undefined && candidate.reason === undefined;
}

/** Undecided running text. */
export function isOpenProse(candidate: Candidate): boolean {
  return candidate.isProse && isOpen(candidate);
}

/** Characters of undecided running text above each line, and in all as the last entry. */
export function proseCharsAbove(candidates: readonly Candidate[]): number[] {
  const sums = [0];
  for (const one of candidates) sums.push(sums.at(-1)! + (isOpenProse(one) ? one.text.length : 0));
  return sums;
}

/** Cuts what is not cut yet. */
export function cut(candidates: readonly Candidate[], reason: string): void {
  for (const candidate of candidates) {
    if (candidate.reason !== undefined) continue;
    candidate.reason = reason;
    delete candidate.role;
  }
}
