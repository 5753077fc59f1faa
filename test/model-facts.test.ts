/** Facts from a chat model beside those of the rules, over HTTP against a fake endpoint. */
import { afterEach, describe, expect, it } from 'vitest';
import { modelExtractor } from '../ingest/facts/model-extractor.ts';
import type { DocumentDraft } from '../knowledge/corpus/document.ts';
import { acceptFacts } from '../knowledge/facts/accept.ts';
import { createModelFacts } from '../knowledge/facts/model-facts.ts';
import type { Fact } from '../knowledge/facts/schemas.ts';
import { type FakeOpenAi, type FakeTurn, startFakeOpenAi } from './fakes/openai-server.ts';

const FIRST =
  'Đến hết tháng 6/2022, toàn tỉnh có 312 HTX. Ông Trần Minh Đức, Chủ tịch Liên minh HTX tỉnh, chủ trì Hội nghị.';
const SECOND = 'Hội nghị kết nạp HTX Ba Bến, huyện Sơn Bình theo Quyết định số 45/QĐ-LMHTX.';
const TEXT = `${FIRST}\n${SECOND}`;
const draft: DocumentDraft = {
  kind: 'article',
  title: 'Hội nghị sơ kết của Liên minh HTX tỉnh Hòa Sơn',
  text: TEXT,
  metadata: { publishedOn: '2022-07-05', province: 'Hòa Sơn' },
  visibility: 'public',
  passages: [
    { kind: 'text', heading: '', text: FIRST, start: 0, end: FIRST.length },
    { kind: 'text', heading: '', text: SECOND, start: FIRST.length + 1, end: TEXT.length },
  ],
};

const figure = {
  fact: 'figure',
  passage: 1,
  quote: 'Đến hết tháng 6/2022, toàn tỉnh có 312 HTX',
  quantity: 'HTX',
  valueText: '312',
  unit: 'HTX',
  asOf: '2022-06-30',
};
const office = {
  fact: 'office',
  passage: 1,
  quote: 'Ông Trần Minh Đức, Chủ tịch Liên minh HTX tỉnh',
  person: 'Trần Minh Đức',
  title: 'Chủ tịch',
  organisation: 'Liên minh HTX tỉnh',
};
const membership = {
  fact: 'membership',
  passage: 2,
  quote: 'kết nạp HTX Ba Bến, huyện Sơn Bình',
  unit: 'HTX Ba Bến',
  status: 'admitted',
  district: 'huyện Sơn Bình',
  alliance: null,
};
const policy = {
  fact: 'policy',
  passage: '2',
  quote: 'Quyết định số 45/QĐ-LMHTX',
  policyKind: 'Quyết định',
  number: '45/QĐ-LMHTX',
  name: 'Quyết định số 45/QĐ-LMHTX',
};

let fake: FakeOpenAi | undefined;
afterEach(() => fake?.close());

async function modelWith(...turns: FakeTurn[]) {
  fake = await startFakeOpenAi({ turn: (_, nth) => turns[Math.min(nth, turns.length - 1)]! });
  const warnings: object[] = [];
  const model = createModelFacts({
    baseUrl: fake.baseUrl,
    model: 'fake',
    timeoutMs: 2_000,
    log: { warn: (fields) => void warnings.push(fields) },
    clock: { now: Date.now, sleep: async () => {} },
  });
  return { model, warnings, received: fake.received };
}

const rows = (...facts: object[]): FakeTurn => ({ does: 'say', text: JSON.stringify({ facts }) });

describe('facts from a chat model', () => {
  it('come with their quotes located in the passages', async () => {
    const { model } = await modelWith(rows(figure, office, membership, policy));
    const facts = await model.of(draft);
    expect(facts).toMatchObject([
      { fact: 'figure', value: 312, asOf: '2022-06-30', province: 'Hòa Sơn' },
      { fact: 'office', person: 'Trần Minh Đức', asOf: '2022-07-05' },
      { fact: 'membership', unit: 'HTX Ba Bến', unitKind: 'HTX', status: 'admitted' },
      { fact: 'policy', number: '45/QĐ-LMHTX' },
    ]);
    expect(acceptFacts(draft, facts).rejected).toEqual([]);
  });

  it.each([
    ['a quote that stands nowhere', { ...figure, quote: 'Cả nước có 312 hợp tác xã kiểu mới' }],
    ['a quote of another passage', { ...figure, passage: 2 }],
    ['another number', { ...figure, valueText: '321' }],
    ['another unit', { ...figure, unit: 'tổ hợp tác', quantity: 'tổ hợp tác' }],
    ['another person', { ...office, person: 'Trần Minh Đạt' }],
    ['another office', { ...office, title: 'Phó Chủ tịch' }],
    ['another district', { ...membership, district: 'huyện Tân Lập' }],
    ['another document number', { ...policy, number: '54/QĐ-LMHTX' }],
    ['no quote', { ...figure, quote: '' }],
    ['an unknown kind', { ...figure, fact: 'rumour' }],
  ])('are left out with %s, the others are kept', async (_name, wrong) => {
    const { model } = await modelWith(rows(wrong, membership));
    expect(await model.of(draft)).toMatchObject([{ fact: 'membership', unit: 'HTX Ba Bến' }]);
  });

  it('lose a date that the quote does not bear out', async () => {
    const { model } = await modelWith(rows({ ...figure, asOf: '2021-06-30' }));
    expect((await model.of(draft))[0]).not.toHaveProperty('asOf');
  });

  it.each<[string, FakeTurn]>([
    ['server-error', { does: 'refuse', status: 500 }],
    ['unreachable', { does: 'drop' }],
  ])('are simply missing when the endpoint fails: %s', async (reason, turn) => {
    const { model, warnings } = await modelWith(turn);
    expect(await model.of(draft)).toEqual([]);
    expect(warnings).toMatchObject([{ reason }]);
  });

  it('are missing when the model says nothing of use', async () => {
    const { model } = await modelWith({ does: 'say', text: 'Tôi không rõ.' });
    expect(await model.of(draft)).toEqual([]);
  });
});

describe('the extractor with a model', () => {
  const [ruled] = acceptFacts(draft, [
    {
      fact: 'membership',
      unit: 'HTX Ba Bến',
      unitKind: 'HTX',
      status: 'admitted',
      evidence: { passage: 1, quote: SECOND, start: FIRST.length + 1, end: TEXT.length },
    },
  ]).accepted as [Fact];

  it('adds to the rules and keeps their facts', async () => {
    const { model } = await modelWith(rows({ ...membership, status: 'mentioned' }, policy));
    const facts = await modelExtractor({ extract: async () => [ruled] }, model).extract(draft);
    expect(facts[0]).toBe(ruled);
    expect(facts.map(({ fact }) => fact)).toEqual(['membership', 'policy']);
  });

  it('leaves legal texts to the rules', async () => {
    const { model, received } = await modelWith(rows(policy));
    const legal: DocumentDraft = { ...draft, kind: 'legal' };
    expect(await modelExtractor({ extract: async () => [ruled] }, model).extract(legal)).toEqual([
      ruled,
    ]);
    expect(received).toEqual([]);
  });
});
