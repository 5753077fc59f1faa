/**
 * One question in, one reply out, in the words a person reads. Every channel talks to this seam and
 * to nothing behind it.
 */
import type { Answerer, Citation, Turn } from '../knowledge/answering/answer.ts';
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import { replyText, unexpectedError } from './replies/answers.ts';
import type { Profile } from './replies/commands.ts';

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
  /** Questions offered under the reply, where a channel has buttons. */
  related?: string[];
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

export interface AssistantDeps {
  answerer: Answerer;
  corpus: Pick<Corpus, 'document' | 'documentText' | 'passage'>;
  profile: Profile;
  /** Notes a question that could not be answered, for staff. */
  recordUnanswered(question: string): void;
  /** Logs an unexpected error; must not receive the person's text. */
  logError(error: unknown): void;
}

const CONTEXT_CHARACTERS = 600;

export function createAssistant(deps: AssistantDeps): Assistant {
  return {
    reply: (inquiry) => replyTo(inquiry, deps),
    context: (citation) => contextOf(citation, deps.corpus),
  };
}

async function replyTo(inquiry: Inquiry, deps: AssistantDeps): Promise<Reply> {
  const { text, history, mayReadInternal, signal, onDraft } = inquiry;
  try {
    const outcome = await deps.answerer.answer(
      {
        text,
        history,
        ...(mayReadInternal === undefined ? {} : { mayReadInternal }),
        ...(signal === undefined ? {} : { signal }),
      },
      onDraft,
    );
    const words = replyText(outcome, deps.profile);
    if (outcome.outcome === 'courtesy') return { kind: 'courtesy', text: words, citations: [] };
    if (outcome.outcome === 'answered') {
      return { kind: 'answer', text: words, citations: outcome.citations };
    }
    if (outcome.reason !== 'empty-question') deps.recordUnanswered(text);
    return { kind: 'abstention', text: words, citations: outcome.nearest?.citations ?? [] };
  } catch (error) {
    deps.logError(error);
    return { kind: 'error', text: unexpectedError, citations: [] };
  }
}

function contextOf(
  { documentId, start, end }: Pick<Citation, 'documentId' | 'start' | 'end'>,
  corpus: AssistantDeps['corpus'],
): CitationContext | undefined {
  const document = corpus.document(documentId);
  const text = corpus.documentText(documentId);
  if (!document || text === undefined || start < 0 || end > text.length || start >= end)
    return undefined;
  const { organisation, publishedOn, sourceUrl } = document.metadata;
  return {
    title: document.title,
    ...(organisation === undefined ? {} : { organisation }),
    ...(publishedOn === undefined ? {} : { date: publishedOn }),
    ...(sourceUrl === undefined ? {} : { url: sourceUrl }),
    before: tail(text.slice(0, start)),
    quote: text.slice(start, end),
    after: head(text.slice(end)),
  };
}

/** The last characters of a text, from a line or sentence border on where there is one. */
function tail(text: string): string {
  if (text.length <= CONTEXT_CHARACTERS) return text;
  const cut = text.slice(-CONTEXT_CHARACTERS);
  const border = /\n|[.!?…;]\s/.exec(cut);
  return border ? cut.slice(border.index + border[0].length) : cut;
}

function head(text: string): string {
  if (text.length <= CONTEXT_CHARACTERS) return text;
  const cut = text.slice(0, CONTEXT_CHARACTERS);
  const border = Math.max(
    cut.lastIndexOf('\n'),
    cut.lastIndexOf('. ') + 1,
    cut.lastIndexOf('; ') + 1,
  );
  return border > 0 ? cut.slice(0, border) : cut;
}
