/**
 * A channel in memory: the seam's second implementation. Its updates are the events themselves, and
 * its messages stand in an array. Faithful where it matters: it says what became of every send.
 */
import type {
  ButtonAction,
  Channel,
  ChannelEvent,
  ChatAddress,
  Content,
  SendOutcome,
} from '../../bot/channels/channel.ts';

export interface MemoryPart {
  text: string;
  actions: ButtonAction[];
  /** Of the actions, in the same order. */
  labels?: readonly string[];
  fileName?: string;
}

export interface MemoryMessage extends MemoryPart {
  messageId: string;
}

export interface MemoryChannel extends Channel<MemoryPart> {
  /** What the bot said in a chat, as it stands now. */
  messages(chatId: string): MemoryMessage[];
  /** Everything said anywhere, notes on pressed buttons included, in order. */
  said: string[];
  /** The commands offered in a chat; undefined for the usual ones. */
  menu(chatId: string): string[] | undefined;
  /** The next send ends like this; 'lost' delivers and says 'unknown'. */
  failNext(failure: SendOutcome | 'lost'): void;
}

/** Messages of a platform with a small limit, so that splitting is exercised. */
export const MEMORY_CHARACTERS_MAX = 500;

export function createMemoryChannel(): MemoryChannel {
  const chats = new Map<string, MemoryMessage[]>();
  const menus = new Map<string, string[]>();
  const said: string[] = [];
  const failures: (SendOutcome | 'lost')[] = [];
  let nextId = 1;

  const messages = (chatId: string) => {
    const known = chats.get(chatId) ?? [];
    chats.set(chatId, known);
    return known;
  };
  const send = async ({ chatId }: ChatAddress, part: MemoryPart): Promise<SendOutcome> => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const failure = failures.shift();
    if (failure !== undefined && failure !== 'lost') return failure;
    const messageId = String(nextId++);
    messages(chatId).push({ ...part, messageId });
    said.push(part.text);
    return failure === 'lost'
      ? { outcome: 'unknown', reason: 'lost' }
      : { outcome: 'sent', messageId };
  };

  return {
    name: 'memory',
    revises: true,
    messages,
    said,
    menu: (chatId) => menus.get(chatId),
    failNext: (failure) => void failures.push(failure),
    format: { read: (payload) => payload as ChannelEvent, layOut, wordsOf: ({ text }) => text },
    sender: {
      send,
      async revise({ chatId }, messageId, part) {
        const message = messages(chatId).find((each) => each.messageId === messageId);
        if (!message || part.fileName) return { outcome: 'refused', reason: 'no such message' };
        Object.assign(message, { labels: undefined, ...part });
        said.push(part.text);
        return { outcome: 'sent', messageId };
      },
      async acknowledge(_, note) {
        if (note !== undefined) said.push(note);
      },
      showTyping: async () => {},
      showDraft: async () => {},
      async offerCommands({ chatId }, menu) {
        menus.set(
          chatId,
          menu.map(({ command }) => command),
        );
      },
    },
  };
}

function layOut(content: Content): MemoryPart[] {
  if (content.kind === 'notice') return cut(content.text, []);
  if (content.kind === 'source') {
    return cut(`${content.citation.title}\n${content.citation.quote}`, []);
  }
  if (content.kind === 'announcement') {
    const { heading, text, link, picture } = content;
    return cut([heading, text, link, picture].filter((part) => part).join('\n\n'), []);
  }
  if (content.kind === 'menu') {
    const { menuId, text, options } = content;
    const actions = options.map((_, index) => ({ do: 'choose' as const, menuId, index }));
    const shown = options.map((label) => `[${label}]`).join(' ');
    const parts = cut(`${text}\n${shown}`, actions);
    const last = parts.at(-1);
    if (last) last.labels = options;
    return parts;
  }
  if (content.kind === 'file') {
    const [first = { text: '', actions: [] }, ...rest] = cut(content.caption, []);
    return [{ ...first, fileName: content.fileName }, ...rest];
  }
  const { reply, replyId } = content;
  const sources = reply.citations.map(({ n, title }) => `[${n}] ${title}`);
  const actions: ButtonAction[] = [
    ...reply.citations.map(({ n }) => ({ do: 'show-source' as const, replyId, n })),
    { do: 'rate', replyId, verdict: 'up' },
  ];
  return cut([reply.text, ...sources].join('\n'), actions);
}

function cut(text: string, actions: ButtonAction[]): MemoryPart[] {
  const characters = [...text];
  const parts: MemoryPart[] = [];
  while (characters.length > 0) {
    parts.push({ text: characters.splice(0, MEMORY_CHARACTERS_MAX).join(''), actions: [] });
  }
  parts.at(-1)?.actions.push(...actions);
  return parts;
}
