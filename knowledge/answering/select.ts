/**
 * Which candidates make up the answer: mostly one; several when the question fits several alliances
 * or when two statements answer about equally well.
 */
import type { ScoredCandidate } from './candidates.ts';

export interface Selection {
  candidates: ScoredCandidate[];
  /** "scopes": the same question answered for several alliances or times. */
  because: 'best' | 'scopes' | 'tie';
}

export interface SelectionRules {
  /** The question names no place, time or document, and the bot has no home to prefer. */
  openScope: boolean;
}

/** Lead in ranking score within which another alliance's statement answers as well. */
const SCOPE_LEAD = 2.5;
const SCOPES_MAX = 3;
/**
 * Lead within which a second statement may be the right one, and how long both may be together. Laws
 * speak at length, so that a second article is only added when it is as good as the first.
 */
const TIES = { article: { lead: 2.5, characters: 500 }, legal: { lead: 0.8, characters: 360 } };

/** Chooses from candidates sorted best first. Empty in, empty out. */
export function selectAnswers(
  candidates: readonly ScoredCandidate[],
  rules: SelectionRules,
): Selection {
  const [best] = candidates;
  if (!best) return { candidates: [], because: 'best' };
  const fits = candidates.filter((other) => other !== best && mayAnswer(other));
  const others = fits.filter(({ features }) => features.answerKind > 0);
  if (rules.openScope) {
    const scopes = byScope(best, others);
    if (scopes.length > 1) return { candidates: scopes, because: 'scopes' };
  }
  const meant = candidates.find((other) => isReferredTo(best, other));
  if (meant) return { candidates: [best, meant], because: 'tie' };
  // The news says what is asked for in many ways, not all of which are known as its kind.
  const seconds = best.retrieved.document.kind === 'article' ? fits : others;
  const second =
    best.statement.kind === 'list' ? undefined : seconds.find((other) => tiesWith(best, other));
  return second
    ? { candidates: [best, second], because: 'tie' }
    : { candidates: [best], because: 'best' };
}

function mayAnswer({ features, statement, ruledOut }: ScoredCandidate): boolean {
  return !ruledOut && features.placeOther === 0 && statement.kind !== 'list';
}

/** Lead within which what a mere reference refers to is told with it. */
const REFERENCE_LEAD = 4;

/** True when the best only says "theo quy định tại Điều 42 Luật …" and the other stands in that điều. */
function isReferredTo(best: ScoredCandidate, other: ScoredCandidate): boolean {
  const { features, statement, retrieved } = best;
  if (features.refersOn < 1 || other.ruledOut) return false;
  if (best.score - other.score > REFERENCE_LEAD || other.features.refersOn >= 1) return false;
  const isOwn = /(?:Luật|Nghị định|Thông tư|Quyết định) này/u.test(statement.text);
  const { document, passage } = other.retrieved;
  if (document.kind !== 'legal' || isOwn !== (document.id === retrieved.document.id)) return false;
  const articles: readonly string[] = statement.text.match(/Điều \d+[a-zđ]?/gu) ?? [];
  return passage.section !== undefined && articles.includes(passage.section);
}

/** The best candidate of each alliance or body, as long as it is about as good as the best of all. */
function byScope(best: ScoredCandidate, others: readonly ScoredCandidate[]): ScoredCandidate[] {
  if (best.retrieved.document.kind === 'legal') return [best];
  const chosen = [best];
  for (const other of others) {
    if (chosen.length === SCOPES_MAX || best.score - other.score > SCOPE_LEAD) break;
    if (other.retrieved.document.kind === 'legal') continue;
    if (chosen.some((known) => scopeKey(known) === scopeKey(other))) continue;
    chosen.push(other);
  }
  return chosen;
}

function scopeKey({ retrieved: { document } }: ScoredCandidate): string {
  return document.metadata.province ?? document.metadata.organisation ?? document.name;
}

function tiesWith(best: ScoredCandidate, other: ScoredCandidate): boolean {
  const { lead, characters } = TIES[best.retrieved.document.kind];
  if (best.score - other.score > lead) return false;
  if (best.statement.text.length + other.statement.text.length > characters) return false;
  return !overlap(best, other) && best.statement.text !== other.statement.text;
}

/** True when two candidates share words of the same passage. */
export function overlap(a: ScoredCandidate, b: ScoredCandidate): boolean {
  return (
    a.retrieved.passage.id === b.retrieved.passage.id &&
    a.statement.start < b.statement.end &&
    b.statement.start < a.statement.end
  );
}
