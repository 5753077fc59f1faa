/** The benches of the channel contract: the same few things a person does, on each platform. */
import type { ButtonAction, ChannelEvent } from '../../bot/channels/channel.ts';
import { parseConfig } from '../../bot/config.ts';
import { createConversation } from '../../bot/conversation.ts';
import { createInboxWorker } from '../../bot/inbox-worker.ts';
import { createLog } from '../../bot/log.ts';
import * as words from '../../bot/replies/sources.ts';
import { createSendGate } from '../../bot/send-gate.ts';
import { type BotStore, openBotStore } from '../../bot/store/bot-store.ts';
import { createVoice } from '../../bot/voice.ts';
import { createMemoryChannel, MEMORY_CHARACTERS_MAX } from './memory-channel.ts';
import { createMenuFeature, type MenuFeature } from './menu-feature.ts';
import { createEchoAssistant, type EchoAssistant } from './telegram-assistant.ts';
import { fromBot, startTestBot } from './telegram-bot.ts';
import { richText } from './telegram-rich.ts';
import { type Failure, startFakeTelegram } from './telegram-server.ts';
import type { Person, StoredMessage } from './telegram-world.ts';
import { testParts } from './test-parts.ts';

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
  /** Chooses option n (from 1) of the newest menu. */
  chooses(person: number, n: number): void;
  /** What /menu, /ten and /tep of the test's feature ran. */
  menu: MenuFeature;
  /** The newest message with everything on it that can be chosen. */
  offered(person: number): string;
  takesFiles: boolean;
  /** Names of the files the person received. */
  files(person: number): string[];
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
  const config = parseConfig({});
  const { limits, conversation } = config;
  const store = openBotStore({ file: ':memory:', now: Date.now, ...conversation });
  const channel = createMemoryChannel();
  const assistant = createEchoAssistant();
  const menu = createMenuFeature();
  const { desk, roles } = testParts(config, store, [menu]);
  const signal = new AbortController().signal;
  const worker = createInboxWorker({
    inbox: store.inbox,
    channel: channel.name,
    handler: createConversation({
      channel,
      voice: createVoice(
        channel,
        createSendGate({ pace: store.pace(channel.name, 30), now: Date.now }),
        store,
      ),
      assistant,
      desk,
      roles,
      store,
      limits,
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
  const press = (person: number, isMeant: (action: ButtonAction) => boolean) => {
    const message = channel.messages(chatId(person)).findLast((each) => each.actions.some(isMeant));
    const action = message?.actions.find(isMeant);
    const id = String(nextId++);
    const { messageId = '' } = message ?? {};
    put(person, id, { kind: 'press', ...from(person), messageId, pressId: id, action });
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
    asksForSource: (person, n) =>
      press(person, (action) => action.do === 'show-source' && action.n === n),
    ratesUp: (person) => press(person, (action) => action.do === 'rate'),
    chooses: (person, n) =>
      press(person, (action) => action.do === 'choose' && action.index === n - 1),
    menu,
    offered: (person) => channel.messages(chatId(person)).at(-1)?.text ?? '',
    takesFiles: true,
    files: (person) => channel.messages(chatId(person)).flatMap(({ fileName }) => fileName ?? []),
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
  const menu = createMenuFeature();
  const bot = await startTestBot(telegram, { features: [menu] });
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
    chooses(n, option) {
      const { chat, presses } = person(n);
      const isOption = /^o:\d+:(\d+)$/;
      const buttons = (message: StoredMessage) =>
        message.reply_markup?.inline_keyboard.flat().flatMap((button) => {
          const data = 'callback_data' in button ? (button.callback_data ?? '') : '';
          return isOption.exec(data)?.[1] === String(option - 1) ? [data] : [];
        }) ?? [];
      const message = fromBot(chat).findLast((each) => buttons(each).length > 0);
      if (message) presses(message, buttons(message)[0]!);
    },
    menu,
    offered(n) {
      const { text = '', reply_markup: markup } = fromBot(person(n).chat).at(-1) ?? {};
      const labels = markup?.inline_keyboard.flat().map((button) => button.text) ?? [];
      return [text, ...labels].join('\n');
    },
    takesFiles: true,
    files: (n) => fromBot(person(n).chat).flatMap(({ document }) => document?.file_name ?? []),
    texts: (n) =>
      fromBot(person(n).chat).map(({ text, caption = '', rich }) =>
        rich ? richText(rich) : (text ?? caption),
      ),
    chatId: (n) => String(person(n).user.id),
    failNextSend(how) {
      let failure: Failure | undefined =
        how === 'response lost'
          ? { kind: 'lost-response' }
          : how === 'blocked'
            ? { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' }
            : { kind: 'error', code: 429, description: 'Too Many Requests', retryAfter: 1 };
      const sends = options.isOld ? ['sendmessage'] : ['sendmessage', 'sendrichmessage'];
      telegram.failWhen((method) => {
        if (!sends.includes(method)) return undefined;
        const next = failure;
        failure = undefined;
        return next;
      });
    },
    async stop() {
      await bot.stop();
      await telegram.stop();
    },
  };
}
