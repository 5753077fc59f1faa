/**
 * The people, chats and messages behind the fake Bot API, and what a person does in the app: write,
 * edit, press, block. Everything a person does becomes an update for the bot.
 */
import type {
  CallbackQuery,
  Chat,
  InlineKeyboardMarkup,
  Message,
  MessageEntity,
  User,
  UserFromGetMe,
} from 'grammy/types';
import type { UpdateQueue } from './telegram-updates.ts';

export interface StoredMessage {
  message_id: number;
  chat: Chat;
  from: User;
  date: number;
  edit_date?: number;
  text?: string;
  entities?: MessageEntity[];
  /** A file, with the words under it. */
  document?: { file_name: string; bytes: Uint8Array };
  caption?: string;
  /** A rich message has this instead of text. */
  rich?: { blocks: Record<string, unknown>[] };
  reply_markup?: InlineKeyboardMarkup;
  reply_to_message?: StoredMessage;
  message_thread_id?: number;
  is_topic_message?: boolean;
  /** When the fake stored it, milliseconds; Telegram's own dates are whole seconds. */
  storedAt: number;
}

export interface FakeChat {
  chat: Chat;
  /** Every message, the person's and the bot's, as it stands now. */
  messages: StoredMessage[];
  isBlocked: boolean;
  /** Set when the group became a supergroup. */
  movedTo?: number;
  threads: Set<number>;
}

export interface InlineResult {
  type: string;
  id: string;
  title: string;
  description?: string;
  input_message_content?: { message_text: string; entities?: MessageEntity[] };
}

export interface FakeInlineQuery {
  results: InlineResult[] | undefined;
  cacheSeconds: number | undefined;
}

export interface SayOptions {
  /** Default: the person's private chat with the bot. */
  in?: FakeChat;
  replyTo?: StoredMessage;
  threadId?: number;
  /** Milliseconds since 1970. Default: now. */
  at?: number;
  /** More fields of the message: photo, voice, caption, forward_origin… */
  more?: Record<string, unknown>;
}

export interface Person {
  user: User;
  chat: FakeChat;
  /** Writes to the bot, or into a group. '' with `more` sends a message without text. */
  says(text: string, options?: SayOptions): StoredMessage;
  edits(message: StoredMessage, text: string): void;
  /** Presses the button with this text, or carrying this data. Returns the query's id. */
  presses(message: StoredMessage, button: string): string;
  /** Types "@bot text" in another chat. Returns the query, whose results come later. */
  asksInline(text: string): FakeInlineQuery;
  blocks(): void;
  unblocks(): void;
}

export interface World {
  bot: UserFromGetMe;
  chats: Map<number, FakeChat>;
  /** Open callback queries; the bot answers each. */
  queries: Map<string, { answer: string | undefined; isAnswered: boolean; isExpired: boolean }>;
  inlineQueries: Map<string, FakeInlineQuery>;
  person(name: string, id?: number): Person;
  group(title: string, options?: { isSupergroup?: boolean; threads?: readonly number[] }): FakeChat;
  /** A group becomes a supergroup; returns the new chat. */
  migrate(group: FakeChat, by: Person): FakeChat;
  /** Adds a message of the bot. */
  botSays(
    chat: FakeChat,
    message: Omit<StoredMessage, 'message_id' | 'chat' | 'from' | 'date' | 'storedAt'>,
  ): StoredMessage;
}

const FIRST_PERSON_ID = 5_000_001;
const FIRST_GROUP_ID = 4_000_001;
const SUPERGROUP_BASE = 1_000_000_000_000;

