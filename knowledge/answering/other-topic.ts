/** How much of a question is about something else than what an answer from stored facts speaks of. */
import type { QuestionReading } from '../question/question.ts';
import { fold } from '../text/normalise.ts';

/**
 * Share (0..1) of the question's weight in words that are neither `isKnown` (folded), nor numbers, nor
 * names of the places asked about; 1 for a question of no weight.
 */
export function otherTopicShare(
  { terms }: QuestionReading,
  isKnown: (folded: string) => boolean,
  places: readonly string[],
): number {
  const ofPlaces = new Set(places.flatMap((place) => fold(place).split(/\s+/)));
  let total = 0;
  let other = 0;
  for (const { folded, weight, alternatives } of terms) {
    total += weight;
    const heads = [folded, ...alternatives.map((alternative) => alternative.split(' ')[0]!)];
    const isOther = !heads.some((word) => isKnown(word) || ofPlaces.has(word));
    if (isOther && !/^\d+$/.test(folded)) other += weight;
  }
  return total === 0 ? 1 : other / total;
}
