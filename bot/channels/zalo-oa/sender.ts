/**
 * Sends as the Official Account and says what became of it. Invariant: nobody is written to outside
 * the time that Zalo allows after their last message, nor at a price unless that is configured.
 */
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { ZaloOaStore } from '../../store/zalo-oa.ts';
import type { ChannelSender, ChatAddress, SendOutcome } from '../channel.ts';
import { createGrowingWait } from '../zalo/growing-wait.ts';
import type { ZaloPart } from '../zalo/layout.ts';
import type { OaApi, OaResult } from './api.ts';
import { meaningOf, untilMorningMs } from './errors.ts';

/** Which replies Zalo allows, and which of those the alliance pays for. */
export interface OaWindows {
  freeMs: number;
  allowedMs: number;
  /** Replies after the free time, until the allowed one is over, cost money. */
  mayCost: boolean;
  /** When a night or a day's quota is over, in Viet Nam. */
  morningHour: number;
}

export interface OaSenderOptions {
  api: OaApi;
  people: Pick<ZaloOaStore, 'person' | 'interacted'>;
  windows: OaWindows;
  now: () => number;
  log: Log;
  /** Staff has to do something about an error of the API. */
  alarm: (code: number) => void;
}

const sentMessage = z.looseObject({
  message_id: z.union([z.string(), z.number()]).transform(String),
});
const quota = z.looseObject({ last_interaction: z.coerce.number().positive() });

/** A sender over the API. */
export function createOaSender(options: OaSenderOptions): ChannelSender<ZaloPart> {
  const outcomeOf = createOutcomes(options);

  const sendToPerson = async (userId: string, text: string): Promise<SendOutcome> => {
    const objection = await windowObjection(options, userId);
    if (objection) return outcomeOf(objection);
    const body = { recipient: { user_id: userId }, message: { text } };
    return outcomeOf(await options.api.call('/v3.0/oa/message/cs', body));
  };
  const sendToGroup = async (groupId: string, text: string): Promise<SendOutcome> => {
    const body = { recipient: { group_id: groupId }, message: { text } };
    return outcomeOf(await options.api.call('/v3.0/oa/group/message', body));
  };

  return {
    send({ chatId, kind }: ChatAddress, { text, photo }) {
      const whole = photo ? `${text}\n\n${photo}` : text;
      return kind === 'group' ? sendToGroup(chatId, whole) : sendToPerson(chatId, whole);
    },
    revise: async () => ({ outcome: 'refused', reason: 'Zalo cannot change a message' }),
    acknowledge: async () => {}, // no buttons
    showTyping: async () => {}, // nothing of the kind
    showDraft: async () => {}, // a message could not be removed again
    offerCommands: async () => {}, // no menu of commands
  };
}

const WINDOW_OVER = -230;
const PERSONS_QUOTA = -218;
/** Everybody else who cannot be written to now can be again once they write. */
const NOT_FOLLOWING = -213;

/** Undefined when the person may be written to. Asks Zalo only when what is known does not allow it. */
async function windowObjection(
  { api, people, windows, now }: OaSenderOptions,
  userId: string,
): Promise<OaResult | undefined> {
  const isFree = (at: number | null | undefined) => at != null && now() - at <= windows.freeMs;
  const isAllowed = (at: number) =>
    isFree(at) || (windows.mayCost && now() - at <= windows.allowedMs);
  if (isFree(people.person(userId)?.lastInteractionAt)) return undefined;
  const asked = await api.call('/v3.0/oa/quota/message', { user_id: userId });
  if (!asked.ok) return asked;
  const last = quota.safeParse(asked.data).data?.last_interaction;
  if (last === undefined) return undefined; // the message itself will tell
  people.interacted(userId, last);
  return isAllowed(last) ? undefined : { ok: false, code: WINDOW_OVER, message: 'window over' };
}

/** Turns results into outcomes by the table, and lets staff know. */
function createOutcomes({ windows, now, log, alarm }: OaSenderOptions) {
  const limited = createGrowingWait();

  return (result: OaResult): SendOutcome => {
    if (result.ok) {
      limited.reset();
      // Sent, even when the answer lacks the id: sending again would say it twice.
      const messageId = sentMessage.safeParse(result.data).data?.message_id ?? '';
      return { outcome: 'sent', messageId };
    }
    if (result.code === undefined) {
      return { outcome: result.wasSent ? 'unknown' : 'unavailable', reason: result.reason };
    }
    const { action, tellStaff, means } = meaningOf(result.code);
    const reason = `${result.code} ${means}`;
    if (tellStaff) {
      log.error({ code: result.code, means }, 'Zalo OA did not send a message');
      alarm(result.code);
    }
    switch (action) {
      case 'wait':
        return { outcome: 'rate-limited', retryAfterMs: limited.next(), scope: 'everyone' };
      case 'wait-until-morning':
        return {
          outcome: 'rate-limited',
          retryAfterMs: untilMorningMs(now(), windows.morningHour),
          scope: result.code === PERSONS_QUOTA ? 'chat' : 'bulk',
        };
      case 'refresh': // the API has tried another token already
        return { outcome: 'unavailable', reason };
      case 'unreachable':
        return { outcome: 'unreachable', reason, isLasting: result.code === NOT_FOLLOWING };
      case 'give-up':
        return { outcome: 'refused', reason };
    }
  };
}
