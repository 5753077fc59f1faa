/**
 * Completes a question that leans on earlier turns. "Còn tổ hợp tác thì sao?" asks the previous
 * question again about something else; "ông ấy", "ở đó" point into it. Only the asker's own earlier
 * words and the last answer are used, and only when the question does not stand by itself.
 */
import type { Turn } from '../answering/answer.ts';
import { SURE_ABBREVIATIONS } from '../text/abbreviations.ts';
import { fold, hasDiacritics } from '../text/normalise.ts';
import { syllables } from '../text/tokens.ts';
import { isFunctionSyllable } from './wording.ts';

export interface CompletedQuestion {
  /** The words of this turn. */
  own: string;
  /** The earlier question it leans on; '' when it stands by itself. */
  inherited: string;
  /** True for "còn X thì sao": the earlier question is asked again, what it wants included. */
  repeatsEarlier: boolean;
}

const TURNS_BACK = 6;
/** Follow-ups to follow-ups; further back the talk was of something else. */
const CHAIN_MAX = 4;
/** Syllables of topic in "còn X thì sao". */
const REPEATING_MAX = 12;
const SHORT_QUESTION = 4;
const LONG_QUESTION = 9;
/** Where "Ở đó …", "Hôm đó …", "Đề án đó …" stand in a question of any length. */
const FIRST_WORDS = 4;
const REPEATS =
  /^(?:the |vay |a |uh |ok |da )*(?:con|the con|vay con|the(?! nao)|vay|neu|the neu|nhu|roi)\b.*|\bthi sao\b|\bthi the nao\b|\bcung (?:vay|the)\b/;
const POINTS_BACK =
  /\b(?:do|ay|nay|kia|no|ho|ong ay|ba ay|anh ay|chi ay|o do|luc do|hom do|khi do|trong do|dot do|lan do|nguoi do|cai do|viec do|noi do|tren|vua roi|vua noi|luon|vay thi|nhu vay|truoc do|sau do|xong roi|lap xong|con ai|ai nua|gi nua)\b/;
/** What points back, by its folded form: "hỗ trợ", "hồ sơ" and "cho vay" do not. */
const POINTING_SYLLABLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['ho', ['họ']],
  ['no', ['nó']],
  ['do', ['đó']],
  ['ay', ['ấy']],
  ['nay', ['này']],
  ['vay', ['vậy', 'vầy']],
  ['the', ['thế']],
]);
/** The same words typed without diacritics, told apart by their neighbours. */
const POINTS_NOWHERE =
  /\b(?:den khi|trong khi|do ai|do dau|tren dia ban|tren ca|ho (?:tro|so|gia dinh|dan|ngheo|kinh doanh)|(?:hien|den|nam|ngay|gio|lau) nay|no (?:phai|xau|thue))\b/g;
const ASKS_SOMETHING =
  /\b(?:bao (?:nhieu|lau|gio)|may|ai|nao|gi|dau|sao|bn|khong|ko|nhu the nao|the nao)\b/;

/** A term whose meaning is asked for. */
const DEFINED = /^(?:cho (?:toi|em|minh|xin) hoi )?(.+?) (?:la|nghia la) (?:gi|j)\b/;
/** What any subject has: its name or purpose is asked of what was just spoken of. */
const ATTRIBUTE =
  /\b(?:ten|so|chuc|chuc vu|nhiem vu|muc dich|muc tieu|chu de|noi dung|ly do|li do|nguyen nhan|y nghia|ket qua|giai phap|kho khan|dia chi|thanh phan|khau hieu|dieu kien|thu tuc|ong|ba|anh|chi)$/;
const NEWEST =
  /\b(?:hoi nghi|cuoc hop|dai hoi|su kien|hoat dong|lop tap huan|hoi cho|tin|thong bao)\b.*\b(?:gan (?:day )?nhat|moi nhat|vua qua|sap toi|sap dien ra)\b/;

