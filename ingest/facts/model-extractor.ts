/**
 * Rules first, then what a chat model adds to them. A rule's fact is never replaced: it comes out
 * the same at every run, a model's may not.
 */
import { acceptFacts } from '../../knowledge/facts/accept.ts';
import type { ModelFacts } from '../../knowledge/facts/model-facts.ts';
import type { Fact } from '../../knowledge/facts/schemas.ts';
import { fold } from '../../knowledge/text/normalise.ts';
import type { FactExtractor } from './extractor.ts';

/** An extractor that asks the model about news; legal texts are read by rules alone. */
export function modelExtractor(rules: FactExtractor, model: ModelFacts): FactExtractor {
  return {
    async extract(draft, signal) {
      const known = await rules.extract(draft, signal);
      if (draft.kind === 'legal') return known;
      const { accepted } = acceptFacts(draft, await model.of(draft, signal));
      const keys = new Set(known.map(keyOf));
      const added = accepted.filter((fact) => {
        const key = keyOf(fact);
        const isNew = !keys.has(key);
        keys.add(key);
        return isNew;
      });
      return [...known, ...added];
    },
  };
}

/** What makes two facts of one document the same; an article tells of one main event. */
function keyOf(fact: Fact): string {
  switch (fact.fact) {
    case 'figure':
      return key('figure', String(fact.value), fact.unit);
    case 'office':
      return key('office', fact.person, fact.title);
    case 'membership':
      return key('membership', fact.unit);
    case 'policy':
      return key('policy', fact.number ?? fact.name);
    case 'event':
      return 'event';
  }
}

const key = (...parts: string[]): string =>
  parts
    .map((part) =>
      fold(part)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .join('|');