/** An empty world around one bot. */
export function createWorld(bot: UserFromGetMe, updates: UpdateQueue): World {
  const chats = new Map<number, FakeChat>();
  const queries: World['queries'] = new Map();
  const inlineQueries: World['inlineQueries'] = new Map();
  let nextPersonId = FIRST_PERSON_ID;
  let nextGroupId = FIRST_GROUP_ID;
  let nextMessageId = 1;
  let nextQueryId = 1;

  const addChat = (chat: Chat, threads: readonly number[] = []): FakeChat => {
    const added = { chat, messages: [], isBlocked: false, threads: new Set(threads) };
    chats.set(chat.id, added);
    return added;
  };
  const store = (
    chat: FakeChat,
    message: Omit<StoredMessage, 'message_id' | 'chat' | 'storedAt'>,
  ) => {
    const stored = {
      message_id: nextMessageId,
      chat: chat.chat,
      storedAt: performance.now(),
      ...message,
    };
    nextMessageId += 1;
    chat.messages.push(stored);
    return stored;
  };
  const addUpdate = (update: Record<string, unknown>) =>
    updates.add(JSON.parse(JSON.stringify(update)));

  function person(name: string, id = nextPersonId++): Person {
    const user: User = { id, is_bot: false, first_name: name, language_code: 'vi' };
    const own = addChat({ id, type: 'private', first_name: name });
    const membership = (status: 'kicked' | 'member') => {
      own.isBlocked = status === 'kicked';
      addUpdate({
        my_chat_member: {
          chat: own.chat,
          from: user,
          date: seconds(Date.now()),
          old_chat_member: { user: bot, status: status === 'kicked' ? 'member' : 'kicked' },
          new_chat_member: { user: bot, status, ...(status === 'kicked' ? { until_date: 0 } : {}) },
        },
      });
    };
    return {
      user,
      chat: own,
      says(text, options = {}) {
        const { replyTo, threadId, more } = options;
        const entities = entitiesOf(text);
        const message = store(options.in ?? own, {
          from: user,
          date: seconds(options.at ?? Date.now()),
          ...(text === '' ? {} : { text }),
          ...(entities.length > 0 ? { entities } : {}),
          ...(replyTo ? { reply_to_message: withoutReply(replyTo) } : {}),
          ...(threadId ? { message_thread_id: threadId, is_topic_message: true } : {}),
          ...more,
        });
        addUpdate({ message });
        return message;
      },
      edits(message, text) {
        message.text = text;
        message.entities = entitiesOf(text);
        message.edit_date = seconds(Date.now());
        addUpdate({ edited_message: message });
      },
      presses(message, button) {
        const all = message.reply_markup?.inline_keyboard.flat() ?? [];
        const found = all.find((each) => each.text === button);
        const data = found && 'callback_data' in found ? found.callback_data : button;
        const id = `query-${nextQueryId++}`;
        queries.set(id, { answer: undefined, isAnswered: false, isExpired: false });
        const query: CallbackQuery = {
          id,
          from: user,
          chat_instance: String(message.chat.id),
          message: message as unknown as Message, // the fields a message of the bot has
          data,
        };
        addUpdate({ callback_query: query });
        return id;
      },
      asksInline(text) {
        const id = `inline-${nextQueryId++}`;
        const query: FakeInlineQuery = { results: undefined, cacheSeconds: undefined };
        inlineQueries.set(id, query);
        const inlineQuery = { id, from: user, query: text.slice(0, 256), offset: '' };
        addUpdate({ inline_query: { ...inlineQuery, chat_type: 'group' } });
        return query;
      },
      blocks: () => membership('kicked'),
      unblocks: () => membership('member'),
    };
  }

  return {
    bot,
    chats,
    queries,
    inlineQueries,
    person,
    group(title, options = {}) {
      const { isSupergroup = true, threads = [] } = options;
      const number = nextGroupId++;
      const id = isSupergroup ? -(SUPERGROUP_BASE + number) : -number;
      const forum = threads.length > 0 ? { is_forum: true as const } : {};
      return addChat(
        isSupergroup ? { id, type: 'supergroup', title, ...forum } : { id, type: 'group', title },
        threads,
      );
    },
    migrate(group, by) {
      const id = -(SUPERGROUP_BASE + nextGroupId++);
      const title = 'title' in group.chat ? (group.chat.title ?? '') : '';
      const next = addChat({ id, type: 'supergroup', title });
      group.movedTo = id;
      const about = { from: by.user, date: seconds(Date.now()) };
      addUpdate({ message: store(group, { ...about, migrate_to_chat_id: id } as never) });
      addUpdate({
        message: store(next, { ...about, migrate_from_chat_id: group.chat.id } as never),
      });
      return next;
    },
    botSays: (chat, message) => store(chat, { from: bot, date: seconds(Date.now()), ...message }),
  };
}

const seconds = (ms: number) => Math.floor(ms / 1_000);

/** Telegram includes the replied message without what that one replied to. */
function withoutReply({ reply_to_message: _, ...message }: StoredMessage): StoredMessage {
  return message;
}

/** The entities Telegram's apps mark by themselves, as far as a bot looks at them. */
function entitiesOf(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  const command = /^\/\w{1,32}(?:@\w+)?/.exec(text);
  if (command) found.push({ type: 'bot_command', offset: 0, length: command[0].length });
  for (const mention of text.matchAll(/(?<![\w/])@\w{4,32}/g)) {
    if (command && mention.index < command[0].length) continue;
    found.push({ type: 'mention', offset: mention.index, length: mention[0].length });
  }
  return found;
}
