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

function officeOn(asOf: string, person: string): Fact {
  const office = facts[1] as Extract<Fact, { fact: 'office' }>;
  return { ...office, asOf, person };
}

describe('look-up of facts', () => {
  it('gives an office as of the day asked: the last one before it, then later ones', () => {
    const corpus = openCorpus(':memory:');
    const held = [
      officeOn('2020-07-31', 'A'),
      officeOn('2023-08-08', 'B'),
      officeOn('2024-01-19', 'C'),
    ];
    publish(corpus, { ...draft(), facts: held });
    const { offices } = factsStore(corpus.database);
    expect(offices({}).map(({ person }) => person)).toEqual(['C', 'B', 'A']);
    expect(offices({ asOf: '2023-12-31' }).map(({ person }) => person)).toEqual(['B', 'A', 'C']);
  });

  it('finds a document by its number as people say it', () => {
    const corpus = openCorpus(':memory:');
    const policy: Fact = {
      fact: 'policy',
      role: 'mentioned',
      policyKind: 'Kế hoạch',
      number: '171/KH-UBND',
      name: 'Kế hoạch số 171/KH-UBND',
      implements: ['Nghị quyết số 20-NQ/TW'],
      evidence: quoted('đất đai'),
    };
    publish(corpus, { ...draft(), facts: [policy] });
    const { policies } = factsStore(corpus.database);
    for (const number of ['171', '171/KH-UBND', '171 kh ubnd']) {
      expect(policies({ number, kind: 'ke hoach' })).toMatchObject([
        { implements: policy.implements },
      ]);
    }
    expect([policies({ number: '17' }), policies({ number: '171/QĐ-UBND' })]).toEqual([[], []]);
  });

  it('finds a unit by a part of its name and by its place', () => {
    const corpus = openCorpus(':memory:');
    const unit: Fact = {
      fact: 'membership',
      unit: 'HTX Nông nghiệp An Hưng',
      unitKind: 'HTX',
      status: 'admitted',
      district: 'An Dương',
      admittedOn: '2024-03-05',
      evidence: quoted('đất đai'),
    };
    publish(corpus, { ...draft(), facts: [unit] });
    const { memberships } = factsStore(corpus.database);
    expect(memberships({ unit: 'hop tac xa nong nghiep an hung', place: 'an duong' })).toHaveLength(
      1,
    );
    expect(memberships({ admittedFrom: '2024-03-01', admittedTo: '2024-03-31' })).toHaveLength(1);
    expect(memberships({ unit: 'Hưng Yên' })).toEqual([]);
  });

  it('takes a person and a title apart although they spell a city together', () => {
    const corpus = openCorpus(':memory:');
    const item = {
      kind: 'content' as const,
      text: 'Nguyễn Văn Thành, Phó Chủ tịch',
      evidence: quoted('812 HTX'),
    };
    publish(corpus, { ...draft(), facts: [{ ...event, items: [item] }] });
    expect(factsStore(corpus.database).events({ topic: 'Nguyễn Văn Thành' })).toHaveLength(1);
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
