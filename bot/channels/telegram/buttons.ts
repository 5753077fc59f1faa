/**
 * What stands in a button's callback_data (64 bytes at most, and anybody can send any): "s:12:3"
 * shows source 3 of reply 12, "r:12:up" rates it.
 */
import type { InlineKeyboardButton } from 'grammy/types';
import type { Reply } from '../../assistant.ts';
import * as words from '../../replies/chat.ts';
import type { Verdict } from '../../store/feedback.ts';
import type { ButtonAction } from '../channel.ts';

// Three buttons with "📖 Nguồn 12" still fit side by side on a small phone.
const BUTTONS_PER_ROW = 3;
const SOURCE_BUTTONS_MAX = 12;

/** The buttons under an answer: one per citation, then the two thumbs. */
export function answerKeyboard(
  replyId: number,
  reply: Reply,
  ratings: Record<Verdict, number>,
): InlineKeyboardButton[][] {
  const sources = reply.citations.slice(0, SOURCE_BUTTONS_MAX).map(({ n }) => ({
    text: words.sourceButton(n),
    callback_data: `s:${replyId}:${n}`,
  }));
  const thumbs = (['up', 'down'] as const).map((verdict) => ({
    text: words.ratingButton(verdict, ratings[verdict]),
    callback_data: `r:${replyId}:${verdict}`,
  }));
  return [...rows(sources), thumbs];
}

/** The action of a pressed button; undefined for data this release does not know. */
export function readAction(data: string | undefined): ButtonAction | undefined {
  const match = /^(?:s:(\d{1,15}):(\d{1,4})|r:(\d{1,15}):(up|down))$/.exec(data ?? '');
  if (!match) return undefined;
  const [, sourceReply, n, ratedReply, verdict] = match;
  return sourceReply === undefined
    ? { do: 'rate', replyId: Number(ratedReply), verdict: verdict === 'up' ? 'up' : 'down' }
    : { do: 'show-source', replyId: Number(sourceReply), n: Number(n) };
}

function rows<Button>(buttons: readonly Button[]): Button[][] {
  const all: Button[][] = [];
  for (let i = 0; i < buttons.length; i += BUTTONS_PER_ROW) {
    all.push(buttons.slice(i, i + BUTTONS_PER_ROW));
  }
  return all;
}
