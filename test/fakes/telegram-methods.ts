/**
 * The Bot API methods the fake knows, with the checks and error texts of the real one. Each takes the
 * call's parameters and returns `result`, or throws a Refusal.
 */
import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import type { RateMeter } from './telegram-rates.ts';
import { badRequest, Refusal } from './telegram-refusal.ts';
import { checkedRich } from './telegram-rich.ts';
import type { UpdateQueue } from './telegram-updates.ts';
import type { FakeChat, InlineResult, StoredMessage, World } from './telegram-world.ts';

export type Parameters = Record<string, unknown>;

export interface MethodContext {
  world: World;
  updates: UpdateQueue;
  rates: RateMeter;
  /** Ends a long poll when its client went away. */
  signal: AbortSignal;
}

type Method = (parameters: Parameters, context: MethodContext) => unknown;

const TEXT_MAX = 4_096;
const CAPTION_MAX = 1_024;
const CALLBACK_DATA_BYTES_MAX = 64;
const BUTTONS_MAX = 100;
const INLINE_RESULTS_MAX = 50;
const INLINE_RESULT_ID_BYTES_MAX = 64;

/** Lower-case names: the Bot API does not mind the case of a method. */
export const METHODS: Readonly<Record<string, Method>> = {
  getme: (_, { world }) => world.bot,
  getupdates: (parameters, { updates, signal }) => {
    updates.setAllowed(list<string>(parameters.allowed_updates));
    return updates.poll(
      {
        offset: Number(parameters.offset ?? 0),
        limit: Math.min(100, Math.max(1, Number(parameters.limit ?? 100))),
        timeoutSeconds: Number(parameters.timeout ?? 0),
      },
      signal,
    );
  },
  setwebhook: (parameters, { updates }) => {
    const url = String(parameters.url ?? '');
    const secret =
      parameters.secret_token === undefined ? undefined : String(parameters.secret_token);
    if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret)) {
      throw badRequest('secret token contains unallowed characters');
    }
    updates.setAllowed(list<string>(parameters.allowed_updates));
    const connectionsMax = Number(parameters.max_connections ?? 40);
    updates.setWebhook(url === '' ? undefined : { url, secret, connectionsMax });
    return true;
  },
  deletewebhook: (_, { updates }) => {
    updates.setWebhook(undefined);
    return true;
  },
  getwebhookinfo: (_, { updates }) => ({
    url: updates.webhook()?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending().length,
    ...(updates.lastPushError() ? { last_error_message: updates.lastPushError() } : {}),
  }),
  setmycommands: (parameters) => {
    for (const { command, description } of list<Record<string, string>>(parameters.commands) ??
      []) {
      if (!/^[a-z0-9_]{1,32}$/.test(command ?? '')) throw badRequest('BOT_COMMAND_INVALID');
      if (!description || description.length > 256) {
        throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
      }
    }
    return true;
  },
  sendchataction: (parameters, { world }) => {
    chatOf(world, parameters.chat_id);
    if (parameters.action !== 'typing') throw badRequest('wrong parameter action in request');
    return true;
  },
  sendmessagedraft: (parameters, { world }) => {
    const chat = chatOf(world, parameters.chat_id);
    if (chat.chat.type !== 'private') throw badRequest('method is available only in private chats');
    if (!Number(parameters.draft_id)) throw badRequest('DRAFT_ID_INVALID');
    if (String(parameters.text ?? '').length > TEXT_MAX) throw badRequest('message is too long');
    return true;
  },
  sendrichmessage: (parameters, { world, rates }) => {
    const chat = chatOf(world, parameters.chat_id);
    const rich = checkedRich(object(parameters.rich_message));
    const place = placeIn(chat, parameters);
    rates.take(chat.chat.id);
    return world.botSays(chat, { ...rich, ...place });
  },
  answerinlinequery: (parameters, { world }) => {
    const query = world.inlineQueries.get(String(parameters.inline_query_id));
    if (!query || query.results) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    query.results = checkedInlineResults(
      list<InlineResult>(parameters.results),
      object(parameters.button),
    );
    query.cacheSeconds = Number(parameters.cache_time ?? 300);
    return true;
  },
  sendmessage: (parameters, { world, rates }) => {
    const chat = chatOf(world, parameters.chat_id);
    const content = checkedText(parameters, 'text', TEXT_MAX);
    const place = placeIn(chat, parameters);
    rates.take(chat.chat.id);
    return world.botSays(chat, { ...content, ...place });
  },
  senddocument: async (parameters, { world, rates }) => {
    const chat = chatOf(world, parameters.chat_id);
    const file = parameters.document;
    if (!(file instanceof File)) throw badRequest('there is no document in the request');
    const { text: caption } = checkedText(
      { text: parameters.caption ?? ' ', entities: parameters.caption_entities },
      'text',
      CAPTION_MAX,
      'may be empty',
    );
    const place = placeIn(chat, parameters);
    rates.take(chat.chat.id);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const document = { file_name: file.name, bytes };
    return world.botSays(chat, { ...place, document, ...(caption === '' ? {} : { caption }) });
  },
  editmessagetext: (parameters, { world }) => {
    const chat = chatOf(world, parameters.chat_id);
    const message = ownMessage(world, chat, parameters.message_id);
    const rich = object(parameters.rich_message);
    const content = rich ? checkedRich(rich) : checkedText(parameters, 'text', TEXT_MAX);
    const next: Partial<StoredMessage> = { ...content, ...markupOf(parameters) };
    if (looks(message) === looks(next)) {
      throw badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    for (const field of ['reply_markup', 'entities', 'text', 'rich'] as const)
      delete message[field];
    return Object.assign(message, next, { edit_date: Math.floor(Date.now() / 1_000) });
  },
  deletemessage: (parameters, { world }) => {
    const chat = chatOf(world, parameters.chat_id);
    const message = ownMessage(world, chat, parameters.message_id);
    chat.messages.splice(chat.messages.indexOf(message), 1);
    return true;
  },
  answercallbackquery: (parameters, { world }) => {
    const query = world.queries.get(String(parameters.callback_query_id));
    if (!query || query.isExpired) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    const text = parameters.text === undefined ? undefined : String(parameters.text);
    if (text !== undefined && text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
    Object.assign(query, { answer: text, isAnswered: true });
    return true;
  },
};

function chatOf(world: World, id: unknown): FakeChat {
  const chat = world.chats.get(Number(id));
  if (!chat) throw badRequest('chat not found');
  if (chat.movedTo !== undefined) {
    throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.movedTo,
    });
  }
  if (chat.isBlocked) {
    throw new Refusal(
      403,
      chat.chat.type === 'private'
        ? 'Forbidden: bot was blocked by the user'
        : 'Forbidden: bot was kicked from the supergroup chat',
    );
  }
  return chat;
}

