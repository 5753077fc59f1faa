/**
 * Asks the program questions of its own making while nobody asks it any. The engine compiles a
 * function well only after some hundred calls, so that the first questions after a start would take
 * twice as long as later ones. The questions are made of words of the corpus, which brings the posting
 * lists of its words along. Nothing is done with the answers.
 */
import type { Database } from '../corpus/database.ts';
import { fold } from '../text/normalise.ts';
import { tokenize } from '../text/tokens.ts';

export interface Rehearsal {
  /** Makes way for a while: call it when a person asks. */
  rest(): void;
  /** Resolves when it has asked all. */
  readonly done: Promise<void>;
}

export interface RehearsalOptions {
  database: Database;
  /** Asks one question, and lets nobody know. What it throws is ignored: the corpus may just have been closed. */
  ask(question: string): Promise<unknown>;
}

/** Questions of one process, and what they may take together: more gain hardly anything (see README.md). */
const QUESTIONS_MAX = 400;
const ASKING_MS_MAX = 4_000;
/** After a start, and after a person's question: the next one may follow. */
const REST_MS = 400;
/** Between two questions: a person's question goes first, and waits for one of these at most. */
const PAUSE_MS = 4;
const WORDS_OF_QUESTION = 9;
/** What people end a question with, by turns, since each kind of question has a way of its own. */
const ENDINGS = ['là gì', 'gồm những gì', 'khi nào', 'bao nhiêu', 'là ai', 'ở đâu', 'thế nào'];

/** Rehearses once, beginning soon. It keeps no process alive and ends with the corpus. */
export function startRehearsal({ database, ask }: RehearsalOptions): Rehearsal {
  let questions: string[] | undefined;
  let finish = (): void => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let spent = 0;
  let restsUntil = performance.now() + REST_MS;

  function wait(ms: number): void {
    setTimeout(() => void step(), ms).unref();
  }

  async function step(): Promise<void> {
    if (!database.open) return finish();
    const rest = restsUntil - performance.now();
    if (rest > 0) return wait(rest);
    questions ??= questionsFrom(database);
    const question = spent > ASKING_MS_MAX ? undefined : questions.pop();
    if (question === undefined) return finish();
    const startedAt = performance.now();
    try {
      await ask(question);
    } catch {
      // The next step looks whether there still is a corpus.
    }
    spent += performance.now() - startedAt;
    wait(PAUSE_MS);
  }

  wait(REST_MS);
  return {
    done,
    rest() {
      restsUntil = performance.now() + REST_MS;
    },
  };
}

/**
 * From passages spread evenly over the corpus, one of each at most; from their beginning, middle and
 * end by turns and some without diacritics, for code that meets something new is compiled once more.
 */
function questionsFrom(database: Database): string[] {
  const ids = database.prepare<[], number>('SELECT id FROM passages').pluck().all();
  const textOf = database
    .prepare<[number], string>('SELECT text FROM passages WHERE id = ?')
    .pluck();
  const step = Math.max(1, ids.length / QUESTIONS_MAX);
  const questions: string[] = [];
  for (let at = 0; at < ids.length && questions.length < QUESTIONS_MAX; at += step) {
    const text = textOf.get(ids[Math.floor(at)]!) ?? '';
    const turn = questions.length;
    const words = wordsFrom(text, (turn % 3) / 3);
    const question = `${words} ${ENDINGS[turn % ENDINGS.length]!}?`;
    questions.push(turn % 4 === 3 ? fold(question) : question);
  }
  return questions;
}

/** The words that begin at so much of a text. */
function wordsFrom(text: string, share: number): string {
  const from = text.indexOf(' ', Math.floor(share * text.length)) + 1;
  const part = text.slice(share === 0 ? 0 : from).slice(0, 20 * WORDS_OF_QUESTION);
  const words = tokenize(part).slice(0, WORDS_OF_QUESTION);
  return part.slice(words[0]?.start ?? 0, words.at(-1)?.end ?? 0);
}
