/** A reply as one JSON line, the format of `npm run ask -- --json` and of the evaluation. */
import type { Reply } from './assistant.ts';

export interface AnswerRecord {
  id: string | number | null;
  question: string;
  /** The text a person reads, with [1] marks. */
  answer: string;
  abstained: boolean;
  citations: {
    n: number;
    /** Base name of the ingested file, or its URL. */
    document: string;
    section?: string;
    title: string;
    date?: string;
    url?: string;
    quote: string;
  }[];
  tookMs: number;
}

export function answerRecord(
  asked: { id: string | number | null; question: string },
  reply: Reply,
  tookMs: number,
): AnswerRecord {
  return {
    id: asked.id,
    question: asked.question,
    answer: reply.text,
    abstained: reply.kind === 'abstention',
    citations: reply.citations.map(({ n, document, section, title, date, url, quote }) => ({
      n,
      document,
      ...(section === undefined ? {} : { section }),
      title,
      ...(date === undefined ? {} : { date }),
      ...(url === undefined ? {} : { url }),
      quote,
    })),
    tookMs,
  };
}
