/**
 * Sends to the Bot Platform and says what became of it. What every error code means stands in one
 * table. Invariant: only 'unknown' leaves open whether the message was sent.
 */
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { ChannelSender, SendOutcome } from '../channel.ts';
import { createGrowingWait } from '../zalo/growing-wait.ts';
import type { ZaloPart } from '../zalo/layout.ts';
import type { ZaloBotApi, ZaloBotResult } from './api.ts';

const SEND_TIMEOUT_MS = 20_000;
const TYPING_TIMEOUT_MS = 3_000;

type Meaning = 'refused' | 'unavailable' | 'unreachable' | 'rate-limited';

/** Whether a bot may write to a chat that never wrote to it is unknown: such a refusal is 403 or 404. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  400: 'refused',
  401: 'unavailable', // the token was revoked while the bot runs; nothing is wrong with the message
  403: 'unreachable',
  404: 'unreachable',
  408: 'unavailable',
  429: 'rate-limited',
};
const sentMessage = z.looseObject({
  message_id: z.union([z.string(), z.number()]).transform(String),
});

/** A sender over the API. `signal` aborts what is under way when the program must end. */
export function createZaloBotSender(options: {
  api: ZaloBotApi;
  log: Log;
  signal: AbortSignal;
}): ChannelSender<ZaloPart> {
  const { api, log, signal } = options;
  const limited = createGrowingWait();

  const outcomeOf = (result: ZaloBotResult): SendOutcome => {
    if (result.ok) return sentOutcome(result.result);
    if (result.code === undefined) {
      return { outcome: result.wasSent ? 'unknown' : 'unavailable', reason: result.reason };
    }
    const reason = `${result.code} ${result.description}`.trim();
    const meaning = meaningOf(result.code);
    if (meaning === 'unreachable') return { outcome: meaning, reason, isLasting: true };
    if (meaning !== 'rate-limited') return { outcome: meaning, reason };
    const retryAfterMs = result.retryAfterMs ?? limited.next();
    return { outcome: 'rate-limited', retryAfterMs, scope: 'everyone' };
  };

  return {
    async send({ chatId }, { text, photo }) {
      const options = { timeoutMs: SEND_TIMEOUT_MS, signal };
      const result = photo
        ? await api.call('sendPhoto', { chat_id: chatId, photo, caption: text }, options)
        : await api.call('sendMessage', { chat_id: chatId, text }, options);
      if (result.ok) limited.reset();
      if (!result.ok && result.code === 401) log.error('Zalo Bot refuses ZALO_BOT_TOKEN');
      return outcomeOf(result);
    },
    revise: async () => ({ outcome: 'refused', reason: 'Zalo cannot change a message' }),
    acknowledge: async () => {}, // no buttons
    async showTyping({ chatId }) {
      const parameters = { chat_id: chatId, action: 'typing' };
      const options = { timeoutMs: TYPING_TIMEOUT_MS, signal };
      const result = await api.call('sendChatAction', parameters, options);
      if (!result.ok) log.debug({ code: result.code }, 'the typing sign was not shown');
    },
    showDraft: async () => {}, // a message could not be removed again
    offerCommands: async () => {}, // no menu of commands
  };
}

function meaningOf(code: number): Meaning {
  return MEANINGS[code] ?? (code >= 500 ? 'unavailable' : 'refused');
}

/** Sent, even when the answer lacks the id: sending again would say it twice. */
function sentOutcome(result: unknown): SendOutcome {
  return { outcome: 'sent', messageId: sentMessage.safeParse(result).data?.message_id ?? '' };
}
