/**
 * Cuts a long text into Zalo messages at the border that hurts least: paragraph, line, sentence,
 * word. Invariant: every part is NFC, not blank, and at most `max` code points, which is how Zalo
 * counts; nothing but white space is lost.
 */

/** Zalo's limit for one message, in code points after NFC. */
const MESSAGE_CODE_POINTS_MAX = 2_000;

const BORDERS = [/\n{2,}/g, /\n/g, /(?<=[.!?…])\s/g, /\s/g];
// A part that ends at a better border may be at most this much shorter than it could be.
const FILLED_AT_LEAST = 0.5;
/** What belongs to the character before it: a mark, a skin tone, a joined emoji. */
const CONTINUES = /^(?:\p{M}|\p{Emoji_Modifier}|\u200d)/u;
const CONTINUES_BACK_MAX = 16;

/** No part at all for a blank text. */
export function split(text: string, max = MESSAGE_CODE_POINTS_MAX): string[] {
  const parts: string[] = [];
  let rest = [...text.toWellFormed().normalize('NFC')];
  while (rest.length > 0) {
    const end = endOfPart(rest, max);
    const part = rest.slice(0, end).join('').trim();
    if (part !== '') parts.push(part);
    rest = rest.slice(end);
  }
  return parts;
}

/** How many code points the next part takes. */
function endOfPart(codePoints: readonly string[], max: number): number {
  if (codePoints.length <= max) return codePoints.length;
  const window = codePoints.slice(0, max).join('');
  for (const border of BORDERS) {
    const last = [...window.matchAll(border)].at(-1);
    if (!last) continue;
    const end = [...window.slice(0, last.index + last[0].length)].length;
    if (end >= max * FILLED_AT_LEAST) return end;
  }
  return endInsideWord(codePoints, max);
}

function endInsideWord(codePoints: readonly string[], max: number): number {
  for (let end = max; end > max - CONTINUES_BACK_MAX; end -= 1) {
    const isJoined = CONTINUES.test(codePoints[end] ?? '') || codePoints[end - 1] === '\u200d';
    if (!isJoined) return end;
  }
  return max;
}
