/**
 * How members of cooperatives say what the law says in other words: a thesaurus from everyday
 * wording, northern, central and southern, to wordings of statutes that may stand in its place.
 *
 * The files of `legal-wording/` are written one notion a line, `everyday | everyday => legal | legal`,
 * with diacritics; `#` starts a heading. A pair belongs there when it would help any question on the
 * subject, and an everyday wording that has another sense as well needs enough words to be sure: a
 * wrong wording costs as much as a right one gives.
 * A single syllable is met only as it is spelt there: `duyệt | duyet` where both are sure.
 */
import { fold } from '../text/normalise.ts';
import { syllables } from '../text/tokens.ts';
import { CAPITAL } from './legal-wording/capital.ts';
import { CLOSING } from './legal-wording/closing.ts';
import { FINANCE } from './legal-wording/finance.ts';
import { GOVERNANCE } from './legal-wording/governance.ts';
import { MEMBERSHIP } from './legal-wording/membership.ts';
import { POLICIES } from './legal-wording/policies.ts';
import { REGISTRATION } from './legal-wording/registration.ts';
import { TEAMS } from './legal-wording/teams.ts';

/** What stands in a question in everyday words. */
export interface LegalWording {
  /** Position of its first token, and of the first behind it. */
  start: number;
  end: number;
  /** Legal wordings, with diacritics. */
  official: readonly string[];
  /** The same without diacritics or punctuation. */
  folded: readonly string[];
}

interface Entry {
  /** As it is spelt. */
  words: readonly string[];
  official: readonly string[];
  folded: readonly string[];
}

const SUBJECTS = [MEMBERSHIP, CAPITAL, GOVERNANCE, REGISTRATION, CLOSING, POLICIES, TEAMS, FINANCE];

/** By the first syllable of the everyday wording, folded; longer wordings first. */
const entries: ReadonlyMap<string, readonly Entry[]> = read(SUBJECTS.join('\n'));

function read(thesaurus: string): Map<string, Entry[]> {
  const byFirst = new Map<string, Entry[]>();
  for (const line of thesaurus.split('\n')) {
    const [everyday, legal] = line.split('=>').map((side) => side.split('|').map((s) => s.trim()));
    if (!everyday || !legal) continue;
    const folded = legal.map((wording) => fold(syllables(wording).join(' ')));
    for (const words of everyday.map(syllables)) {
      const first = fold(words[0]!);
      const known = byFirst.get(first) ?? [];
      byFirst.set(first, known);
      known.push({ words, official: legal, folded });
    }
  }
  for (const known of byFirst.values()) known.sort((a, b) => b.words.length - a.words.length);
  return byFirst;
}

/**
 * The everyday wordings in the tokens of a question, in order and none within another: "rút vốn" is
 * not also "rút". Where the question is typed with diacritics they must agree, but for hỏi and ngã,
 * which the south does not tell apart.
 */
export function legalWordingsIn(
  tokens: readonly string[],
  withDiacritics: boolean,
): LegalWording[] {
  const found: LegalWording[] = [];
  const same = (typed: string, meant: string, words: readonly string[]) =>
    typed === meant ||
    (fold(typed) === fold(meant) &&
      (typed === fold(typed)
        ? !withDiacritics && words.length > 1
        : asInTheSouth(typed) === asInTheSouth(meant)));
  for (let start = 0; start < tokens.length; ) {
    const known = entries.get(fold(tokens[start]!));
    const met = known?.filter(({ words }) =>
      words.every((word, k) => start + k < tokens.length && same(tokens[start + k]!, word, words)),
    );
    const length = met?.[0]?.words.length ?? 0;
    for (const { words, official, folded } of met ?? []) {
      if (words.length < length) break;
      found.push({ start, end: start + length, official, folded });
    }
    start += Math.max(1, length);
  }
  return found;
}

/** A syllable with ngã written as hỏi. */
function asInTheSouth(syllable: string): string {
  return syllable.normalize('NFD').replace('\u0303', '\u0309');
}
