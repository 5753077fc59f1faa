/**
 * What stands in a button's callback_data (64 bytes at most, and anybody can send any): "s:12:3"
 * shows source 3 of reply 12, "r:12:up" rates it, "m:12" offers more questions, "q:12:0" asks one;
 * "o:7:0" chooses option 0 of menu 7.
 */
import type { InlineKeyboardButton } from 'grammy/types';
import * as choices from '../../replies/answer-choices.ts';
import { sourceButton } from '../../replies/sources.ts';
import type { ButtonAction, Content } from '../channel.ts';

type AnswerContent = Extract<Content, { kind: 'answer' }>;

// Three buttons with "📖 Nguồn 12" still fit side by side on a small phone.
const BUTTONS_PER_ROW = 3;
const SOURCE_BUTTONS_MAX = 12;
/** Three of these fit side by side too. */
const SHORT_CHARACTERS_MAX = 11;

/** The buttons under an answer: one per citation, then the two thumbs and more questions. */
export function answerKeyboard({
  replyId,
  reply,
  ratings,
  offersRelated,
}: AnswerContent): InlineKeyboardButton[][] {
  const sources = reply.citations.slice(0, SOURCE_BUTTONS_MAX).map(({ n }) => ({
    text: sourceButton(n),
    callback_data: `s:${replyId}:${n}`,
  }));
  const thumbs = (['up', 'down'] as const).map((verdict) => ({
    text: choices.ratingButton(verdict, ratings[verdict]),
    callback_data: `r:${replyId}:${verdict}`,
  }));
  const more = { text: choices.RELATED_BUTTON, callback_data: `m:${replyId}` };
  return [...rows(sources), offersRelated ? [...thumbs, more] : thumbs];
}

/** One question a row: a phone shows about 40 characters of it. */
export function questionKeyboard({ replyId, reply }: AnswerContent): InlineKeyboardButton[][] {
  return (reply.related ?? []).map((text, index) => [
    { text, callback_data: `q:${replyId}:${index}` },
  ]);
}

/** Short options side by side, longer ones one a row. */
export function optionKeyboard({
  menuId,
  options,
}: Extract<Content, { kind: 'menu' }>): InlineKeyboardButton[][] {
  const buttons = options.map((text, index) => ({ text, callback_data: `o:${menuId}:${index}` }));
  const keyboard: InlineKeyboardButton[][] = [];
  for (const button of buttons) {
    const row = keyboard.at(-1);
    const fits = row && row.length < BUTTONS_PER_ROW && [...row, button].every(isShort);
    if (fits) row.push(button);
    else keyboard.push([button]);
  }
  return keyboard;
}

function isShort({ text }: { text: string }): boolean {
  return [...text].length <= SHORT_CHARACTERS_MAX;
}

/** The action of a pressed button; undefined for data this release does not know. */
export function readAction(data: string | undefined): ButtonAction | undefined {
  const match = /^([srmqo]):(\d{1,15})(?::(\d{1,4}|up|down))?$/.exec(data ?? '');
  if (!match) return undefined;
  const [, sign, id, detail] = match;
  const replyId = Number(id); // or a menu's
  const isNumber = /^\d+$/.test(detail ?? '');
  if (sign === 'm' && detail === undefined) return { do: 'show-related', replyId };
  if (sign === 's' && isNumber) return { do: 'show-source', replyId, n: Number(detail) };
  if (sign === 'q' && isNumber) return { do: 'ask-related', replyId, index: Number(detail) };
  if (sign === 'o' && isNumber) return { do: 'choose', menuId: replyId, index: Number(detail) };
  return sign === 'r' && (detail === 'up' || detail === 'down')
    ? { do: 'rate', replyId, verdict: detail }
    : undefined;
}

function rows<Button>(buttons: readonly Button[]): Button[][] {
  const all: Button[][] = [];
  for (let i = 0; i < buttons.length; i += BUTTONS_PER_ROW) {
    all.push(buttons.slice(i, i + BUTTONS_PER_ROW));
  }
  return all;
}
