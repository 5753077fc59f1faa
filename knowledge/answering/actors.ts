/**
 * Whom a statement is about. Rules for tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã and their funds
 * read almost alike, so that words alone confuse them; a rule for one is no answer about another.
 */

import { expandSureAbbreviations } from '../text/abbreviations.ts';
import { fold } from '../text/normalise.ts';

// Longer names first: each match is taken out before the next is looked for.
const ACTORS: readonly (readonly [actor: string, pattern: RegExp])[] = [
  ['alliance', /\blien minh (?:hop tac xa|htx)\b/g],
  ['fund', /\bquy (?:ho tro phat trien )?(?:hop tac xa|htx)\b|\bquy ho tro\b/g],
  ['credit-fund', /\bquy tin dung(?: nhan dan)?\b/g],
  ['union', /\blien hiep (?:hop tac xa|htx)\b/g],
  ['group', /\bto hop tac\b|\btht\b/g],
  ['branch', /\bchi nhanh\b|\bvan phong dai dien\b/g],
  ['site', /\bdia diem kinh doanh\b/g],
  ['company', /\bdoanh nghiep\b|\bcong ty\b|\bxi nghiep\b/g],
  ['cooperative', /\bhop tac xa\b|\bhtx\b/g],
];

/** The actors a text speaks of; empty when it names none. */
export function actorsIn(text: string): ReadonlySet<string> {
  let left = fold(expandSureAbbreviations(text));
  const found = new Set<string>();
  for (const [actor, pattern] of ACTORS) {
    const without = left.replace(pattern, ' ');
    if (without !== left) found.add(actor);
    left = without;
  }
  return found;
}

/** 1 when a text speaks only of other actors than those asked about, 0 when of these or of none. */
export function otherActors(asked: ReadonlySet<string>, read: () => ReadonlySet<string>): number {
  if (asked.size === 0) return 0;
  const told = read();
  if (told.size === 0) return 0;
  for (const actor of told) if (asked.has(actor)) return 0;
  return 1;
}
