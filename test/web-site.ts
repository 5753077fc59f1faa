/** A running web channel on a free port, with the fake assistant and stores in memory behind it. */
import type { Inquiry } from '../bot/assistant.ts';
import type { WebChannelOptions } from '../bot/channels/web/options.ts';
import { startWebChannel } from '../bot/channels/web/server.ts';
import { createLog } from '../bot/log.ts';
import { createFakeAssistant, type FakeAssistant } from './fakes/assistant.ts';
import {
  createMemoryConversations,
  createMemoryFeedback,
  type MemoryConversations,
  type MemoryFeedback,
} from './fakes/web-stores.ts';

export interface WebSite {
  url: string;
  assistant: FakeAssistant;
  conversations: MemoryConversations;
  feedback: MemoryFeedback;
  stop(): Promise<void>;
}

/** `before` runs ahead of each reply of the fake assistant. */
export async function createWebSite(
  options: Partial<WebChannelOptions> & { before?: (inquiry: Inquiry) => Promise<void> } = {},
): Promise<WebSite> {
  const { before, ...channelOptions } = options;
  const assistant = createFakeAssistant(before ? { before } : {});
  const conversations = createMemoryConversations();
  const feedback = createMemoryFeedback();
  const channel = await startWebChannel({
    assistant,
    conversations,
    feedback,
    screens: { reply: async () => undefined },
    log: createLog('silent'),
    clock: () => new Date(),
    port: 0,
    ...channelOptions,
  });
  return { url: channel.url, assistant, conversations, feedback, stop: () => channel.stop() };
}

export interface Sent {
  status: number;
  headers: Headers;
  body: {
    reply?: { id: string; kind: string; text: string; citations: { n: number; ref: string }[] };
    error?: { code: string; message: string };
    passage?: { before: string; quote: string; after: string; title: string };
  };
}

/** One browser talking to the API: keeps its cookie. */
export function createClient(url: string) {
  let cookie = '';
  async function send(path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(url + path, {
      headers: { 'content-type': 'application/json', cookie, ...headers },
      ...(body !== undefined && {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const sent: Sent = {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Sent['body'], // what the tests then check
    };
    return sent;
  }
  const ask = (question: string, conversation = 'tab1') =>
    send('/api/ask', { question, conversation });
  return { send, ask };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
