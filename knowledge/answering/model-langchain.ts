/** Answering with a chat model as a LangChain runnable, for use in a LangChain program. */
import { RunnableLambda } from '@langchain/core/runnables';
import type { ModelAnswerer, ModelRequest, ModelVerdict } from './model-answerer.ts';

/** One request in, one verdict out; a signal of the chain's configuration ends the request. */
export function modelRunnable(answerer: ModelAnswerer): RunnableLambda<ModelRequest, ModelVerdict> {
  return RunnableLambda.from<ModelRequest, ModelVerdict>((request, { signal }) => {
    const signals = [request.question.signal, signal].filter((each) => each !== undefined);
    if (signals.length === 0) return answerer.answer(request);
    const question = { ...request.question, signal: AbortSignal.any(signals) };
    return answerer.answer({ ...request, question });
  });
}
