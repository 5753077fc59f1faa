/**
 * The seam between loading and understanding: what a loader made of one file, page or feed entry,
 * whatever its format. Invariant: every text is cleaned with cleanText(), trimmed and not empty,
 * and holds no line break, but for a table row, whose cells are joined by " | ".
 */

/**
 * One piece of the page. In plain text every line that is not blank is one paragraph. A short
 * paragraph that stands wholly in bold is a heading of level BOLD_HEADING_LEVEL.
 */
export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph' | 'list-item' | 'caption' | 'table-row'; text: string };

/** Deeper than any heading an author marks as one (1–6), so that it never outranks them. */
export const BOLD_HEADING_LEVEL = 7;

export type MediaType =
  | 'text/plain'
  | 'text/markdown'
  | 'text/html'
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * What front matter, <meta>, JSON-LD, a feed or PDF/DOCX properties say, as they say it: cleaned,
 * but not checked; a date may stand in any form. Absent when nothing is said.
 */
export interface DeclaredMetadata {
  title?: string;
  publishedOn?: string;
  author?: string;
  organisation?: string;
  /** The page's own idea of its address (front matter `source`, canonical link). */
  sourceUrl?: string;
  siteName?: string;
  /** Legal documents. */
  number?: string;
  issuer?: string;
  issuedOn?: string;
  effectiveOn?: string;
  /** Front matter `visibility: internal`. */
  visibility?: string;
}

export interface LoadedPage {
  /** Base name of the file, or the URL. */
  name: string;
  /** Where it was fetched from, after redirects; absent for a file. */
  url?: string;
  mediaType: MediaType;
  /** In document order; empty when there is no text. */
  blocks: Block[];
  declared: DeclaredMetadata;
}
