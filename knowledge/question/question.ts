/**
 * Reads a question for answering: what is wanted, which words a passage must speak of, which time
 * and which legal document. Builds on the search's analysis, so that both see short forms, typing
 * without diacritics and mistypings alike.
 */
import { actorsIn } from '../answering/actors.ts';
import type { QuestionPair, QuestionTerm } from '../answering/term-match.ts';
import { analyzeQuery, type QueryAnalysis, type QueryTerm } from '../search/query-analysis.ts';
import { POSSIBLE_ABBREVIATIONS } from '../text/abbreviations.ts';
import type { DateMention } from '../text/dates.ts';
import { fold } from '../text/normalise.ts';
import { syllableRarity } from '../text/syllable-rarity.ts';
import { foldedSyllables } from '../text/tokens.ts';
import { type Intent, intentOf } from './intent.ts';
import { type LegalWording, legalWordingsIn } from './legal-wording.ts';
import { ASKING_PHRASES, isFunctionSyllable, PARAPHRASES } from './wording.ts';

export interface NamedDocument {
  /** "nghi_dinh", "luat": as in DocumentNumber. */
  kind: string;
  /** 92 of "92/2024/NĐ-CP"; undefined for "Luật HTX 2023". */
  number: number | undefined;
  year: number | undefined;
}

export interface QuestionReading {
  /** Cleaned text. */
  text: string;
  /** With sure abbreviations written out. */
  expanded: string;
  intent: Intent;
  terms: QuestionTerm[];
  pairs: QuestionPair[];
  /** How the law says what it says in everyday words, with diacritics. */
  legalWordings: readonly string[];
  /** Legal or policy documents that the question names. */
  documents: NamedDocument[];
  dates: DateMention[];
  /** Kinds of bodies the question is about, see actors.ts. */
  actors: ReadonlySet<string>;
  years: string[];
}

export interface ReadingDeps {
  /** In how many passages a folded syllable, or two joined by "_", stand; and how many passages there are. */
  documentFrequency(folded: string): number;
  passageCount(): number;
  /** The folded syllables of these passages that are one edit away from another. */
  near(folded: string): readonly string[];
}

const LEAST_WEIGHT = 0.1;
const QUESTION_WORD = 0.2;
const COMPARED_ELSEWHERE = 0.2;
/** Corrections of one unknown syllable that are looked for. */
const MEANT_MAX = 8;

/** Reads one question, given in full (follow-ups already completed). */
export function readQuestion(raw: string, deps: ReadingDeps): QuestionReading {
  // Without the vocabulary: a mistyping is met below with what it may have been meant to be, and
  // keeps its own spelling, so that an unknown word is still seen to be missing.
  const analysis = analyzeQuery(raw);
  const terms = termsOf(analysis, deps);
  const wordings = addLegalWordings(terms, analysis.accents === 'full');
  return {
    text: analysis.text,
    expanded: analysis.expanded,
    // What is counted is compared with terms, which are written out: "htx" is "hợp tác xã".
    intent: countedIn(intentOf(analysis.text), analysis.expanded),
    terms,
    pairs: pairsOf(terms, deps),
    legalWordings: [...new Set(wordings.flatMap(({ official }) => official))],
    documents: namedDocuments(analysis),
    dates: analysis.dates,
    actors: actorsIn(analysis.expanded),
    years: [...new Set(analysis.numbers.filter((number) => /^(?:19|20)\d{2}$/.test(number)))],
  };
}

/** The intent with what it counts as the written-out question has it. */
function countedIn(intent: Intent, expanded: string): Intent {
  const { focus, counts } = intentOf(expanded);
  // Written out, the clauses of "lãi mấy, nuôi biển …" run together.
  return counts && !intent.counts ? intent : { ...intent, focus, counts };
}

function termsOf(analysis: QueryAnalysis, deps: ReadingDeps): QuestionTerm[] {
  const terms: QuestionTerm[] = [];
  const seen = new Set<string>();
  const elsewhere = comparedElsewhere(analysis);
  for (const term of analysis.terms) {
    // The typed short form carries its readings; numbers are compared as answers, not as topic.
    if (term.from !== 'typed') continue;
    const made = questionTerm(term, deps);
    if (
      seen.has(made.folded) ||
      isFunctionSyllable(made.exact, made.folded, analysis.accents === 'full')
    )
      made.weight = 0;
    if (elsewhere.has(made.folded)) made.weight *= COMPARED_ELSEWHERE;
    seen.add(made.folded);
    terms.push(made);
  }
  muteAskingPhrases(terms);
  addParaphrases(terms);
  return terms;
}

/** Syllables of dates and document numbers, which have features of their own. */
function comparedElsewhere({ text, dates, documentNumbers }: QueryAnalysis): Set<string> {
  const found = new Set<string>();
  for (const { start, end } of [...dates, ...documentNumbers]) {
    for (const syllable of foldedSyllables(text.slice(start, end))) found.add(syllable);
  }
  return found;
}

