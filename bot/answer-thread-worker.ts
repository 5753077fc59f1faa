/** The inside of the answering thread: opens the knowledge for itself and answers what it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import { openKnowledge } from '../knowledge/knowledge.ts';
import type { AnswerThreadOptions, FromThread, ToThread } from './answer-thread.ts';
import { createLog, describeError } from './log.ts';

/** Fills the caches that the first question would otherwise wait for. */
const WARMING_QUESTION = 'Điều kiện trở thành thành viên hợp tác xã là gì?';

const { knowledge: options, logLevel } = workerData as AnswerThreadOptions; // as the starter sent it
const log = createLog(logLevel);
const knowledge = await openKnowledge({ ...options, log });
const rehearsal = knowledge.rehearse();
const aborts = new Map<number, AbortController>();
const send = (message: FromThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToThread) => {
  if ('abort' in message) aborts.get(message.abort)?.abort();
  else void answer(message);
});

async function answer({ ask: id, question, wantsDrafts }: Extract<ToThread, { ask: number }>) {
  rehearsal.rest();
  const abort = new AbortController();
  aborts.set(id, abort);
  const onDraft = wantsDrafts ? (draft: string) => send({ id, draft }) : undefined;
  try {
    const asked = { ...question, signal: abort.signal };
    send({ id, outcome: await knowledge.answerer.answer(asked, onDraft) });
  } catch (error) {
    // The stack names the place only here; the other thread learns what happened.
    log.error(describeError(error), 'the answering thread could not answer');
    send({ id, failure: error instanceof Error ? error.message : typeof error });
  } finally {
    aborts.delete(id);
  }
}

try {
  await knowledge.inspect({ text: WARMING_QUESTION, history: [] });
} catch (error) {
  log.warn(describeError(error), 'warming the answering thread failed');
}
