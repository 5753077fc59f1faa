/**
 * What a mistyped syllable may have been meant to be. Works on folded syllables: a wrong tone is no
 * difference there, so only letters are left to be wrong, missing, doubled or swapped.
 */

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Longer tokens are no Vietnamese syllables (the longest, "nghieng", has seven letters). */
const SYLLABLE_LENGTH_MAX = 8;

/** Every string one edit away: a letter inserted, removed, replaced, or two neighbours swapped. Empty for what cannot be a syllable. */
export function oneEditAway(syllable: string): string[] {
  if (!/^[a-z]+$/.test(syllable) || syllable.length > SYLLABLE_LENGTH_MAX) return [];
  const edits = new Set<string>();
  for (let at = 0; at <= syllable.length; at++) {
    const before = syllable.slice(0, at);
    const after = syllable.slice(at);
    for (const letter of LETTERS) {
      edits.add(before + letter + after);
      if (after !== '') edits.add(before + letter + after.slice(1));
    }
    if (after !== '') edits.add(before + after.slice(1));
    if (after.length > 1) edits.add(before + after[1] + after[0] + after.slice(2));
  }
  edits.delete(syllable);
  edits.delete('');
  return [...edits];
}

// Sounds that are written alike by many: the likelier way to get a syllable wrong.
const CONFUSED = [
  ['s', 'x'],
  ['tr', 'ch'],
  ['l', 'n'],
  ['d', 'gi'],
  ['r', 'd'],
  ['gi', 'r'],
  ['v', 'd'],
  ['i', 'y'],
  ['ng', 'n'],
  ['c', 't'],
  ['k', 'c'],
] as const;

/** True when one letter group that many people confuse tells the two apart: "xu" and "su", "chong" and "trong". */
export function soundsAlike(a: string, b: string): boolean {
  return CONFUSED.some(
    ([one, other]) => swapped(a, one, other) === b || swapped(a, other, one) === b,
  );
}

function swapped(word: string, from: string, to: string): string {
  if (word.startsWith(from)) return to + word.slice(from.length);
  return word.endsWith(from) ? word.slice(0, -from.length) + to : word;
}
