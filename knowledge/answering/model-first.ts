/**
 * The chat model where it can, the offline answer where it cannot. Invariant: a failing, slow or
 * lying endpoint changes nothing for the person but the wording.
 */
import type { Answerer, Outcome, Question } from './answer.ts';
import type { ModelAnswerer, ModelRequest } from './model-answerer.ts';

export interface ModelFirstDeps {
  offline: Answerer;
  model: ModelAnswerer;
  /** The question completed from the conversation and the passages for it, best first. */
  prepare(question: Question): Promise<Omit<ModelRequest, 'question'>>;
}

/** An answerer that asks the model only what passages may answer: not small talk, not an empty question. */
export function createModelFirstAnswerer({ offline, model, prepare }: ModelFirstDeps): Answerer {
  return {
    async answer(question, onDraft): Promise<Outcome> {
      const plain = await offline.answer(question);
      if (plain.outcome === 'courtesy') return plain;
      if (plain.outcome === 'abstained' && plain.reason !== 'not-supported') return plain;
      const verdict = await model.answer({ question, ...(await prepare(question)) }, onDraft);
      if ('failed' in verdict) return plain;
      // The offline threshold was calibrated on questions, a model's refusal on nothing: it does not count.
      return verdict.outcome.outcome === 'abstained' ? plain : verdict.outcome;
    },
  };
}
