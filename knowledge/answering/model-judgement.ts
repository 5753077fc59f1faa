/**
 * Judges a chat model's reply against the passages it was given. Invariant: a claim that comes out
 * answered cites verbatim quotes that support it, whatever the model was led to say.
 */
import { complaints } from '../../prompts/answer.ts';
import type { RetrievedPassage } from '../search/retriever.ts';
import type { Answered, Citation, Claim } from './answer.ts';
import { ANSWER_CHARACTERS_MAX, dayMonthYear } from './compose.ts';
import { hasLink, isVietnamese, plantedCitations, readLength } from './model-checks.ts';
import { evidenceOf } from './model-evidence.ts';
import { type ModelSentence, parseReply } from './model-reply.ts';
import { checkSupport } from './support.ts';

export type ReplyFailure =
  | 'malformed'
  | 'wrong-language'
  | 'unsupported'
  | 'too-long'
  | 'obeyed-instruction';

export type Judgement =
  | { verdict: 'answered'; answered: Answered; dropped: number }
  | { verdict: 'abstained' }
  /** `complaints` say what to repair, in the words of the prompt; none when asking again is pointless. */
  | { verdict: 'failed'; reason: ReplyFailure; complaints: string[] };

const SENTENCES_MAX = 24;
/** A fixed value: a model's own claim of certainty is worth nothing, and support was checked already. */
const CONFIDENCE = 0.85;

/** What a raw reply is worth. */
export function judgeReply(raw: string, passages: readonly RetrievedPassage[]): Judgement {
  const reply = parseReply(raw);
  if (!reply || (reply.answerable && reply.sentences.length === 0)) {
    return { verdict: 'failed', reason: 'malformed', complaints: [complaints.malformed()] };
  }
  if (!reply.answerable) return { verdict: 'abstained' };
  const said = reply.sentences.slice(0, SENTENCES_MAX);
  if (!isVietnamese(said.map(({ text }) => text).join(' '))) {
    return {
      verdict: 'failed',
      reason: 'wrong-language',
      complaints: [complaints.notVietnamese()],
    };
  }
  return judgeSentences(said, reply.list, passages);
}

function judgeSentences(
  said: readonly ModelSentence[],
  isList: boolean,
  passages: readonly RetrievedPassage[],
): Judgement {
  const checked = checkSentences(said, passages);
  const kept = checked.claims.filter((claim) => claim !== undefined);
  // The first sentence holds the fact that was asked for, or opens the list: without it the rest is no answer.
  if (checked.claims[0] === undefined) {
    const isPlanted = checked.planted > 0 && kept.length === 0;
    const reason = isPlanted ? 'obeyed-instruction' : 'unsupported';
    return { verdict: 'failed', reason, complaints: isPlanted ? [] : checked.complaints };
  }
  const fitting = leadingThatFit(kept);
  if (fitting.length === 0 || (isList && fitting.length < kept.length)) {
    const complaint = complaints.tooLong(ANSWER_CHARACTERS_MAX);
    return { verdict: 'failed', reason: 'too-long', complaints: [complaint] };
  }
  return {
    verdict: 'answered',
    dropped: said.length - fitting.length,
    answered: {
      outcome: 'answered',
      layout: isList && fitting.length > 1 ? 'list' : 'sentences',
      ...renumbered(fitting, checked.citations),
      by: 'model',
      confidence: CONFIDENCE,
    },
  };
}

/** The leading claims that fit an answer. */
function leadingThatFit(claims: readonly Claim[]): Claim[] {
  let count = claims.length;
  while (count > 0 && readLength(claims.slice(0, count)) > ANSWER_CHARACTERS_MAX) count -= 1;
  return claims.slice(0, count);
}

interface CheckedSentences {
  /** One per sentence; undefined where it is not supported or was planted. */
  claims: (Claim | undefined)[];
  citations: Citation[];
  complaints: string[];
  /** Sentences refused for a link or for quoting an instruction. */
  planted: number;
}

