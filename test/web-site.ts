/** A running web channel on a free port, with the fake assistant and stores in memory behind it. */
import type { Inquiry } from '../bot/assistant.ts';
import { startWebChannel, type WebChannelOptions } from '../bot/channels/web/server.ts';
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
    log: createLog('silent'),
    clock: () => new Date(),
    port: 0,
    ...channelOptions,
  });
  return { url: channel.url, assistant, conversations, feedback, stop: () => channel.stop() };
}