function questionTerm(term: QueryTerm, deps: ReadingDeps): QuestionTerm {
  const readings = POSSIBLE_ABBREVIATIONS.get(term.text) ?? [];
  const idf = (folded: string) => importance(folded, deps);
  const likeliest = readings[0]?.map(fold);
  const own = likeliest
    ? likeliest.reduce((sum, s) => sum + idf(s), 0) / likeliest.length
    : idf(term.folded);
  const asked = term.weight < QUESTION_WORD && readings.length === 0;
  const isUnknown = readings.length === 0 && deps.documentFrequency(term.folded) === 0;
  const meant = isUnknown ? deps.near(term.folded) : [];
  return {
    exact: term.text,
    folded: term.folded,
    weight: asked ? 0 : Math.max(LEAST_WEIGHT, own),
    alternatives: [
      ...readings.map((reading) => reading.map(fold).join(' ')),
      ...meant.slice(0, MEANT_MAX),
    ],
    accented: term.exact && term.text !== term.folded,
  };
}

/** Rare here and rare in Vietnamese at large; a syllable that the corpus lacks is judged by the latter alone. */
function importance(folded: string, deps: ReadingDeps): number {
  const atLarge = syllableRarity(folded);
  const frequency = deps.documentFrequency(folded);
  if (frequency === 0) return atLarge;
  return (inverseFrequency(frequency, deps.passageCount()) + atLarge) / 2;
}

/** Pairs that the corpus knows, each weighed by its rarity; a pair it does not know tells nothing. */
function pairsOf(terms: readonly QuestionTerm[], deps: ReadingDeps): QuestionPair[] {
  const pairs = new Map<string, QuestionPair>();
  for (let i = 1; i < terms.length; i += 1) {
    const folded = `${terms[i - 1]!.folded}_${terms[i]!.folded}`;
    if (terms[i - 1]!.weight === 0 && terms[i]!.weight === 0) continue;
    const frequency = deps.documentFrequency(folded);
    if (frequency === 0) continue;
    pairs.set(folded, {
      folded,
      weight: Math.max(LEAST_WEIGHT, inverseFrequency(frequency, deps.passageCount())),
    });
  }
  return [...pairs.values()];
}

function inverseFrequency(frequency: number, total: number): number {
  return Math.log(1 + (Math.max(total, frequency) - frequency + 0.5) / (frequency + 0.5));
}

/** Takes the weight of the words that only ask. */
function muteAskingPhrases(terms: QuestionTerm[]): void {
  for (const phrase of ASKING_PHRASES) {
    const words = phrase.split(' ');
    for (let i = 0; i + words.length <= terms.length; i += 1) {
      if (!words.every((word, k) => terms[i + k]!.folded === word)) continue;
      for (let k = 0; k < words.length; k += 1) terms[i + k]!.weight = 0;
    }
  }
}

/** Gives the syllables of an everyday wording the official wording as an alternative. */
function addParaphrases(terms: QuestionTerm[]): void {
  const joined = terms.map((term) => term.folded);
  for (const [everyday, official] of PARAPHRASES) {
    const words = everyday.split(' ');
    for (let i = 0; i + words.length <= joined.length; i += 1) {
      if (!words.every((word, k) => joined[i + k] === word)) continue;
      for (let k = 0; k < words.length; k += 1) {
        const term = terms[i + k]!;
        term.alternatives = [...term.alternatives, ...official];
      }
    }
  }
}

/** Gives what is said in everyday words the wording of the law; words that only ask need none. */
function addLegalWordings(terms: readonly QuestionTerm[], withDiacritics: boolean): LegalWording[] {
  const tokens = terms.map((term) => term.exact);
  const wordings = legalWordingsIn(tokens, withDiacritics);
  for (const { start, end, folded } of wordings) {
    for (const term of terms.slice(start, end)) {
      if (term.weight > 0) term.alternatives = [...new Set([...term.alternatives, ...folded])];
    }
  }
  return wordings;
}

/** The numbered documents, and "Luật Hợp tác xã (năm 2023)", which people name without its number. */
function namedDocuments(analysis: QueryAnalysis): NamedDocument[] {
  const found: NamedDocument[] = analysis.documentNumbers.map(({ kind, number, year }) => ({
    kind,
    number,
    year,
  }));
  const law = /\bluat (?:hop tac xa|htx)(?: (?:nam )?((?:19|20)\d{2}))?/.exec(fold(analysis.text));
  if (law && !found.some(({ kind }) => kind === 'luat')) {
    found.push({ kind: 'luat', number: undefined, year: law[1] ? Number(law[1]) : undefined });
  }
  return found;
}
