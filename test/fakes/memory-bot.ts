/** The whole conversation on the channel in memory, driven event by event. */
import type { ChannelEvent } from '../../bot/channels/channel.ts';
import { type Config, parseConfig } from '../../bot/config.ts';
import { createConversation } from '../../bot/conversation.ts';
import type { Parts, PartsDeps } from '../../bot/parts.ts';
import type { Person } from '../../bot/person.ts';
import type { Feature } from '../../bot/screens/feature.ts';
import { createSendGate } from '../../bot/send-gate.ts';
import { type BotStore, openBotStore } from '../../bot/store/bot-store.ts';
import { createVoice } from '../../bot/voice.ts';
import { createMemoryChannel, type MemoryChannel } from './memory-channel.ts';
import { createEchoAssistant, type EchoAssistant } from './telegram-assistant.ts';
import { testParts } from './test-parts.ts';

export interface MemoryBot extends Parts {
  store: BotStore;
  channel: MemoryChannel;
  assistant: EchoAssistant;
  /**
   * Works an update off; what the bot said to it (in a message or a note), '' for nothing. The same
   * `updateId` is the same update once more.
   */
  takes(event: ChannelEvent, updateId?: string): Promise<string>;
  /** A person writes in the private chat named after them. */
  hears(personId: string, text: string): Promise<string>;
  /** The person presses the option with this label on the newest message that has it. */
  chooses(personId: string, label: string): Promise<string>;
  stop(): void;
}

export function createMemoryBot(
  options: {
    owners?: readonly Person[];
    features?: readonly Feature[];
    coming?: PartsDeps['coming'];
    now?: () => number;
  } = {},
): MemoryBot {
  const { owners = [], features = [], coming, now = Date.now } = options;
  const config: Config = { ...parseConfig({ HOPTAC_QUESTIONS_PER_MINUTE: '1000' }), owners };
  const store = openBotStore({ file: ':memory:', now, ...config.conversation });
  const parts = testParts(config, store, features, { now, ...(coming && { coming }) });
  const channel = createMemoryChannel();
  const assistant = createEchoAssistant();
  const gate = createSendGate({ pace: store.pace(channel.name, 10_000), now });
  const voice = createVoice(channel, gate, store);
  parts.voices.set(channel.name, voice);
  const handle = createConversation({
    ...parts,
    channel,
    voice,
    assistant,
    store,
    limits: config.limits,
    now,
    signal: new AbortController().signal,
  });
  let updates = 0;

  const takes = async (event: ChannelEvent, updateId?: string) => {
    updates += 1;
    const chatId = 'address' in event ? event.address.chatId : '';
    const before = channel.said.length;
    await handle({
      id: updates,
      channel: channel.name,
      updateId: updateId ?? `update ${updates}`,
      lane: chatId,
      payload: event,
      attempts: 0,
      receivedAt: now(),
    });
    return channel.said.slice(before).join('\n');
  };
  return {
    ...parts,
    store,
    channel,
    assistant,
    takes,
    hears(personId, text) {
      const [, name, argument = ''] = /^\/(\w+)\s*([\s\S]*)$/.exec(text) ?? [];
      return takes({
        kind: 'message',
        address: { chatId: personId, kind: 'private' },
        personId,
        messageId: `message ${updates}`,
        sentAt: now(),
        isEdit: false,
        text,
        command: name === undefined ? undefined : { name, argument },
      });
    },
    chooses(personId, label) {
      const menu = channel.messages(personId).findLast(({ labels }) => labels?.includes(label));
      const action = menu?.actions[menu.labels?.indexOf(label) ?? -1];
      if (!menu || !action) throw new Error(`Nobody offers "${label}".`);
      return takes({
        kind: 'press',
        address: { chatId: personId, kind: 'private' },
        personId,
        pressId: `press ${updates}`,
        messageId: menu.messageId,
        action,
      });
    },
    stop: () => store.close(),
  };
}
