import { describe, expect, it } from 'vitest';
import { type Corpus, openCorpus } from '../knowledge/corpus/corpus.ts';
import type { DocumentDraft } from '../knowledge/corpus/document.ts';
import { acceptFacts } from '../knowledge/facts/accept.ts';
import { factsStore } from '../knowledge/facts/lookup.ts';
import type { EventFact, Evidence, Fact } from '../knowledge/facts/schemas.ts';

const TEXT =
  'Ngày 05/3/2024, Liên minh HTX tỉnh Hà Giang tổ chức hội thảo về đất đai. Ông Vàng Văn Sử, Phó Chủ tịch Liên minh HTX tỉnh chủ trì. Toàn tỉnh có 812 HTX.';

function quoted(quote: string): Evidence {
  const start = TEXT.indexOf(quote);
  return { passage: 0, quote, start, end: start + quote.length };
}

const event: EventFact = {
  fact: 'event',
  title: 'hội thảo về đất đai',
  kinds: ['hội thảo'],
  startsOn: '2024-03-05',
  province: 'Hà Giang',
  organiser: 'Liên minh HTX tỉnh Hà Giang',
  people: [{ role: 'chair', name: 'Vàng Văn Sử', evidence: quoted('Ông Vàng Văn Sử') }],
  items: [],
  evidence: quoted('hội thảo về đất đai'),
};
const facts: Fact[] = [
  event,
  {
    fact: 'office',
    person: 'Vàng Văn Sử',
    title: 'Phó Chủ tịch',
    organisation: 'Liên minh HTX tỉnh',
    province: 'Hà Giang',
    standing: 'current',
    asOf: '2024-03-05',
    evidence: quoted('Ông Vàng Văn Sử, Phó Chủ tịch Liên minh HTX tỉnh'),
  },
  {
    fact: 'figure',
    quantity: 'HTX',
    value: 812,
    unit: 'HTX',
    valueText: '812',
    countsMembers: false,
    isTarget: false,
    province: 'Hà Giang',
    asOf: '2024-03-05',
    evidence: quoted('812 HTX'),
  },
];

function draft(visibility: DocumentDraft['visibility'] = 'public'): DocumentDraft {
  return {
    kind: 'article',
    title: 'Hội thảo',
    text: TEXT,
    metadata: {},
    visibility,
    passages: [{ kind: 'text', heading: '', text: TEXT, start: 0, end: TEXT.length }],
    facts,
  };
}

function publish(corpus: Corpus, given: DocumentDraft): number {
  const source = { key: '/a.txt', name: 'a.txt', collection: '/', contentHash: 'x' };
  const vectors = given.passages.map(() => new Float32Array([1, 0]));
  return corpus.publish(source, given, { fingerprint: 'test', vectors }).documentId;
}

describe('stored facts', () => {
  it('are found without diacritics, by abbreviation and by long form', () => {
    const corpus = openCorpus(':memory:');
    publish(corpus, draft());
    const store = factsStore(corpus.database);
    expect(store.offices({ person: 'vang van su' })).toHaveLength(1);
    expect(store.offices({ organisation: 'LM hợp tác xã', province: 'ha giang' })).toHaveLength(1);
    expect(store.figures({ quantity: 'hợp tác xã', place: 'Hà Giang' })[0]?.value).toBe(812);
    expect(store.events({ person: 'Vàng Văn Sử', topic: 'dat dai' })).toMatchObject([
      { title: event.title, kinds: ['hội thảo'], people: [{ role: 'chair' }] },
    ]);
  });

  it('name a passage whose text holds the quote at the offsets', () => {
    const corpus = openCorpus(':memory:');
    const documentId = publish(corpus, draft());
    const [office] = factsStore(corpus.database).offices({});
    const { passageId, quote, start, end } = office!.evidence;
    expect(corpus.passage(passageId)?.documentId).toBe(documentId);
    expect(corpus.documentText(documentId)?.slice(start, end)).toBe(quote);
  });

  it('do not find a vice chair when the chair is asked for', () => {
    const corpus = openCorpus(':memory:');
    publish(corpus, draft());
    const store = factsStore(corpus.database);
    expect(store.offices({ title: 'chủ tịch' })).toEqual([]);
    expect(store.offices({ title: 'pho chu tich' })).toHaveLength(1);
  });

  it('keep to the asked days and kind of event', () => {
    const corpus = openCorpus(':memory:');
    publish(corpus, draft());
    const { events } = factsStore(corpus.database);
    expect(events({ from: '2024-03-01', to: '2024-03-31', kind: 'hội thảo' })).toHaveLength(1);
    expect(events({ from: '2024-03-06' })).toEqual([]);
    expect(events({ kind: 'đại hội' })).toEqual([]);
  });

  it('go when their document is replaced or removed', () => {
    const corpus = openCorpus(':memory:');
    publish(corpus, draft());
    publish(corpus, draft());
    const store = factsStore(corpus.database);
    expect(store.figures({})).toHaveLength(1);
    corpus.remove('/a.txt');
    expect([store.figures({}), store.events({}), store.offices({})]).toEqual([[], [], []]);
    const parts = 'SELECT count(*) AS n FROM fact_event_people';
    expect(corpus.database.prepare(parts).get()).toEqual({ n: 0 });
  });

  it('of an internal document are shown only to those who may read it', () => {
    const corpus = openCorpus(':memory:');
    publish(corpus, draft('internal'));
    const store = factsStore(corpus.database);
    expect(store.offices({})).toEqual([]);
    expect(store.offices({ mayReadInternal: true })).toHaveLength(1);
  });
});

describe('acceptance of facts', () => {
  it('keeps facts whose quotes stand in their passage', () => {
    expect(acceptFacts(draft(), facts)).toEqual({ accepted: facts, rejected: [] });
  });

  it('rejects a quote that was altered, moved or given to another passage, and malformed rows', () => {
    const [, office] = facts as [Fact, Fact];
    const moved = { ...office, evidence: { ...office.evidence, start: 1, end: 5 } };
    const altered = { ...office, evidence: { ...office.evidence, quote: 'Ông Vàng Văn Sự' } };
    const elsewhere = { ...office, evidence: { ...office.evidence, passage: 3 } };
    const nameless = { ...office, person: '' };
    const { accepted, rejected } = acceptFacts(draft(), [moved, altered, elsewhere, nameless]);
    expect(accepted).toEqual([]);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      'quote-not-in-passage',
      'quote-not-in-passage',
      'unknown-passage',
      'malformed',
    ]);
  });
});