function ownMessage(world: World, chat: FakeChat, id: unknown): StoredMessage {
  const message = chat.messages.find(({ message_id }) => message_id === Number(id));
  if (!message) throw badRequest('message to edit not found');
  if (message.from.id !== world.bot.id) throw badRequest("message can't be edited");
  return message;
}

/** The inline results as the Bot API takes them; everything that would be refused is. */
function checkedInlineResults(
  results: InlineResult[] | undefined,
  button: Parameters | undefined,
): InlineResult[] {
  if (!results) throw badRequest("can't parse inline query results");
  if (results.length > INLINE_RESULTS_MAX) throw badRequest('RESULTS_TOO_MUCH');
  if (new Set(results.map(({ id }) => id)).size < results.length) {
    throw badRequest('RESULT_ID_DUPLICATE');
  }
  for (const { type, id, title, input_message_content: content } of results) {
    if (type !== 'article') throw badRequest('unsupported inline query result type');
    const bytes = Buffer.byteLength(id ?? '');
    if (bytes < 1 || bytes > INLINE_RESULT_ID_BYTES_MAX) throw badRequest('RESULT_ID_INVALID');
    if (!title) throw badRequest('article title must be non-empty');
    checkedText({ ...content, text: content?.message_text }, 'text', TEXT_MAX);
  }
  if (button && !/^[\w-]{1,64}$/.test(String(button.start_parameter))) {
    throw badRequest('START_PARAM_INVALID');
  }
  return results;
}

