/**
 * Decides whether the quotes that a claim cites support it, for every answer from any source.
 * Invariant: what passes holds no number, date, name, document number or denial that its quotes
 * (or the sources' own titles and dates) do not hold. It compares words, it does not understand:
 * relations between words are checked only as far as units, offices, negation and bounds go.
 */
import type { Citation, Claim } from './answer.ts';
import { missingActors, RANKS, wrongOffices } from './support-actors.ts';
import { misplacedNumbers } from './support-binding.ts';
import { endsInDenial } from './support-denials.ts';
import { missingNames } from './support-names.ts';
import { polarityConflicts } from './support-polarity.ts';
import { missingDates, missingQuantities, quantities } from './support-quantities.ts';
import { readText, type Token } from './support-reading.ts';
import { isContentWord } from './support-words.ts';

interface UnsupportedClaim {
  claim: Claim;
  /** What its quotes lack, as written in the claim; for logs of kinds and for a repair prompt. */
  missing: string[];
}

export interface SupportCheck {
  supported: Claim[];
  unsupported: UnsupportedClaim[];
}

export interface SupportOptions {
  /** Further texts that are known to be true of the sources: headings, short titles, places. */
  allowed?: readonly string[];
}

/**
 * The share of a claim's content words that must stand in its quotes; paraphrase needs room. On 91
 * paraphrases and false sentences written by hand any value from 0.4 to 0.7 decides alike.
 */
const CONTENT_SHARE_MIN = 0.6;

/** Splits claims into those that the quotes they cite support and those they do not. */
export function checkSupport(
  claims: readonly Claim[],
  citations: readonly Citation[],
  { allowed = [] }: SupportOptions = {},
): SupportCheck {
  const allowedTexts = allowed.map(readText);
  const byNumber = new Map(citations.map((citation) => [citation.n, readCitation(citation)]));
  const result: SupportCheck = { supported: [], unsupported: [] };
  for (const claim of claims) {
    const missing = missingOf(claim, byNumber, allowedTexts);
    if (missing.length === 0) result.supported.push(claim);
    else result.unsupported.push({ claim, missing });
  }
  return result;
}

function missingOf(
  claim: Claim,
  byNumber: ReadonlyMap<number, ReadCitation>,
  allowed: readonly Token[][],
): string[] {
  const unknown = claim.citations.filter((n) => !byNumber.has(n));
  if (unknown.length > 0) return unknown.map((n) => `[${n}]`);
  if (claim.citations.length === 0) return ['[?]'];
  const cited = claim.citations.map((n) => byNumber.get(n)!);
  const text = readText(withoutLabels(claim.text.replace(/\[\d+\]/g, ' ')));
  if (!text.some((token) => token.kind !== 'word' || isContentWord(token.text)))
    return [claim.text];
  const quotes = cited.map((citation) => citation.quote);
  if (quotes.some((quote) => isPartOf(text, quote))) return [];
  const scope = [...cited.flatMap((citation) => citation.scope), ...allowed];
  return [
    ...missingFacts(text, quotes, scope, cited),
    ...misplacedNumbers(text, quotes),
    ...missingNames(text, [...quotes, ...scope]),
    ...missingActors(text, [...quotes, ...scope]),
    ...wrongOffices(text, quotes),
    ...polarityConflicts(text, quotes, scope),
    ...missingContent(text, quotes, scope),
  ];
}

const LABEL = /(^|\n|[:;.]\s)\s*(?:(\d{1,3})\s?[.)]|[a-zđ]{1,2}\s?\))\s*(?=\p{L})/gu;

/** The "7." before a clause says which khoản it is; it must not support "07 thành viên". */
const withNamedLabels = (quote: string): string =>
  quote.replace(LABEL, (_, before: string, number?: string) =>
    number === undefined ? before : `${before}khoản ${number}: `,
  );

const withoutLabels = (claim: string): string => claim.replace(LABEL, '$1');