const POINTS_AT_OCCASION =
  /\b(?:hoi nghi|buoi|cuoc hop|dai hoi|le|su kien|hom|luc|khi|o|dot|lan|noi|trong|tai) (?:do|ay|nay)\b/;
const DAY = /\b\d{1,2}\/\d{1,2}\/(?:19|20)\d{2}\b/;

/** Decides whether a question leans on the conversation, and on which earlier question. */
export function completeQuestion(text: string, history: readonly Turn[]): CompletedQuestion {
  const folded = pointingWords(text);
  const earlier = history
    .slice(-TURNS_BACK)
    .filter((turn) => turn.role === 'user' && turn.content.trim() !== '' && turn.content !== text);
  const previous = earlier.at(-1)?.content ?? '';
  const alone = { own: text, inherited: '', repeatsEarlier: false };
  if (previous === '') return alone;
  const { leans, repeats } = leaning(text);
  if (!leans) return alone;
  const asked = chainOf(earlier.map((turn) => turn.content));
  const day = POINTS_AT_OCCASION.test(folded) ? dayTold(history, `${asked} ${text}`) : '';
  return {
    own: text,
    inherited: day === '' ? asked : `${asked} ${day}`,
    repeatsEarlier: repeats && !ASKS_SOMETHING.test(folded.replace(/\bthi (?:sao|the nao)\b/, '')),
  };
}

/** The day of what was last told about, which "hội nghị đó" means; '' where the questions say when. */
function dayTold(history: readonly Turn[], asked: string): string {
  const told = history.at(-1);
  if (told?.role !== 'assistant' || /\b(?:19|20)\d{2}\b/.test(asked)) return '';
  return DAY.exec(told.content)?.[0] ?? '';
}

/** Whether a question needs an earlier one, and whether it asks that one again. */
function leaning(text: string): { leans: boolean; repeats: boolean } {
  const folded = pointingWords(text);
  const content = contentSyllables(text);
  const repeats = REPEATS.test(folded) && content <= REPEATING_MAX;
  const isBare = content < SHORT_QUESTION && !namesItsTopic(folded);
  // A long question mostly speaks of whom it points to: "… thì người đó cần gì?".
  const pointing = content < LONG_QUESTION ? folded : firstWords(folded);
  return { leans: repeats || pointsBack(pointing) || isBare, repeats };
}

/** Syllables that carry a topic, short forms written out: "HTX" is as much as "hợp tác xã". */
function contentSyllables(text: string): number {
  let count = 0;
  for (const syllable of syllables(text)) {
    if (isFunctionSyllable(syllable, fold(syllable))) continue;
    count += SURE_ABBREVIATIONS.get(syllable)?.length ?? 1;
  }
  return count;
}

const firstWords = (folded: string) => folded.split(' ').slice(0, FIRST_WORDS).join(' ');

/** "Tổ hợp tác là gì", "hội nghị gần đây nhất": short, and yet about nothing that was said before. */
function namesItsTopic(folded: string): boolean {
  const defined = DEFINED.exec(folded)?.[1];
  return (defined !== undefined && !ATTRIBUTE.test(defined)) || NEWEST.test(folded);
}

function pointsBack(folded: string): boolean {
  return POINTS_BACK.test(folded.replace(POINTS_NOWHERE, ''));
}

/** Folded words of a message, without those whose diacritics say that they only look like pointing. */
function pointingWords(text: string): string {
  const composed = text.normalize('NFC').toLowerCase();
  const told = hasDiacritics(composed)
    ? composed.replace(/\p{L}+/gu, (word) =>
        POINTING_SYLLABLES.get(fold(word))?.includes(word) === false ? '' : word,
      )
    : composed;
  return fold(told)
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim();
}

/** The last earlier question, together with the one that stands by itself and that it goes back to. */
function chainOf(questions: readonly string[]): string {
  const last = questions.at(-1) ?? '';
  const chain = questions.slice(-CHAIN_MAX).reverse();
  const root = chain.find((question) => !leaning(question).leans) ?? chain.at(-1) ?? last;
  return root === last ? last : `${root} ${last}`;
}
