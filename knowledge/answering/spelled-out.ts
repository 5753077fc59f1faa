/**
 * "Liên minh đề ra 9 nhiệm vụ. Trong đó, …": a sentence of the news that only announces things is
 * told together with the sentences that spell them out, where the things themselves are asked for.
 */
import type { Wanted } from '../question/intent.ts';
import { sentences } from '../text/sentences.ts';
import type { ScoredCandidate } from './candidates.ts';

const OF_THINGS: ReadonlySet<Wanted> = new Set(['list', 'event', 'role', 'procedure', 'unknown']);
const SPELLS_OUT = /^(?:Trong đó|Cụ thể|Đó là|Bao gồm|Gồm|Một là|Thứ nhất)(?!\p{L})/u;
const GOES_ON =
  /^(?:Bên cạnh đó|Đồng thời|Ngoài ra|Cùng với đó|Hai là|Thứ hai|Ba là|Thứ ba)(?!\p{L})/u;
/** With its source in front it still fits an answer. */
const TOLD_MAX = 780;

/** The candidate with the sentences behind it that spell it out; itself where there are none. */
export function spelledOut(candidate: ScoredCandidate, wanted: Wanted): ScoredCandidate {
  const { statement, retrieved } = candidate;
  const { document, passage } = retrieved;
  if (document.kind === 'legal' || !OF_THINGS.has(wanted)) return candidate;
  if (statement.kind !== 'sentence' || statement.partial) return candidate;
  let end = statement.end;
  for (const span of sentences(passage.text.slice(statement.end))) {
    const next = passage.text.slice(statement.end + span.start, statement.end + span.end);
    const belongs = end === statement.end ? SPELLS_OUT.test(next) : GOES_ON.test(next);
    const isNear = !/\n/.test(passage.text.slice(end, statement.end + span.start));
    if (!belongs || !isNear || statement.end + span.end - statement.start > TOLD_MAX) break;
    end = statement.end + span.end;
  }
  if (end === statement.end) return candidate;
  const text = passage.text.slice(statement.start, end);
  return { ...candidate, statement: { ...statement, end, text } };
}
