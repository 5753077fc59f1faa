import { describe, expect, test } from 'vitest';
import type { AnswerRecord } from '../bot/answer-record.ts';
import { type GoldQuestion, goldQuestion, hasFacts, judge } from './eval/score.ts';

const gold = (fields: Partial<GoldQuestion>): GoldQuestion =>
  goldQuestion.parse({ id: 'q1', question: 'Có bao nhiêu đơn vị?', ...fields });

function record(fields: Partial<AnswerRecord> = {}): AnswerRecord {
  return {
    id: 'q1',
    question: 'Có bao nhiêu đơn vị?',
    answer: 'Có 56 đơn vị dự hội nghị [1]',
    abstained: false,
    citations: [{ n: 1, document: 'tin.md', title: 'Tin', quote: 'Có 56 đơn vị dự hội nghị' }],
    tookMs: 1,
    ...fields,
  };
}

/** As readCorpus() prepares it: lower case, without quotation marks. */
const corpus = new Map([
  ['tin.md', 'có 56 đơn vị dự hội nghị mùa vàng.'],
  ['luat.md', 'điều 12. phần vốn góp của thành viên tối đa 20%.'],
]);
const article = gold({ article: 'tin.md', facts: [['56']] });

describe('facts in an answer', () => {
  test.each([
    ['56', 'Có 56 đơn vị.', true],
    ['56', 'Có 156 đơn vị.', false],
    ['56', 'Có 1.56 triệu.', false],
    ['56', 'Có 560 đơn vị.', false],
    ['56', 'Có 56.000 đơn vị.', false],
    ['56', 'Có 156 đơn vị, trong đó 56 đơn vị mới.', true],
    ['56%', 'Chiếm 56%.', true],
    ['Mùa Vàng', 'hợp tác xã “mùa vàng”', true],
    ['trần văn lúa', 'Ông Trần  Văn\u00a0Lúa', true],
  ])('%s in "%s": %s', (fact, text, found) => {
    expect(hasFacts({ facts: [[fact]] }, text)).toBe(found);
  });

  test('every fact is needed, each in any of its variants', () => {
    const facts = [['12 đơn vị', 'mười hai đơn vị'], ['Cồn Sẻ']];
    expect(hasFacts({ facts }, 'Mười hai đơn vị ở Cồn Sẻ.')).toBe(true);
    expect(hasFacts({ facts }, 'Mười hai đơn vị ở nơi khác.')).toBe(false);
  });

  test('a citation mark is no number of the answer', () => {
    expect(hasFacts({ facts: [['3']] }, 'Có nhiều đơn vị [3]')).toBe(false);
  });

  test('letters composed differently are the same fact', () => {
    expect(hasFacts({ facts: [['Hải Phòng'.normalize('NFD')]] }, 'ở Hải Phòng')).toBe(true);
  });
});

describe('the verdict on an answer', () => {
  test('right facts from the right file are right', () => {
    expect(judge(article, record(), corpus)).toMatchObject({
      answerable: true,
      right: true,
      factsRight: true,
      citedRight: true,
      inventedQuotes: 0,
      quotes: 1,
    });
  });

  test('right facts from another file are not', () => {
    const other = gold({ article: 'khac.md', facts: [['56']] });
    expect(judge(other, record(), corpus)).toMatchObject({ factsRight: true, right: false });
  });

  test('an answer longer than a phone shows is not right', () => {
    const answer = `Có 56 đơn vị [1] ${'và hơn nữa '.repeat(90)}`;
    expect(judge(article, record({ answer }), corpus)).toMatchObject({
      factsRight: true,
      right: false,
    });
  });

  test('an abstention has no facts right, even when it mentions them', () => {
    expect(judge(article, record({ abstained: true }), corpus)).toMatchObject({
      abstained: true,
      factsRight: false,
      right: false,
    });
  });

  test('a question without articles is unanswerable', () => {
    const verdict = judge(gold({ article: null }), record({ abstained: true }), corpus);
    expect(verdict).toMatchObject({ answerable: false, abstained: true });
  });

  test('a quote that stands nowhere in the cited file is counted as invented', () => {
    const quotes = ['Có 57 đơn vị', 'Có 56 đơn vị', '', 'điều 12'];
    const citations = quotes.map((quote, i) => ({
      n: i + 1,
      document: 'tin.md',
      title: 'Tin',
      quote,
    }));
    const { inventedQuotes } = judge(article, record({ citations }), corpus);
    expect(inventedQuotes).toBe(3);
  });

  test.each([
    ['Điều 12', true],
    ['Điều 120', false],
    ['Điều 112', false],
    [undefined, false],
  ])('a citation of %s meets the wanted điều 12: %s', (section, right) => {
    const wanted = gold({ article: 'luat.md', section: '12', facts: [['20%']] });
    const cited = {
      n: 1,
      document: 'luat.md',
      title: 'Luật',
      quote: 'tối đa 20%',
      ...(section === undefined ? {} : { section }),
    };
    expect(judge(wanted, record({ citations: [cited] }), corpus).sectionRight).toBe(right);
  });

  test('a question that names no điều says nothing about sections', () => {
    expect(judge(article, record(), corpus).sectionRight).toBeUndefined();
  });
});
