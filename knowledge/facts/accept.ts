/**
 * The gate every extracted fact passes, whoever extracted it. A fact is kept only when it has the
 * right shape and each of its quotes stands, at the offsets it gives, in the passage it names;
 * anything else could not be cited and is rejected with the reason.
 */
import type { DocumentDraft } from '../corpus/document.ts';
import { type Evidence, type Fact, factSchema } from './schemas.ts';

export interface RejectedFact {
  fact: unknown;
  reason: 'malformed' | 'unknown-passage' | 'quote-not-in-passage';
}

export interface Acceptance {
  accepted: Fact[];
  rejected: RejectedFact[];
}

/** Sorts facts into those the draft bears out and those it does not. Order is kept. */
export function acceptFacts(draft: DocumentDraft, facts: readonly unknown[]): Acceptance {
  const acceptance: Acceptance = { accepted: [], rejected: [] };
  for (const candidate of facts) {
    const parsed = factSchema.safeParse(candidate);
    const reason = parsed.success ? unsupportedReason(draft, parsed.data) : 'malformed';
    if (parsed.success && reason === undefined) acceptance.accepted.push(parsed.data);
    else acceptance.rejected.push({ fact: candidate, reason: reason ?? 'malformed' });
  }
  return acceptance;
}

/** Every quote of a fact: its own and, for an event, those of its people and items. */
function evidenceOf(fact: Fact): Evidence[] {
  if (fact.fact !== 'event') return [fact.evidence];
  return [fact, ...fact.people, ...fact.items].map((row) => row.evidence);
}

function unsupportedReason(draft: DocumentDraft, fact: Fact): RejectedFact['reason'] | undefined {
  for (const { passage: ordinal, quote, start, end } of evidenceOf(fact)) {
    const passage = draft.passages[ordinal];
    if (!passage) return 'unknown-passage';
    const stands =
      start >= passage.start && end <= passage.end && draft.text.slice(start, end) === quote;
    if (!stands) return 'quote-not-in-passage';
  }
  return undefined;
}
