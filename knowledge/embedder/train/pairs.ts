/**
 * Training pairs: something a person might type, and the passage it should find. The kinds and
 * their shares decide what the embedder becomes good at; MODEL_CARD.md has the measurements.
 */
import { questionMaker } from './questions.ts';
import type { Random } from './random.ts';
import type { TrainingText } from './training-text.ts';

export interface Pair {
  /** Token ids. */
  query: number[];
  /** Chance that a token of the query loses its diacritics: 0, 1, or ½ for a half-accented one. */
  strip: number;
  /** The passage as token ranges: from, to, from, to … */
  ranges: number[];
  passage: number;
  /** The title's key when the query is a title: other passages under that title are no negatives. */
  titleKey: number;
}

export type PairKind = 'title' | 'rest' | 'span' | 'question' | 'sentence';

/** Relative share of each kind of pair. */
export type PairShares = Record<PairKind, number>;

export const PAIR_SHARES: PairShares = {
  title: 0.25,
  rest: 0.3,
  span: 0.05,
  question: 0.3,
  sentence: 0.13,
};

export interface PairMaker {
  pair(passage: number): Pair;
}

const STRIPPED_SHARE = 1 / 3;
const HALF_STRIPPED_SHARE = 0.07;
const WITH_TITLE_SHARE = 0.4;
const SUBJECT_SHARE = 0.25;
const SPAN_TOKENS_MIN = 3;
const SPAN_TOKENS_SPREAD = 10;
const DROPPED_SHARE = 0.1;
/** Longer sentences are cut for queries; nobody types more. */
const QUERY_TOKENS_MAX = 48;

export function pairMaker(text: TrainingText, random: Random, shares: PairShares): PairMaker {
  const { question } = questionMaker(text, random);

  function pickSentence(passage: number): { from: number; to: number } {
    const first = text.passageStarts[passage]!;
    const count = text.passageStarts[passage + 1]! - first;
    let picked = first + random.below(count);
    // A second try when the first is a stray number or heading.
    if (sentenceLength(picked) < 5) picked = first + random.below(count);
    return { from: text.sentenceStarts[picked]!, to: text.sentenceStarts[picked + 1]! };
  }

  const sentenceLength = (sentence: number) =>
    text.sentenceStarts[sentence + 1]! - text.sentenceStarts[sentence]!;

  function span(from: number, to: number): number[] {
    const length = Math.min(to - from, SPAN_TOKENS_MIN + random.below(SPAN_TOKENS_SPREAD));
    const start = from + random.below(to - from - length + 1);
    return [...text.tokens.subarray(start, start + length)].filter(
      () => !random.chance(DROPPED_SHARE),
    );
  }

  function title(article: number): number[] {
    return [...text.tokens.subarray(text.titleStarts[article]!, text.titleEnds[article]!)];
  }

  function topic(article: number): number[] {
    return [...text.tokens.subarray(text.topicStarts[article]!, text.titleStarts[article]!)];
  }

  function pickKind(): PairKind {
    let left =
      random.next() *
      (shares.title + shares.rest + shares.span + shares.question + shares.sentence);
    for (const kind of ['title', 'rest', 'span', 'question'] as const) {
      left -= shares[kind];
      if (left < 0) return kind;
    }
    return 'sentence';
  }

  function strip(): number {
    const roll = random.next();
    if (roll < STRIPPED_SHARE) return 1;
    return roll < STRIPPED_SHARE + HALF_STRIPPED_SHARE ? 0.5 : 0;
  }

  function pair(passage: number): Pair {
    const article = text.articleOf[passage]!;
    const from = text.sentenceStarts[text.passageStarts[passage]!]!;
    const to = text.sentenceStarts[text.passageStarts[passage + 1]!]!;
    const sentence = pickSentence(passage);
    const hasTitle = text.titleEnds[article]! > text.titleStarts[article]!;
    let kind = pickKind();
    if (kind === 'title' && !hasTitle) kind = 'span';
    const isAlone = sentence.from === from && sentence.to === to;
    const made: Pair = { query: [], strip: strip(), ranges: [from, to], passage, titleKey: 0 };
    if (kind === 'title') {
      made.query = [...(random.chance(0.5) ? topic(article) : []), ...title(article)];
      made.titleKey = text.titleKeys[article]!;
      return made;
    }
    if (hasTitle && random.chance(WITH_TITLE_SHARE)) {
      made.ranges.unshift(text.titleStarts[article]!, text.titleEnds[article]!);
    }
    if (kind === 'rest' && !isAlone) {
      made.query = [...text.tokens.subarray(sentence.from, sentence.to)].slice(0, QUERY_TOKENS_MAX);
      if (random.chance(0.5)) made.query = span(sentence.from, sentence.to);
      made.ranges.splice(-2, 2, from, sentence.from, sentence.to, to);
      return made;
    }
    if (kind === 'sentence') made.ranges = [sentence.from, sentence.to];
    made.query =
      kind === 'question' || (kind === 'sentence' && random.chance(0.5))
        ? question(sentence.from, sentence.to)
        : span(sentence.from, sentence.to);
    if (random.chance(SUBJECT_SHARE)) {
      const subject = random.chance(0.5) ? title(article) : topic(article);
      made.query = random.chance(0.5) ? [...subject, ...made.query] : [...made.query, ...subject];
    }
    return made;
  }

  return { pair };
}
