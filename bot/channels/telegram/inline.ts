/**
 * Inline mode: "@bot câu hỏi" in any chat offers the answer and its sources, to be posted there.
 * Telegram asks at every pause of the typing and forgets a query within seconds, so these never go
 * through the inbox: only a person's newest query counts, answers are cached, and what is too much is
 * left without results.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { InlineQuery, InlineQueryResultArticle } from 'grammy/types';
import { cleanText } from '../../../knowledge/text/normalise.ts';
import type { Assistant, Reply } from '../../assistant.ts';
import { createRateLimit } from '../../limits.ts';
import { describeError, type Log } from '../../log.ts';
import * as words from '../../replies/answer-choices.ts';
import type { FormattedText } from './formatted-text.ts';
import { answerBody, sourceBody } from './layout.ts';
import { asGrammySignal } from './sender.ts';
import { MESSAGE_CHARACTERS_MAX, split } from './split.ts';

export interface InlineOptions {
  api: Api;
  assistant: Pick<Assistant, 'reply' | 'context'>;
  limits: { questionMaxCharacters: number; questionsPerMinute: number };
  log: Log;
  signal: AbortSignal;
}

export interface InlineMode {
  /** Answers a query in its own time. Never throws. */
  take(query: InlineQuery): void;
}

const RESULTS_MAX = 5;
/** Shorter is the beginning of a question that is still being typed. */
const QUESTION_MIN_CHARACTERS = 8;
/** Another letter within this time means that the person is still typing. */
const TYPING_PAUSE_MS = 250;
const AT_ONCE_MAX = 4;
const PEOPLE_WAITING_MAX = 200;
const CACHED_MAX = 200;
const CACHED_MS = 300_000;
const DESCRIPTION_MAX = 120;

interface Cached {
  results: InlineQueryResultArticle[];
  until: number;
}

/** Answers inline queries; what is under way when `signal` aborts is dropped. */
export function createInlineMode(options: InlineOptions): InlineMode {
  const { api, assistant, limits, log, signal } = options;
  const cache = new Map<string, Cached>();
  const newest = new Map<number, InlineQuery>();
  const rates = createRateLimit(limits.questionsPerMinute);
  let underWay = 0;
  // Everybody who is typing listens to the one signal; that many are no leak.
  setMaxListeners(PEOPLE_WAITING_MAX * 2, signal);

  async function handle(person: number): Promise<void> {
    await delay(TYPING_PAUSE_MS, undefined, { signal });
    for (let query = newest.get(person); query; query = newest.get(person)) {
      await show(query, await resultsFor(query));
      if (newest.get(person) === query) newest.delete(person);
    }
  }

  async function resultsFor({ query, from }: InlineQuery): Promise<InlineQueryResultArticle[]> {
    const question = cleanText(query).trim();
    const { length } = question;
    if (length < QUESTION_MIN_CHARACTERS || length > limits.questionMaxCharacters) return [];
    const key = question.toLocaleLowerCase('vi');
    const known = cache.get(key);
    if (known && known.until > Date.now()) return known.results;
    if (underWay >= AT_ONCE_MAX || rates.ask(String(from.id), Date.now()) !== 'allow') return [];
    underWay += 1;
    try {
      const reply = await assistant.reply({ text: question, history: [], signal });
      const results = resultsOf(question, reply, assistant);
      if (reply.kind !== 'error' && !signal.aborted) remember(key, results);
      return results;
    } finally {
      underWay -= 1;
    }
  }

  function remember(key: string, results: InlineQueryResultArticle[]): void {
    cache.delete(key);
    cache.set(key, { results, until: Date.now() + CACHED_MS });
    if (cache.size > CACHED_MAX) cache.delete(cache.keys().next().value!); // not empty here
  }

  async function show({ id }: InlineQuery, results: InlineQueryResultArticle[]): Promise<void> {
    await api.answerInlineQuery(
      id,
      results,
      {
        // Telegram keeps an answer for everybody; nothing here depends on who asks.
        cache_time: results.length > 0 ? CACHED_MS / 1_000 : 0,
        is_personal: false,
        button: { text: words.ASK_IN_PRIVATE, start_parameter: 'inline' },
      },
      asGrammySignal(signal),
    );
  }

  return {
    take(query) {
      const person = query.from.id;
      const isWaiting = newest.has(person);
      if (!isWaiting && newest.size >= PEOPLE_WAITING_MAX) return;
      newest.set(person, query);
      if (isWaiting) return;
      handle(person).catch((error) => {
        newest.delete(person);
        // "query is too old" among them: the person has typed on or gone.
        log.debug(describeError(error), 'an inline query was not answered');
      });
    },
  };
}

/** The answer first, then its sources: at most RESULTS_MAX, each with what it cites. */
function resultsOf(
  question: string,
  reply: Reply,
  assistant: Pick<Assistant, 'context'>,
): InlineQueryResultArticle[] {
  const { kind, text, citations } = reply;
  const answer =
    kind === 'answer' && citations.length > 0
      ? [article('answer', question, text, answerBody(reply))]
      : [];
  const sources = citations.map((citation) => {
    const title = [citation.section, citation.title].filter((part) => part).join(' · ');
    const body = sourceBody(citation, assistant.context(citation));
    return article(`source-${citation.n}`, `[${citation.n}] ${title}`, citation.quote, body);
  });
  return [...answer, ...sources].slice(0, RESULTS_MAX);
}

function article(
  id: string,
  title: string,
  description: string,
  body: FormattedText,
): InlineQueryResultArticle {
  const { text, entities } = split(body, MESSAGE_CHARACTERS_MAX)[0]!; // a body is never blank
  return {
    type: 'article',
    id,
    title,
    description: description.replace(/\s+/g, ' ').slice(0, DESCRIPTION_MAX).toWellFormed(),
    input_message_content: {
      message_text: text,
      entities,
      link_preview_options: { is_disabled: true },
    },
  };
}
