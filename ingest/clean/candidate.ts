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
  role?: LineRole;
  reason?: string;
  /** The page says it more than once, as pages do with captions (image text and caption). */
  repeated?: boolean;
}

/** Not yet decided about. */
export function isOpen(candidate: Candidate): boolean {
  return candidate.role === undefined && candidate.reason === undefined;
}

/** Undecided running text. */
export function isOpenProse(candidate: Candidate): boolean {
  return isOpen(candidate) && candidate.block.kind !== 'table-row' && isProse(candidate.text);
}

/** Cuts what is not cut yet. */
export function cut(candidates: readonly Candidate[], reason: string): void {
  for (const candidate of candidates) {
    if (candidate.reason !== undefined) continue;
    candidate.reason = reason;
    delete candidate.role;
  }
}
