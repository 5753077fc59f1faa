/**
 * The training text as numbers: every token an id, cut into sentences, passages and groups.
 * A group (the passages of one article, or of one legal topic) is where hard negatives come from:
 * its passages share subject and vocabulary, so only the asked-for detail tells them apart.
 */
import { cleanText } from '../../text/normalise.ts';
import { sentences } from '../../text/sentences.ts';
import { tokenize } from '../../text/tokens.ts';
import { tokenScanner } from '../token-scanner.ts';
import type { TrainingArticle } from './articles.ts';
import { GrowingInts } from './growing-ints.ts';
import type { Random } from './random.ts';

export interface TrainingText {
  /** Token id → its text as tokens.ts gives it. */
  vocabulary: string[];
  idOf(token: string): number;
  /** Token ids of all articles, one after the other, titles first. */
  tokens: Int32Array;
  /** 1 where the token is written with a capital letter. */
  capital: Uint8Array;
  /** Sentence s is tokens [sentenceStarts[s], sentenceStarts[s + 1]). */
  sentenceStarts: Int32Array;
  /** Passage p is sentences [passageStarts[p], passageStarts[p + 1]). */
  passageStarts: Int32Array;
  /** Passage p belongs to article articleOf[p]. */
  articleOf: Int32Array;
  /** Article a: its title is tokens [titleStarts[a], titleEnds[a]), its topic [topicStarts[a], titleStarts[a]). */
  topicStarts: Int32Array;
  titleStarts: Int32Array;
  titleEnds: Int32Array;
  /** Equal for articles with the same title. */
  titleKeys: Int32Array;
  /** Group g is passages [groupStarts[g], groupStarts[g + 1]). */
  groupStarts: Int32Array;
  passageCount: number;
  groupCount: number;
}

export interface TrainingTextBuilder {
  add(article: TrainingArticle): void;
  /** What was added so far. */
  size(): { tokens: number; groups: number };
  build(): TrainingText;
}

const PASSAGE_TOKENS_MIN = 30;
const PASSAGE_TOKENS_MAX = 220;
/** A passage with fewer tokens is a stray heading or list mark. */
const PASSAGE_TOKENS_LEAST = 8;
const SENTENCE_TOKENS_MAX = 4096;

/** Collects articles in order; `random` decides the lengths of passages. */
export function trainingTextBuilder(random: Random): TrainingTextBuilder {
  const ids = new Map<string, number>();
  const rawIds = new Map<string, number>();
  const vocabulary: string[] = [];
  const titles = new Map<string, number>();
  const scanner = tokenScanner(SENTENCE_TOKENS_MAX);
  const tokens = new GrowingInts();
  const capital = new GrowingInts();
  const sentenceStarts = new GrowingInts();
  const passageStarts = new GrowingInts();
  const articleOf = new GrowingInts();
  const topicStarts = new GrowingInts();
  const titleStarts = new GrowingInts();
  const titleEnds = new GrowingInts();
  const titleKeys = new GrowingInts();
  const groupStarts = new GrowingInts();
  let previousTopic: string | undefined;

  function idOf(token: string): number {
    let id = ids.get(token);
    if (id === undefined) {
      id = vocabulary.length;
      ids.set(token, id);
      vocabulary.push(token);
    }
    return id;
  }

  function idOfRaw(raw: string): number {
    let id = rawIds.get(raw);
    if (id === undefined) {
      id = idOf(tokenize(raw)[0]?.text ?? raw.toLowerCase());
      rawIds.set(raw, id);
    }
    return id;
  }

  function pushToken(raw: string): void {
    tokens.push(idOfRaw(raw));
    const first = raw[0] ?? '';
    capital.push(first !== first.toLowerCase() ? 1 : 0);
  }

  /** Appends a clean text's tokens and returns how many there were. */
  function pushTokens(text: string): number {
    const count = scanner.scan(text);
    if (count >= 0) {
      for (let i = 0; i < count; i++) pushToken(text.slice(scanner.starts[i], scanner.ends[i]));
      return count;
    }
    const found = tokenize(text).slice(0, SENTENCE_TOKENS_MAX);
    for (const token of found) pushToken(text.slice(token.start, token.end));
    return found.length;
  }

  function pushPassages(text: string, article: number): void {
    let length = 0;
    let target = 0;
    for (const span of sentences(text)) {
      if (length >= target) {
        passageStarts.push(sentenceStarts.length);
        articleOf.push(article);
        length = 0;
        target = PASSAGE_TOKENS_MIN + random.below(PASSAGE_TOKENS_MAX - PASSAGE_TOKENS_MIN);
      }
      sentenceStarts.push(tokens.length);
      length += pushTokens(text.slice(span.start, span.end));
    }
  }

  function add({ topic, title, text }: TrainingArticle): void {
    const article = titleStarts.length;
    if (topic === '' || topic !== previousTopic) groupStarts.push(passageStarts.length);
    previousTopic = topic;
    // The title is a sentence of no passage: it stands between the last passage and the next.
    sentenceStarts.push(tokens.length);
    passageStarts.push(sentenceStarts.length - 1);
    articleOf.push(-1);
    topicStarts.push(tokens.length);
    pushTokens(cleanText(topic));
    titleStarts.push(tokens.length);
    pushTokens(cleanText(title));
    titleEnds.push(tokens.length);
    const key = titles.get(title) ?? titles.size + 1;
    titles.set(title, key);
    titleKeys.push(key);
    pushPassages(cleanText(text), article);
  }

  function build(): TrainingText {
    sentenceStarts.push(tokens.length);
    passageStarts.push(sentenceStarts.length - 1);
    groupStarts.push(articleOf.length);
    return {
      vocabulary,
      idOf,
      tokens: tokens.toArray(),
      capital: Uint8Array.from(capital.toArray()),
      sentenceStarts: sentenceStarts.toArray(),
      passageStarts: passageStarts.toArray(),
      articleOf: articleOf.toArray(),
      topicStarts: topicStarts.toArray(),
      titleStarts: titleStarts.toArray(),
      titleEnds: titleEnds.toArray(),
      titleKeys: titleKeys.toArray(),
      groupStarts: groupStarts.toArray(),
      passageCount: articleOf.length,
      groupCount: groupStarts.length - 1,
    };
  }

  const size = () => ({ tokens: tokens.length, groups: groupStarts.length });

  return { add, size, build };
}

/** True for a passage that can be trained on: real text of useful length. */
export function isUsable(text: TrainingText, passage: number): boolean {
  return text.articleOf[passage]! >= 0 && passageTokens(text, passage) >= PASSAGE_TOKENS_LEAST;
}

/** How many tokens a passage has. */
function passageTokens(text: TrainingText, passage: number): number {
  const from = text.sentenceStarts[text.passageStarts[passage]!]!;
  return text.sentenceStarts[text.passageStarts[passage + 1]!]! - from;
}
