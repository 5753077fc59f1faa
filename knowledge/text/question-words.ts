/**
 * Syllables that make a sentence a question, a request or polite chat. They stand in every question
 * and in few passages, so a small corpus would take them for rare, telling words.
 */
import { fold } from './normalise.ts';

const PHRASES = `
là gì|gì|nào|thế nào|như thế nào|ra sao|sao|làm sao|tại sao|vì sao|bằng cách nào|bằng gì
ai|là ai|của ai|đâu|ở đâu|tại đâu|bao nhiêu|bao lâu|bao giờ|bao xa|mấy|khi nào|lúc nào|hồi nào
đúng hay sai|đúng không|phải không|có phải|được không|hay không|không vậy|chưa|hay chưa
những gì|những ai|điều gì|cái gì|việc gì|loại nào|người nào|nơi nào|năm nào|ngày nào|tháng nào
cho hỏi|xin hỏi|cho em hỏi|cho tôi hỏi|cho mình hỏi|cho biết|hãy cho biết|hãy nêu|muốn hỏi|hỏi
ad ơi|ơi|ạ|ah|à|nhỉ|nhé|nha|vậy|thế|với|giúp|giùm|dùm|xin|vui lòng|làm ơn|mọi người|luật sư
bn|bnhiu|bnhieu|ntn|j|ko|hk|hok|z|v|vs|ad
`;

// Syllables of the phrases above that carry a topic of their own in other sentences.
const KEPT = new Set(
  'loại người nơi năm ngày tháng bằng cách luật sư đúng sai có phải được điều việc làm khi'.split(
    ' ',
  ),
);

/** Exact question syllables, lower case. */
export const QUESTION_SYLLABLES: ReadonlySet<string> = new Set(
  PHRASES.trim()
    .split(/[\n|\s]+/)
    .filter((syllable) => !KEPT.has(syllable)),
);

/** The same without diacritics, for text typed so. */
export const FOLDED_QUESTION_SYLLABLES: ReadonlySet<string> = new Set(
  // "ai", "gi", "nao" … are seldom anything else; the others would hide topic words ("sao", "voi").
  'la gi nao the ai dau bao nhieu may khi sao vay nhi nhe nha ah bn bnhiu bnhieu ntn j ko hk hok z v vs ad hoi'
    .split(' ')
    .map(fold),
);
