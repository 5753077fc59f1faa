/**
 * One question in, one reply out, in the words a person reads. Every channel talks to this seam and
 * to nothing behind it.
 */
import type { Citation, Turn } from '../knowledge/answering/answer.ts';

export interface Inquiry {
  text: string;
  history: readonly Turn[];
  mayReadInternal?: boolean;
  signal?: AbortSignal;
  /** Receives the growing reply text while a chat model streams. */
  onDraft?: (text: string) => void;
}

export interface Reply {
  kind: 'answer' | 'abstention' | 'courtesy' | 'error';
  /** Plain Vietnamese text with "[1]" marks and \n between lines; no markup. At most 900 characters for an answer. */
  text: string;
  citations: Citation[];
}

export interface Assistant {
  /** Never rejects: an unexpected failure becomes a polite reply of kind 'error' and a log line. */
  reply(inquiry: Inquiry): Promise<Reply>;
  /** The passage a citation stands in, with text around it, to show a quote in place. */
  context(citation: Pick<Citation, 'documentId' | 'start' | 'end'>): CitationContext | undefined;
}

export interface CitationContext {
  title: string;
  organisation?: string;
  date?: string;
  url?: string;
  section?: string;
  /** Document text before, at and after the quote; at most 600 characters on each side, cut at a line or sentence. */
  before: string;
  quote: string;
  after: string;
}
