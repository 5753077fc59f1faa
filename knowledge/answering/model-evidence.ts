/**
 * Turns what a chat model says it quotes into citations. Invariant: a citation's quote is always the
 * passage's own words at exact offsets, whatever the model wrote; a quote that stands nowhere in its
 * passage makes no citation.
 */
import type { RetrievedPassage } from '../search/retriever.ts';
import { sentences } from '../text/sentences.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Citation, Claim } from './answer.ts';
import type { ModelSentence } from './model-reply.ts';

/** Offsets into a passage's text. */
interface Span {
  start: number;
  end: number;
}

/** Less of a quote than this many tokens identifies no place. */
const QUOTE_TOKENS_MIN = 2;
/** A misquoted sentence is taken for the passage's sentence that holds this share of its tokens. */
const NEAR_SHARE_MIN = 0.8;
const QUOTES_PER_SENTENCE_MAX = 4;

export interface Evidence {
  claims: Claim[];
  citations: Citation[];
  /** Indexes of the sentences none of whose quotes was found. */
  unquoted: number[];
}

/** Locates the quotes of each sentence. Claims keep the sentences' order; `passages[i]` is number i + 1. */
export function evidenceOf(
  said: readonly ModelSentence[],
  passages: readonly RetrievedPassage[],
): Evidence {
  const evidence: Evidence = { claims: [], citations: [], unquoted: [] };
  for (const [index, sentence] of said.entries()) {
    const numbers = sentence.quotes
      .slice(0, QUOTES_PER_SENTENCE_MAX)
      .flatMap(({ passage, quote }) => {
        const retrieved = passages[passage - 1];
        const span = retrieved && locateQuote(retrieved.passage.text, quote);
        return span ? [cite(evidence.citations, retrieved, span)] : [];
      });
    if (numbers.length === 0) evidence.unquoted.push(index);
    evidence.claims.push({ text: sentence.text, citations: [...new Set(numbers)] });
  }
  return evidence;
}

/** Where a quote stands in a text: word for word, apart from spaces, case and punctuation, else the sentence it misquotes. */
export function locateQuote(text: string, quote: string): Span | undefined {
  const exact = text.indexOf(quote);
  if (quote.trim() !== '' && exact >= 0) return trimmed(text, exact, exact + quote.length);
  const wanted = tokenize(quote.normalize('NFC')).map((token) => token.text);
  if (wanted.length < QUOTE_TOKENS_MIN) return undefined;
  const held = tokenize(text);
  return tokenRun(held, wanted) ?? nearestSentence(text, held, wanted);
}

function tokenRun(held: readonly Token[], wanted: readonly string[]): Span | undefined {
  for (let at = 0; at + wanted.length <= held.length; at += 1) {
    if (wanted.every((text, k) => held[at + k]!.text === text)) {
      return { start: held[at]!.start, end: held[at + wanted.length - 1]!.end };
    }
  }
  return undefined;
}

function nearestSentence(
  text: string,
  held: readonly Token[],
  wanted: readonly string[],
): Span | undefined {
  let best: Span | undefined;
  let bestShare = NEAR_SHARE_MIN;
  for (const span of sentences(text)) {
    const inside = new Set(
      held.filter(({ start, end }) => start >= span.start && end <= span.end).map((t) => t.text),
    );
    const share = wanted.filter((word) => inside.has(word)).length / wanted.length;
    if (share >= bestShare) {
      best = { start: span.start, end: span.end };
      bestShare = share + Number.EPSILON;
    }
  }
  return best;
}

function trimmed(text: string, start: number, end: number): Span {
  const slice = text.slice(start, end);
  const from = start + slice.length - slice.trimStart().length;
  return { start: from, end: from + slice.trim().length };
}

/** The number of the citation of this span, a new one when it was not cited before. */
function cite(citations: Citation[], { passage, document }: RetrievedPassage, span: Span): number {
  const start = passage.start + span.start;
  const end = passage.start + span.end;
  const same = citations.find(
    (citation) =>
      citation.passageId === passage.id && citation.start === start && citation.end === end,
  );
  if (same) return same.n;
  const { publishedOn, issuedOn, organisation, issuer, sourceUrl } = document.metadata;
  const date = publishedOn ?? issuedOn;
  const body = organisation ?? issuer;
  const citation: Citation = {
    n: citations.length + 1,
    passageId: passage.id,
    documentId: document.id,
    document: document.name,
    title: document.title,
    quote: passage.text.slice(span.start, span.end),
    start,
    end,
    ...(passage.section === undefined ? {} : { section: passage.section }),
    ...(date === undefined ? {} : { date }),
    ...(body === undefined ? {} : { organisation: body }),
    ...(sourceUrl === undefined ? {} : { url: sourceUrl }),
  };
  citations.push(citation);
  return citation.n;
}