function checkSentences(
  said: readonly ModelSentence[],
  passages: readonly RetrievedPassage[],
): CheckedSentences {
  const evidence = evidenceOf(said.map(withoutMarks), passages);
  const planted = plantedCitations(evidence.citations, passages);
  const result: CheckedSentences = {
    claims: [],
    citations: evidence.citations,
    complaints: [],
    planted: 0,
  };
  for (const [index, claim] of evidence.claims.entries()) {
    const isPlanted = hasLink(claim.text) || claim.citations.some((n) => planted.has(n));
    if (isPlanted) result.planted += 1;
    const complaint = isPlanted ? '' : complaintOf(index, claim, evidence.citations, passages);
    if (complaint) result.complaints.push(complaint);
    result.claims.push(isPlanted || complaint !== undefined ? undefined : claim);
  }
  return result;
}

function complaintOf(
  index: number,
  claim: Claim,
  citations: readonly Citation[],
  passages: readonly RetrievedPassage[],
): string | undefined {
  if (claim.citations.length === 0) return complaints.quoteNotFound(index + 1);
  const cited = citations.filter((citation) => claim.citations.includes(citation.n));
  const sources = passages.filter(({ passage }) => cited.some((c) => c.passageId === passage.id));
  const check = checkSupport([claim], cited, { allowed: sources.flatMap(knownOf) });
  const [unsupported] = check.unsupported;
  return unsupported && complaints.unsupported(index + 1, unsupported.missing);
}

/** What is known to be true of a passage besides its words. */
function knownOf({ passage, document }: RetrievedPassage): string[] {
  const { shortTitle, number, province, district, issuer, issuedOn, eventDates } =
    document.metadata;
  // Two event days could be mixed up; one is the day of what the article tells.
  const eventDay = eventDates?.length === 1 ? eventDates[0] : undefined;
  return [
    passage.heading,
    shortTitle,
    number,
    province,
    district,
    issuer,
    issuedOn,
    eventDay,
  ].filter((text) => text !== undefined && text !== '') as string[]; // filter() above leaves no undefined
}

const withoutMarks = (sentence: ModelSentence): ModelSentence => ({
  ...sentence,
  text: sentence.text
    .normalize('NFC')
    .replace(/\s*\[\d+(?:\s*,\s*\d+)*\]/g, '')
    .replace(/^\s*(?:[-–•*]|\d{1,2}[.)])\s+/, '')
    .replace(/\*\*|`/g, '')
    .replace(/\s+/g, ' ')
    .trim(),
});

/** Citations that are still used, numbered in the order in which they are read. */
function renumbered(
  claims: readonly Claim[],
  citations: readonly Citation[],
): { claims: Claim[]; citations: Citation[] } {
  const order = [...new Set(claims.flatMap((claim) => claim.citations))];
  const number = new Map(order.map((n, i) => [n, i + 1]));
  return {
    claims: claims.map(({ text, citations: used }) => ({
      text,
      citations: used.map((n) => number.get(n)!),
    })),
    citations: order.flatMap((n) =>
      citations.filter((citation) => citation.n === n).map((c) => ({ ...c, n: number.get(n)! })),
    ),
  };
}

/**
 * The text of the leading sentences that are already complete and supported, while a reply is still
 * growing; '' when there is none. Nothing unsupported is shown, not even for a moment.
 */
export function draftOf(
  said: readonly ModelSentence[],
  isList: boolean,
  passages: readonly RetrievedPassage[],
): string {
  const { claims } = checkSentences(said.slice(0, SENTENCES_MAX), passages);
  const end = claims.indexOf(undefined);
  const leading = leadingThatFit((end < 0 ? claims : claims.slice(0, end)) as Claim[]); // none is undefined before `end`
  const lines = leading.map(({ text }, i) => (isList && i > 0 ? `– ${text}` : text));
  const text = lines.join('\n');
  return isVietnamese(text) ? text : '';
}

/** How a passage's date reads in a prompt: of the event if there is one, else of the document. */
export function promptDate({ document }: RetrievedPassage): string | undefined {
  const { issuedOn, publishedOn } = document.metadata;
  const day = document.kind === 'legal' ? (issuedOn ?? publishedOn) : publishedOn;
  return day && dayMonthYear(day);
}
