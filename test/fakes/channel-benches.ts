/** The benches of the channel contract: the same few things a person does, on each platform. */
import type { ChannelEvent } from '../../bot/channels/channel.ts';
import { parseConfig } from '../../bot/config.ts';
import { createConversation } from '../../bot/conversation.ts';
import { createInboxWorker } from '../../bot/inbox-worker.ts';
import { createLog } from '../../bot/log.ts';
import * as words from '../../bot/replies/chat.ts';
import { createSendGate } from '../../bot/send-gate.ts';
import { type BotStore, openBotStore } from '../../bot/store/bot-store.ts';
import { createMemoryChannel, MEMORY_CHARACTERS_MAX } from './memory-channel.ts';
import { createEchoAssistant, type EchoAssistant } from './telegram-assistant.ts';
import { fromBot, startTestBot } from './telegram-bot.ts';
import { richText } from './telegram-rich.ts';
import { startFakeTelegram } from './telegram-server.ts';
import type { Person } from './telegram-world.ts';

/** What a person does wherever they can talk to the bot. */
export interface PersonBench {
  store: BotStore;
  assistant: EchoAssistant;
  charactersMax: number;
  /** A person by number writes in the private chat. */
  says(person: number, text: string): unknown;
  /** Asks for source n, or rates, under the newest message that offers it. */
  asksForSource(person: number, n: number): void;
  ratesUp(person: number): void;
  texts(person: number): string[];
  stop(): Promise<void>;
}

/** A platform between the person and the bot: it delivers updates, and sends can fail. */
export interface Bench extends PersonBench {
  channel: string;
  /** `at` in milliseconds. Returns a token for repeat(). */
  says(person: number, text: string, at?: number): unknown;
  /** The platform delivers the same update again. */
  repeat(said: unknown): void;
  chatId(person: number): string;
  failNextSend(how: 'limited for a second' | 'blocked' | 'response lost'): void;
}

export async function memoryBench(): Promise<Bench> {
  const { limits, conversation } = parseConfig({});
  const store = openBotStore({ file: ':memory:', now: Date.now, ...conversation });
  const channel = createMemoryChannel();
  const assistant = createEchoAssistant();
  const signal = new AbortController().signal;
  const worker = createInboxWorker({
    inbox: store.inbox,
    channel: channel.name,
    handler: createConversation({
      channel,
      gate: createSendGate({ pace: store.pace(channel.name, 30) }),
      assistant,
      store,
      limits,
      profile: {},
      now: Date.now,
      signal,
    }),
    log: createLog('silent'),
    now: Date.now,
    mayWork: () => true,
  });
  let nextId = 1;
  const chatId = (person: number) => `chat ${person}`;
  const put = (person: number, updateId: string, payload: ChannelEvent) => {
    store.inbox.put([{ channel: 'memory', updateId, lane: chatId(person), payload }]);
    worker.wake();
    return { person, updateId, payload };
  };
  const from = (person: number) => ({
    address: { chatId: chatId(person), kind: 'private' as const },
    personId: `person ${person}`,
    messageId: String(nextId),
  });
  const press = (person: number, what: 'show-source' | 'rate', n?: number) => {
    const offered = channel.messages(chatId(person)).flatMap(({ actions }) => actions);
    const action = offered.find((each) => each.do === what && (!('n' in each) || each.n === n));
    const id = String(nextId++);
    put(person, id, { kind: 'press', ...from(person), pressId: id, action });
  };
  return {
    channel: 'memory',
    store,
    assistant,
    charactersMax: MEMORY_CHARACTERS_MAX,
    says(person, text, at = Date.now()) {
      const name = /^\/(\w+)$/.exec(text)?.[1];
      const command = name === undefined ? undefined : { name, argument: '' };
      const base = { kind: 'message' as const, ...from(person), text, command };
      return put(person, String(nextId++), { ...base, sentAt: at, isEdit: false });
    },
    repeat(said) {
      const { person, updateId, payload } = said as ReturnType<typeof put>;
      put(person, updateId, payload);
    },
    asksForSource: (person, n) => press(person, 'show-source', n),
    ratesUp: (person) => press(person, 'rate'),
    texts: (person) => channel.messages(chatId(person)).map(({ text }) => text),
    chatId,
    failNextSend: (how) =>
      channel.failNext(
        how === 'response lost'
          ? 'lost'
          : how === 'blocked'
            ? { outcome: 'unreachable', reason: 'blocked', isLasting: true }
            : { outcome: 'rate-limited', retryAfterMs: 1_000, scope: 'everyone' },
      ),
    async stop() {
      await worker.stop();
      store.close();
    },
  };
}

/** A Bot API server that has rich messages. */
export const telegramRichBench = () => telegramBench({ isOld: false });

export async function telegramBench(options: { isOld: boolean } = { isOld: true }): Promise<Bench> {
  const telegram = await startFakeTelegram(options);
  const bot = await startTestBot(telegram);
  const people = new Map<number, Person>();
  const person = (n: number) => {
    const known = people.get(n) ?? telegram.person(`Người ${n}`);
    people.set(n, known);
    return known;
  };
  const press = (n: number, label: string) => {
    const { chat, presses } = person(n);
    const message = fromBot(chat).findLast(({ reply_markup: markup }) =>
      markup?.inline_keyboard.flat().some(({ text }) => text === label),
    );
    if (message) presses(message, label);
  };
  return {
    channel: 'telegram',
    store: bot.store,
    assistant: bot.assistant,
    charactersMax: 4_096,
    says: (n, text, at = Date.now()) => ({ message: person(n).says(text, { at }) }),
    repeat(said) {
      const last = telegram.updates.add(said as never) - 1;
      // The same update id, as after a lost confirmation.
      Object.assign(telegram.updates.pending().at(-1) ?? {}, { update_id: last });
    },
    asksForSource: (n, source) => press(n, words.sourceButton(source)),
    ratesUp: (n) => press(n, '👍'),
    texts: (n) =>
      fromBot(person(n).chat).map(({ text = '', rich }) => (rich ? richText(rich) : text)),
    chatId: (n) => String(person(n).user.id),
    failNextSend: (how) =>
      telegram.failNext(
        options.isOld ? 'sendMessage' : 'sendRichMessage',
        how === 'response lost'
          ? { kind: 'lost-response' }
          : how === 'blocked'
            ? { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' }
            : { kind: 'error', code: 429, description: 'Too Many Requests', retryAfter: 1 },
      ),
    async stop() {
      await bot.stop();
      await telegram.stop();
    },
  };
}
