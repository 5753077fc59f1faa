/** The chat model in front of the offline answer, and as a part of a LangChain program. */
import { RunnableLambda } from '@langchain/core/runnables';
import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../knowledge/answering/answer.ts';
import { createModelAnswerer } from '../knowledge/answering/model-answerer.ts';
import { createModelFirstAnswerer } from '../knowledge/answering/model-first.ts';
import { modelRunnable } from '../knowledge/answering/model-langchain.ts';
import type { RetrievedPassage } from '../knowledge/search/retriever.ts';
import { type FakeOpenAi, type FakeTurn, startFakeOpenAi } from './fakes/openai-server.ts';

const TEXT = 'Hội nghị kết nạp 04 thành viên mới vào Liên minh HTX tỉnh.';
const passage: RetrievedPassage = {
  passage: {
    id: 1,
    documentId: 1,
    ordinal: 0,
    kind: 'text',
    heading: '',
    section: undefined,
    text: TEXT,
    start: 0,
    end: TEXT.length,
  },
  document: {
    id: 1,
    kind: 'article',
    title: 'Tin hoạt động',
    name: 'tin.txt',
    metadata: {},
    visibility: 'public',
  },
  score: 1,
  features: {},
};
const offlineAnswer: Outcome = {
  outcome: 'answered',
  layout: 'sentences',
  claims: [],
  citations: [],
  by: 'extraction',
  confidence: 0.7,
};
const refusal: Outcome = { outcome: 'abstained', reason: 'not-supported', confidence: 0.1 };
const GOOD = JSON.stringify({
  sentences: [
    { text: 'Hội nghị kết nạp 4 thành viên mới.', quotes: [{ passage: 1, quote: TEXT }] },
  ],
});
const REFUSED = JSON.stringify({ answerable: false, sentences: [] });

let fake: FakeOpenAi | undefined;
afterEach(() => fake?.close());

async function model(turn: FakeTurn) {
  fake = await startFakeOpenAi({ turn: () => turn });
  const answerer = createModelAnswerer({
    baseUrl: fake.baseUrl,
    model: 'fake',
    timeoutMs: 2_000,
    log: { info: () => {}, warn: () => {} },
    clock: { now: Date.now, sleep: async () => {} },
  });
  return { answerer, received: fake.received };
}

async function answerWith(turn: FakeTurn, plain: Outcome) {
  const { answerer, received } = await model(turn);
  const first = createModelFirstAnswerer({
    offline: { answer: async () => plain },
    model: answerer,
    prepare: async ({ text }) => ({ completedQuestion: text, passages: [passage] }),
  });
  const outcome = await first.answer({ text: 'Kết nạp mấy thành viên?', history: [] });
  return { outcome, received };
}

describe('the model in front of the offline answer', () => {
  it('gives its supported answer, also where the offline answerer is not sure', async () => {
    const turn: FakeTurn = { does: 'say', text: GOOD };
    expect((await answerWith(turn, offlineAnswer)).outcome).toMatchObject({ by: 'model' });
    expect((await answerWith(turn, refusal)).outcome).toMatchObject({ by: 'model' });
  });

  it.each<[string, FakeTurn]>([
    ['fails', { does: 'refuse', status: 500 }],
    ['is cut off', { does: 'drop' }],
    ['says nonsense', { does: 'say', text: 'Xin chào!' }],
    ['invents', { does: 'say', text: GOOD.replace('4 thành viên', '9 thành viên') }],
    ['finds nothing', { does: 'say', text: REFUSED }],
  ])('leaves the offline answer when it %s', async (_name, turn) => {
    expect((await answerWith(turn, offlineAnswer)).outcome).toBe(offlineAnswer);
    expect((await answerWith(turn, refusal)).outcome).toBe(refusal);
  });

  it.each<[string, Outcome]>([
    ['small talk', { outcome: 'courtesy', about: 'greeting' }],
    ['an empty question', { outcome: 'abstained', reason: 'empty-question', confidence: 0 }],
  ])('is not asked about %s', async (_name, plain) => {
    const { outcome, received } = await answerWith({ does: 'say', text: GOOD }, plain);
    expect(outcome).toBe(plain);
    expect(received).toEqual([]);
  });
});

describe('the runnable', () => {
  it('works in a chain and passes its signal on', async () => {
    const { answerer } = await model({ does: 'say', text: GOOD });
    const ask = RunnableLambda.from((text: string) => ({
      question: { text, history: [] },
      completedQuestion: text,
      passages: [passage],
    }));
    const verdict = await ask.pipe(modelRunnable(answerer)).invoke('Kết nạp mấy thành viên?');
    expect(verdict).toMatchObject({ outcome: { by: 'model', claims: [{ citations: [1] }] } });
  });
});
