/**
 * The answerer in a thread of its own. Finding and composing an answer is a tenth of a second of
 * pure computing; in the thread that talks to the platforms it would hold up every webhook and send
 * meanwhile. Invariant: every question ends, answered or rejected, also when the thread dies; the
 * next question starts a new one.
 */
import { Worker } from 'node:worker_threads';
import type { Answerer, Outcome, Question } from '../knowledge/answering/answer.ts';
import type { KnowledgeOptions } from '../knowledge/knowledge.ts';

/** What the thread is started with. */
export interface AnswerThreadOptions {
  knowledge: Omit<KnowledgeOptions, 'log'>;
  logLevel: string;
}

export type ToThread =
  | { ask: number; question: Omit<Question, 'signal'>; wantsDrafts: boolean }
  | { abort: number };

export type FromThread =
  | { id: number; outcome: Outcome }
  | { id: number; draft: string }
  | { id: number; failure: string };

export interface AnswerThread extends Answerer {
  stop(): Promise<void>;
}

/** The thread died or hung while a question was being answered. */
class AnswerThreadError extends Error {
  readonly code = 'ANSWER_THREAD';
}

interface Pending {
  onDraft: ((text: string) => void) | undefined;
  resolve: (outcome: Outcome) => void;
  reject: (error: Error) => void;
  /** Takes its listener and timer away. */
  release: () => void;
}

/** Longer than any chat model may take; a thread silent for so long will not speak again. */
const ANSWER_MAX_MS = 360_000;

/** Starts the thread at once, so that the first question finds it ready. */
export function createAnswerThread(options: AnswerThreadOptions): AnswerThread {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let isStopped = false;
  let worker: Worker | undefined = start();

  function start(): Worker {
    // The build puts the .js file here; run.mjs starts programs from the build only.
    const file = new URL('./answer-thread-worker.js', import.meta.url);
    const started = new Worker(file, { workerData: options });
    started.on('message', (message: FromThread) => hear(message));
    const end = (cause?: unknown) => {
      if (worker !== started) return;
      worker = undefined;
      rejectAll(cause);
    };
    started.on('error', end);
    started.on('exit', () => end());
    return started;
  }

  function hear(message: FromThread): void {
    const question = pending.get(message.id);
    if (!question) return;
    if ('draft' in message) {
      question.onDraft?.(message.draft);
      return;
    }
    settle(message.id);
    if ('outcome' in message) question.resolve(message.outcome);
    else question.reject(new Error(message.failure));
  }

  function settle(id: number): void {
    pending.get(id)?.release();
    pending.delete(id);
  }

  function rejectAll(cause: unknown): void {
    for (const [id, { reject }] of [...pending]) {
      settle(id);
      reject(new AnswerThreadError('The answering thread ended.', { cause }));
    }
  }

  function giveUpOnThread(): void {
    const hung = worker;
    worker = undefined;
    void hung?.terminate();
    rejectAll('no answer in time');
  }

  return {
    answer({ signal, ...question }, onDraft) {
      if (isStopped) return Promise.reject(new AnswerThreadError('The thread was stopped.'));
      worker ??= start();
      const to = worker;
      const id = nextId;
      nextId += 1;
      return new Promise<Outcome>((resolve, reject) => {
        const timer = setTimeout(giveUpOnThread, ANSWER_MAX_MS);
        const abort = () => to.postMessage({ abort: id } satisfies ToThread);
        const release = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
        };
        pending.set(id, { onDraft, resolve, reject, release });
        to.postMessage({
          ask: id,
          question,
          wantsDrafts: onDraft !== undefined,
        } satisfies ToThread);
        signal?.addEventListener('abort', abort);
        if (signal?.aborted) abort();
      });
    },
    async stop() {
      isStopped = true;
      await worker?.terminate();
    },
  };
}
