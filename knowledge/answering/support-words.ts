/**
 * The words of the support check: abbreviations written out, spelling in one form, function words
 * told from words that carry a claim.
 */
import { POSSIBLE_ABBREVIATIONS, SURE_ABBREVIATIONS } from '../text/abbreviations.ts';
import { canonicalSpelling } from '../text/normalise.ts';

export interface Word {
  /** Lower case, tone mark in its canonical place. */
  text: string;
  /** Begins with a capital letter and is not the expansion of an abbreviation. */
  capital: boolean;
  /** The first word of a sentence, where a capital letter means nothing. */
  startsSentence: boolean;
}

/** Short forms that are no words of their own and may be typed in any case. */
const ANY_CASE = new Set(['tht', 'tp', 'bch', 'btv']);
/** Of several readings the first is meant where they stand in capitals in news and law. */
const LIKELIEST = new Set(['dn', 'nn', 'nđ', 'qđ', 'qh', 'cp', 'gđ', 'bch']);

/** What an abbreviation stands for, where that is not in doubt; capitals tell "TP" from a typed "tp". */
function expansionOf(raw: string): readonly string[] | undefined {
  const form = raw.toLowerCase();
  const sure = SURE_ABBREVIATIONS.get(form);
  const isTyped = raw !== raw.toUpperCase() && !ANY_CASE.has(form);
  if (sure || isTyped) return sure;
  const readings = POSSIBLE_ABBREVIATIONS.get(form) ?? [];
  const [first] = readings;
  const isClear = readings.length === 1 || LIKELIEST.has(form);
  return isClear && first !== undefined && first.length > 1 ? first : undefined;
}

/** Syllables that carry no claim of their own. Numbers' words and negations are checked elsewhere. */
const FUNCTION_WORDS = new Set(
  (
    'là và của có được các những cho với tại ở trong trên dưới ngoài về theo từ đến tới do bởi vì nên mà thì ' +
    'cũng đã đang sẽ vẫn còn lại này đó kia ấy nay như khi nếu hoặc hay bị phải cần một mỗi mọi từng ' +
    'gồm bao cả việc sự cái con vào ra lên xuống qua sau trước giữa cùng để bằng rằng nhằm đối ' +
    'ông bà anh chị đồng chí đ c số nào gì ai đâu thế vậy rất chỉ hiện nhân nhất hơn ngày tháng năm % ' +
    'ít tối thiểu đa quá vượt nêu trên trả lời thông tin ghi nhận biết bài viết nguồn không chưa tính hết'
  ).split(' '),
);

/** Words that often open a sentence before a name: "Theo Luật…", "Tại Hải Phòng", "Ông Nguyễn…". */
export const OPENING_WORDS = new Set(
  (
    'theo tại ở năm ngày tháng sáng chiều tối trưa ông bà anh chị cô đồng các những có không trong ngoài từ đến sau trước khi do vì ' +
    'tỉnh huyện quận xã phường thị thành phố để với về cả riêng còn nếu và mỗi một hai ba bốn tổng hiện nay vừa qua nhân được'
  ).split(' '),
);

export const isContentWord = (text: string): boolean => !FUNCTION_WORDS.has(text);

/** What stands between the end of a sentence and the first word of the next. */
const SENTENCE_START = /(?:^|[.!?:…\n•;]["”’)\]]*\s*["“‘(\-–•+*]*\s*|^["“(\-–•+*\s\d.)]+)$/u;
const SENTENCE_START_CHARACTERS = 6;

/** One written word as the words it stands for: "HTX" is three. `source` and `index` say what stands before it. */
export function wordsOf(raw: string, source: string, index: number): Word[] {
  const expansion = expansionOf(raw);
  if (expansion !== undefined) {
    return expansion.map((text) => ({
      text: canonicalSpelling(text),
      capital: false,
      startsSentence: false,
    }));
  }
  const capital = /^\p{Lu}/u.test(raw);
  const before = capital ? source.slice(Math.max(0, index - SENTENCE_START_CHARACTERS), index) : '';
  const startsSentence = capital && SENTENCE_START.test(before);
  return [{ text: canonicalSpelling(raw.toLowerCase()), capital, startsSentence }];
}