function checkedText(
  parameters: Parameters,
  field: string,
  max: number,
  emptiness: 'refused' | 'may be empty' = 'refused',
) {
  const raw = String(parameters[field] ?? '');
  const entities = list<MessageEntity>(parameters.entities) ?? [];
  if (parameters.parse_mode !== undefined) checkMarkup(raw, String(parameters.parse_mode));
  for (const { offset, length } of entities) {
    if (offset < 0 || length <= 0 || offset + length > raw.length) {
      throw badRequest('ENTITY_BOUNDS_INVALID');
    }
  }
  const text = raw.trim();
  if (text === '' && emptiness === 'refused') throw badRequest('message text is empty');
  if (text.length > max) throw badRequest('message is too long');
  // Telegram drops an entity it cannot show instead of refusing the message.
  const shown = entities.filter((entity) => !('url' in entity) || URL.canParse(entity.url));
  return { text, ...(shown.length > 0 ? { entities: shown } : {}) };
}

/** Enough of the parsers to catch markup that was escaped by hand and wrongly. */
function checkMarkup(text: string, mode: string): void {
  const refuse = (why: string) => badRequest(`can't parse entities: ${why}`);
  if (mode === 'HTML') {
    const open: string[] = [];
    for (const [, close, name = ''] of text.matchAll(/<(\/?)([a-z-]+)[^<>]*>/g)) {
      if (!close) open.push(name);
      else if (open.pop() !== name) throw refuse(`unexpected end tag "${name}"`);
    }
    if (open.length > 0) throw refuse(`can't find end tag corresponding to start tag "${open[0]}"`);
    if (/<(?!\/?[a-z-]+[^<>]*>)/.test(text)) throw refuse('unsupported start tag ""');
  } else if (mode === 'MarkdownV2') {
    const bare = /(?<!\\)[.!#+=|{}()-]/.exec(text);
    if (bare) throw refuse(`character '${bare[0]}' is reserved and must be escaped`);
  } else if (mode !== 'Markdown') {
    throw badRequest('unsupported parse_mode');
  }
}

function placeIn(chat: FakeChat, parameters: Parameters) {
  const threadId = parameters.message_thread_id;
  if (threadId !== undefined && !chat.threads.has(Number(threadId))) {
    throw badRequest('message thread not found');
  }
  return {
    ...(threadId === undefined
      ? {}
      : { message_thread_id: Number(threadId), is_topic_message: true }),
    ...replyIn(chat, object(parameters.reply_parameters)),
    ...markupOf(parameters),
  };
}

function replyIn(chat: FakeChat, reply: Parameters | undefined) {
  if (!reply) return {};
  const to = chat.messages.find(({ message_id }) => message_id === Number(reply.message_id));
  if (to) return { reply_to_message: to };
  if (reply.allow_sending_without_reply === true) return {};
  throw badRequest('message to be replied not found');
}

function markupOf(parameters: Parameters): { reply_markup?: InlineKeyboardMarkup } {
  const markup = object(parameters.reply_markup);
  if (!markup) return {};
  const keyboard = list<{ text?: string; callback_data?: string; url?: string }[]>(
    markup.inline_keyboard,
  );
  if (!keyboard) throw badRequest('object expected as reply markup');
  const buttons = keyboard.flat();
  if (buttons.length > BUTTONS_MAX) throw badRequest('reply markup is too long');
  for (const { text, callback_data: data, url } of buttons) {
    if (!text) throw badRequest('text buttons are unallowed in the inline keyboard');
    if (data === undefined && url === undefined) throw badRequest('BUTTON_TYPE_INVALID');
    const bytes = Buffer.byteLength(data ?? 'x');
    if (bytes < 1 || bytes > CALLBACK_DATA_BYTES_MAX) throw badRequest('BUTTON_DATA_INVALID');
  }
  return buttons.length > 0 ? { reply_markup: markup as unknown as InlineKeyboardMarkup } : {};
}

function looks({ text, entities, rich, reply_markup }: Partial<StoredMessage>): string {
  return JSON.stringify([text, entities ?? [], rich ?? [], reply_markup?.inline_keyboard ?? []]);
}

/** Forms carry lists and objects as JSON text. */
function list<Item>(value: unknown): Item[] | undefined {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return Array.isArray(parsed) ? (parsed as Item[]) : undefined;
}

function object(value: unknown): Parameters | undefined {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return typeof parsed === 'object' && parsed !== null ? (parsed as Parameters) : undefined;
}