/** A citation's texts, read once for all the claims that cite it. */
interface ReadCitation {
  quote: Token[];
  /**
   * What the source says of itself. Its date is not among them: the day it was published is not the
   * day of what it tells, only its year completes a day.
   */
  scope: Token[][];
  year: number | undefined;
}

function readCitation({ quote, title, organisation, section, date }: Citation): ReadCitation {
  const scope = [title, organisation, section].filter((text) => text !== undefined);
  return {
    quote: readText(withNamedLabels(quote)),
    scope: scope.map(readText),
    year: date === undefined ? undefined : Number(date.slice(0, 4)),
  };
}

function missingFacts(
  claim: readonly Token[],
  quotes: readonly Token[][],
  scope: readonly Token[][],
  cited: readonly ReadCitation[],
): string[] {
  const evidence = [...quotes, ...scope].flat();
  const years = cited.flatMap(({ year }) => year ?? []);
  const loose = evidence.flatMap((token) => {
    if (token.kind === 'document') return token.numbers;
    if (token.kind === 'date') return [...token.parts, token.date.year ?? []].flat();
    return [];
  });
  const scopeQuantities = scope.flatMap((tokens) => quantities(tokens));
  const held = [...quotes.flatMap((tokens) => quantities(tokens)), ...scopeQuantities];
  return [
    ...missingDocuments(claim, evidence),
    ...missingDates(claim, evidence, years),
    ...missingQuantities(quantities(claim), held, [...loose, ...years]),
  ];
}

function missingDocuments(claim: readonly Token[], evidence: readonly Token[]): string[] {
  const held = new Set(evidence.flatMap((token) => (token.kind === 'document' ? [token.id] : [])));
  return claim.flatMap((token) =>
    token.kind === 'document' && !held.has(token.id) ? [token.raw] : [],
  );
}

function missingContent(
  claim: readonly Token[],
  quotes: readonly Token[][],
  scope: readonly Token[][],
): string[] {
  const inQuotes = new Set(quotes.flat().map(contentOf));
  const inScope = new Set(scope.flat().map(contentOf));
  const content = [...new Set(claim.map(contentOf))].filter((text) => text !== undefined);
  if (!content.some((text) => inQuotes.has(text)) && !hasFact(claim)) return content;
  const counted = content.filter((text) => inQuotes.has(text) || !inScope.has(text));
  const lacking = counted.filter((text) => !inQuotes.has(text));
  const isEnough = counted.length - lacking.length >= counted.length * CONTENT_SHARE_MIN;
  return isEnough ? [] : lacking;
}

const contentOf = (token: Token): string | undefined =>
  token.kind === 'word' && isContentWord(token.text) ? token.text : undefined;

const hasFact = (claim: readonly Token[]): boolean => claim.some((token) => token.kind !== 'word');

/** Word for word inside the quote, and not cut off right behind a denial or a rank ("không", "Phó"). */
function isPartOf(claim: readonly Token[], quote: readonly Token[]): boolean {
  const key = (token: Token) =>
    token.kind === 'word' ? token.text : token.raw.replace(/\s+/g, ' ').toLowerCase();
  const needle = claim.map(key);
  const hay = quote.map(key);
  for (let at = hay.indexOf(needle[0]!); at >= 0; at = hay.indexOf(needle[0]!, at + 1)) {
    if (!needle.every((text, k) => hay[at + k] === text)) continue;
    const before = hay.slice(0, at);
    if (!endsInDenial(before) && !RANKS.has(before.at(-1) ?? '')) return true;
  }
  return false;
}

/** The citations whose quote does not stand word for word at its offsets. Empty when all do. */
export function verifyQuotes(
  citations: readonly Citation[],
  documentText: (documentId: number) => string | undefined,
): Citation[] {
  return citations.filter(({ documentId, start, end, quote }) => {
    const text = documentText(documentId);
    return quote === '' || text === undefined || text.slice(start, end) !== quote;
  });
}
