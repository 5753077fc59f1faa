/** The question's terms and pairs are found in a text as the text's own syllables have them. */
import { describe, expect, it } from 'vitest';
import {
  createTokenReader,
  matchTokens,
  pairCoverage,
  presence,
  type QuestionTerm,
  stretchWithin,
} from '../knowledge/answering/term-match.ts';
import { placesIn } from '../knowledge/answering/term-places.ts';

const term = (exact: string, folded: string, alternatives: string[] = []): QuestionTerm => ({
  exact,
  folded,
  weight: 1,
  alternatives,
  accented: exact !== folded,
});

const found = (terms: QuestionTerm[], text: string) =>
  [...presence(terms, matchTokens(text))].map((value) => Math.round(value * 10) / 10);

describe('terms in a text', () => {
  it('count in full as they are spelt, half with other marks and less as another word', () => {
    expect(found([term('chết', 'chet', ['mat'])], 'Người đã chết')).toEqual([1]);
    expect(found([term('chết', 'chet', ['mat'])], 'bị chệt, đã mất')).toEqual([0.5]);
    expect(found([term('chết', 'chet', ['mat'])], 'đã mất')).toEqual([0.8]);
    expect(found([term('chet', 'chet')], 'đã chết')).toEqual([1]);
    expect(found([term('chết', 'chet', ['mat'])], 'đang sống')).toEqual([0]);
  });

  it('are met by another wording only where its syllables stand together', () => {
    const terms = [term('chết', 'chet', ['qua doi']), term('xã', 'xa')];
    expect(found(terms, 'ông qua đời tại xã')).toEqual([0.8, 1]);
    expect(found(terms, 'đi qua cuộc đời')).toEqual([0, 0]);
  });

  it('are each found where a question says one twice', () => {
    expect(found([term('xã', 'xa'), term('xã', 'xa')], 'một xã')).toEqual([1, 1]);
  });

  it('weigh pairs that stand side by side, in written-out abbreviations too', () => {
    const pairs = [
      { folded: 'hop_tac', weight: 3 },
      { folded: 'an_phat', weight: 1 },
    ];
    expect(pairCoverage(pairs, matchTokens('HTX An Khánh phát'))).toBe(0.75);
  });
});

describe('tokens', () => {
  it('are the same whether or not a text has letters that only the slow way reads', () => {
    const text = 'Điều 05. HTX Hoà Bình có 1.234.567 đồng, TP Thuỷ Nguyên';
    const slow = matchTokens(`${text} e\u0301`);
    expect(slow.slice(0, -1)).toEqual(matchTokens(text));
    expect(slow.slice(0, 4).map(({ exact }) => exact)).toEqual(['điều', '5', 'hợp', 'tác']);
  });

  it('are read anew, and alike, when very many others were read in between', () => {
    const read = createTokenReader();
    const first = read('Liên minh hợp tác xã');
    expect(read('Liên minh hợp tác xã')).toBe(first);
    const long = 'xã '.repeat(3_000);
    for (let i = 0; i < 50; i += 1) read(`${long}${i}`);
    const again = read('Liên minh hợp tác xã');
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });
});

describe('places in a passage', () => {
  const text =
    'Hợp tác xã An Phát giải thể. Người qua đời, xã viên qua đời: hợp tác xã trả lại vốn. Qua.';
  const tokens = matchTokens(text);
  const terms = [
    term('chết', 'chet', ['qua doi', 'mat']),
    term('xã', 'xa'),
    term('vốn', 'von', ['giai the', 'giai the nguoi']),
    term('hạp', 'hap'),
  ];
  const pairs = [
    { folded: 'hop_tac', weight: 2 },
    { folded: 'an_phat', weight: 1 },
  ];

  it('tell of every stretch what a walk through it tells', () => {
    const places = placesIn({ terms, pairs }, tokens);
    for (let from = 0; from <= tokens.length; from += 1) {
      for (let to = from; to <= tokens.length; to += 1) {
        const stretch = tokens.slice(from, to);
        expect(places.presence(from, to)).toEqual(presence(terms, stretch));
        expect(places.pairCoverage(from, to)).toBe(pairCoverage(pairs, stretch));
      }
    }
    expect(places.presence(0, tokens.length)).toEqual([0.8, 1, 1, 0]);
  });

  it('are those of the tokens that stand in a slice whole', () => {
    const start = text.indexOf('Người');
    const { from, to } = stretchWithin(tokens, start, text.indexOf(' đời,') + 2);
    expect(tokens.slice(from, to).map(({ exact }) => exact)).toEqual(['người', 'qua']);
    expect(stretchWithin(tokens, text.length, text.length)).toEqual({
      from: tokens.length,
      to: tokens.length,
    });
  });
});
