/**
 * Cuts a long text into messages at the border that hurts least: paragraph, line, sentence, word.
 * Entities are cut along. Invariant: no part is empty or longer than the limit, no surrogate pair is
 * broken, and every entity lies inside its part.
 */
import type { MessageEntity } from 'grammy/types';
import type { FormattedText } from './formatted-text.ts';

/** Telegram's limit for one message, UTF-16 units after entity parsing. */
export const MESSAGE_CHARACTERS_MAX = 4_096;
/** Its limit for the words under a file. */
export const CAPTION_CHARACTERS_MAX = 1_024;

const BORDERS = [/\n{2,}/g, /\n/g, /(?<=[.!?…])\s/g, /\s/g];
// A part that ends at a better border may be at most this much shorter than it could be.
const FILLED_AT_LEAST = 0.5;

/** At least one part unless the text is blank. */
export function split(formatted: FormattedText, max = MESSAGE_CHARACTERS_MAX): FormattedText[] {
  const parts: FormattedText[] = [];
  let from = 0;
  while (from < formatted.text.length) {
    const to = endOfPart(formatted.text, from, max);
    const part = slice(formatted, from, to);
    if (part.text !== '') parts.push(part);
    from = to;
  }
  return parts;
}

function endOfPart(text: string, from: number, max: number): number {
  if (text.length - from <= max) return text.length;
  const window = text.slice(from, from + max);
  for (const border of BORDERS) {
    const last = [...window.matchAll(border)].at(-1);
    if (last && last.index >= max * FILLED_AT_LEAST) return from + last.index + last[0].length;
  }
  const end = from + max;
  return isInsidePair(text, end) ? end - 1 : end;
}

function isInsidePair(text: string, index: number): boolean {
  return /[\ud800-\udbff]/.test(text[index - 1] ?? '') && /[\udc00-\udfff]/.test(text[index] ?? '');
}

function slice({ text, entities }: FormattedText, from: number, to: number): FormattedText {
  const raw = text.slice(from, to);
  // Telegram trims a message itself, which would shift the entities.
  const start = from + (raw.length - raw.trimStart().length);
  const end = start + raw.trim().length;
  return {
    text: text.slice(start, end),
    entities: entities.flatMap((entity) => clip(entity, start, end)),
  };
}

function clip(entity: MessageEntity, start: number, end: number): MessageEntity[] {
  const from = Math.max(entity.offset, start);
  const to = Math.min(entity.offset + entity.length, end);
  return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
}
