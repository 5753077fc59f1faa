/**
 * What answering returns: always one of three outcomes, never an exception for an odd question.
 * Words that only a person reads (greetings, refusals) are bot/replies' business; an outcome says
 * what happened and carries the evidence.
 */

/** A turn of the conversation, oldest first. */
export interface Turn {
  role: 'user' | 'assistant';
  content: string;
}

export interface Question {
  text: string;
  /** Earlier turns of the same chat, oldest first; may be empty. */
  history: readonly Turn[];
  /** May the asker see internal documents? Default: no. */
  mayReadInternal?: boolean;
  signal?: AbortSignal;
}

/** A link from a claim to an exact quote in a passage. Invariant: quote === document text.slice(start, end). */
export interface Citation {
  /** 1-based, as in the marks "[1]". */
  n: number;
  passageId: number;
  documentId: number;
  /** Base name of the ingested file, or the URL. */
  document: string;
  section?: string;
  title: string;
  /** ISO day the source was published or issued. */
  date?: string;
  organisation?: string;
  url?: string;
  quote: string;
  /** UTF-16 offsets of the quote in the document's text. */
  start: number;
  end: number;
}

/** One sentence or list item, with the numbers of the citations that support it (at least one). */
export interface Claim {
  text: string;
  citations: number[];
}

export interface Answered {
  outcome: 'answered';
  /** An opening line over a list ("Các đơn vị được kết nạp:"); it claims nothing by itself. */
  lead?: string;
  layout: 'sentences' | 'list';
  claims: Claim[];
  citations: Citation[];
  /** Which path made it: extraction from passages, stored facts, or a chat model. */
  by: 'extraction' | 'facts' | 'model';
  /** 0..1: how sure the answerer is that this answers the question. */
  confidence: number;
}

export interface Abstained {
  outcome: 'abstained';
  reason: 'nothing-found' | 'not-supported' | 'empty-question';
  /** The nearest thing that is known, with its true scope; may be absent. */
  nearest?: {
    /** "Điều 74 Luật Hợp tác xã 2023" or "Liên minh HTX tỉnh Kiên Giang, 19/01/2024". */
    source: string;
    claims: Claim[];
    citations: Citation[];
  };
  confidence: number;
}

/** A greeting, thanks, or a question about the bot itself. */
export interface Courtesy {
  outcome: 'courtesy';
  about: 'greeting' | 'thanks' | 'identity' | 'help' | 'farewell';
}

export type Outcome = Answered | Abstained | Courtesy;

export interface Answerer {
  /** `onDraft` receives the growing text while a chat model streams; never called offline. */
  answer(question: Question, onDraft?: (text: string) => void): Promise<Outcome>;
}
