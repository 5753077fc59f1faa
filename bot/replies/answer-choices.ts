/** What a person can do with an answer: rate it, see its sources, go on asking, by button or by reply. */
import { ASK_COMMAND } from './commands.ts';

/** Under an answer where there are no buttons: what a person can reply. */
export function choices(
  sources: readonly number[],
  { isGroup, offersRelated }: { isGroup: boolean; offersRelated: boolean },
): string {
  const command = isGroup ? `/${ASK_COMMAND} ` : '';
  const numbers = sources.length > 3 ? [...sources.slice(0, 2), '…', sources.at(-1)] : [...sources];
  const lines = [
    ...(sources.length > 0 ? [`Trả lời ${command}${numbers.join(', ')} để xem nguồn.`] : []),
    `Trả lời ${command}+ nếu hữu ích, ${command}- nếu chưa.`,
    ...(offersRelated ? [`Trả lời ${command}? để xem câu hỏi liên quan.`] : []),
  ];
  return lines.join('\n');
}

/** What a person types to ask one of the offered questions. */
export const RELATED_LETTERS: readonly string[] = ['a', 'b', 'c'];

/** The offered questions where there are no buttons. */
export function letteredQuestions(questions: readonly string[], isGroup: boolean): string {
  const command = isGroup ? `/${ASK_COMMAND} ` : '';
  const letters = RELATED_LETTERS.slice(0, questions.length);
  const lines = letters.map((letter, i) => `${letter}. ${questions[i]}`);
  return [...lines, `Trả lời ${letters.map((each) => command + each).join(', ')} để hỏi.`].join(
    '\n',
  );
}

export function thanksForRating(verdict: 'up' | 'down'): string {
  return verdict === 'up'
    ? 'Cảm ơn bạn đã đánh giá!'
    : 'Cảm ơn bạn đã góp ý, chúng tôi sẽ xem lại câu trả lời này.';
}

/** Above the results of an inline query. */
export const ASK_IN_PRIVATE = 'Hỏi riêng trợ lý';

export const RELATED_BUTTON = '💡 Hỏi tiếp';

/** 👍 or 👎, with how many people pressed it. */
export function ratingButton(verdict: 'up' | 'down', count: number): string {
  const sign = verdict === 'up' ? '👍' : '👎';
  return count > 0 ? `${sign} ${count}` : sign;
}
