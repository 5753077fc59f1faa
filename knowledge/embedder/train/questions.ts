/**
 * Questions by rule: a clause of a sentence with its number, name or an end of it taken out and an
 * interrogative put there. They are clumsy, but have what real questions have: a few words of the
 * passage, question words that mean nothing for the search, and the answer missing.
 */
import type { Random } from './random.ts';
import type { TrainingText } from './training-text.ts';

const FOR_NUMBERS = ['bao nhiêu', 'mấy', 'bao nhiêu', 'là bao nhiêu', 'số lượng bao nhiêu'];
const FOR_YEARS = ['năm nào', 'khi nào', 'thời gian nào', 'bao giờ', 'lúc nào', 'ngày nào'];
const FOR_NAMES = [
  'ai',
  'ở đâu',
  'nào',
  'gì',
  'những ai',
  'đâu',
  'nơi nào',
  'người nào',
  'tên gì',
  'là ai',
];
const FOR_REST = [
  'gì',
  'là gì',
  'như thế nào',
  'thế nào',
  'những gì',
  'ra sao',
  'nào',
  'điều gì',
  'cái gì',
  'bao gồm những gì',
  'những loại nào',
  'trong trường hợp nào',
  'được quy định như thế nào',
  'có được không',
  'đúng hay sai',
  'có đúng không',
  'phải không',
];
const OPENINGS = [
  'vì sao',
  'tại sao',
  'điều gì',
  'ai là',
  'theo quy định',
  'theo quy định của pháp luật',
  'khi nào',
  'cho hỏi',
  'thế nào là',
  'trường hợp nào',
  'nhận định sau đúng hay sai',
  'cơ quan nào',
  'tổ chức nào',
  'có phải',
  'những',
];

export interface QuestionMaker {
  /** A question about tokens [from, to) of the text, as token ids; at least three of them are the text's own. */
  question(from: number, to: number): number[];
}

const CLAUSE_TOKENS_MIN = 5;
const CLAUSE_TOKENS_SPREAD = 16;
const DROPPED_SHARE = 0.12;

export function questionMaker(text: TrainingText, random: Random): QuestionMaker {
  const phrases = (list: readonly string[]) =>
    list.map((phrase) => phrase.split(' ').map((token) => text.idOf(token)));
  const numbers = phrases(FOR_NUMBERS);
  const years = phrases(FOR_YEARS);
  const names = phrases(FOR_NAMES);
  const rest = phrases(FOR_REST);
  const openings = phrases(OPENINGS);
  const pick = (list: number[][]) => list[random.below(list.length)]!;
  const isNumber = (position: number) => /^\d/.test(text.vocabulary[text.tokens[position]!]!);
  const isYear = (position: number) =>
    /^(1[5-9]|20)\d\d$/.test(text.vocabulary[text.tokens[position]!]!);

  /** The answer: a number, else a run of capitals inside the clause, else one of its ends. */
  function answerSpan(from: number, to: number): { from: number; to: number; asked: number[] } {
    const start = from + random.below(to - from);
    for (let i = start; i < to; i++) {
      if (isYear(i)) return { from: i, to: i + 1, asked: pick(years) };
      if (isNumber(i)) return { from: i, to: i + 1, asked: pick(numbers) };
      if (text.capital[i] === 1 && i > from) {
        let end = i + 1;
        while (end < to && text.capital[end] === 1) end++;
        return { from: i, to: end, asked: pick(names) };
      }
    }
    const length = 1 + random.below(Math.min(5, Math.max(1, to - from - 3)));
    return random.chance(0.5)
      ? { from, to: from + length, asked: pick(rest) }
      : { from: to - length, to, asked: pick(rest) };
  }

  function question(from: number, to: number): number[] {
    const length = Math.min(to - from, CLAUSE_TOKENS_MIN + random.below(CLAUSE_TOKENS_SPREAD));
    const start = from + random.below(to - from - length + 1);
    const end = start + length;
    const answer = answerSpan(start, end);
    const own = (a: number, b: number) =>
      [...text.tokens.subarray(a, b)].filter(() => !random.chance(DROPPED_SHARE));
    const opening = random.chance(0.2) ? pick(openings) : [];
    const moved = random.chance(0.5);
    return [
      ...opening,
      ...own(start, answer.from),
      ...(moved ? [] : answer.asked),
      ...own(answer.to, end),
      ...(moved ? answer.asked : []),
    ];
  }

  return { question };
}
