/**
 * What disqualifies a chat model's sentences besides missing support: another language, links, and
 * quotes that are themselves instructions planted in an article to steer the model.
 */
import type { RetrievedPassage } from '../search/retriever.ts';
import { fold } from '../text/normalise.ts';
import type { Citation, Claim } from './answer.ts';

/** Fewer letters may be a name or a number with its unit, in which nothing marks the language. */
const LANGUAGE_LETTERS_MIN = 25;
/** In Vietnamese prose two syllables in three carry a mark; names and abbreviations lower it. */
const MARKED_SHARE_MIN = 0.25;
const MARKED = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;

/** True for Vietnamese with diacritics, and for text too short to tell. */
export function isVietnamese(text: string): boolean {
  const words = text.normalize('NFC').match(/\p{L}+/gu) ?? [];
  if (words.some((word) => /[^\p{Script=Latin}]/u.test(word))) return false;
  if (words.join('').length < LANGUAGE_LETTERS_MIN) return true;
  return words.filter((word) => MARKED.test(word)).length >= words.length * MARKED_SHARE_MIN;
}

const LINK = /\bhttps?:\/\/\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w+|\]\(|<\/?[a-z][^>]*>/i;

/** A link, e-mail address or markup. A model is told to write none, so one was planted. */
export const hasLink = (text: string): boolean => LINK.test(text);

// Folded, because a planted sentence may be typed without diacritics. They name the reader's role
// or its instructions; a law that tells citizens what to do names neither.
const PLANTED = [
  /\b(?:bo qua|quen|phot lo|khong (?:can )?tuan theo) (?:moi |tat ca |cac |nhung |toan bo )*(?:huong dan|chi dan|chi thi|menh lenh|quy tac|yeu cau) (?:truoc|tren|o tren|truoc do|cua he thong|vua roi)/,
  /\b(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous|prior|above|earlier|system)\b/,
  /\b(?:hay|chi duoc|chi) (?:tra loi|dap|viet)(?: rang| la|:)/,
  /\b(?:tro ly (?:ao|ai)|chatbot|mo hinh (?:ngon ngu|ai)|ai)(?: nay| khi doc)? (?:hay|phai|bat buoc)\b/,
  /\b(?:system prompt|you are (?:now )?(?:an? )?(?:ai|assistant|chatbot)|as an ai\b)/,
  /<\|?(?:im_start|im_end|system|endoftext)\|?>|\[\/?inst\]/,
];

/** Whether a text speaks to a machine that reads it rather than to people. */
const isPlanted = (text: string): boolean => {
  const folded = fold(text).replace(/\s+/g, ' ');
  return PLANTED.some((pattern) => pattern.test(folded));
};

/** The numbers of citations that quote from a paragraph in which an instruction to the model stands. */
export function plantedCitations(
  citations: readonly Citation[],
  passages: readonly RetrievedPassage[],
): Set<number> {
  const planted = new Map(
    passages.map(({ passage }) => {
      const paragraphs = [...passage.text.matchAll(/[^\n]+/g)].filter(([line]) => isPlanted(line));
      const spans = paragraphs.map((line) => ({
        start: passage.start + line.index,
        end: passage.start + line.index + line[0].length,
      }));
      return [passage.id, spans] as const;
    }),
  );
  const touches = ({ passageId, start, end }: Citation) =>
    planted.get(passageId)?.some((span) => span.start < end && span.end > start);
  return new Set(citations.filter(touches).map((citation) => citation.n));
}

/** The length of the answer as a person reads it: a mark per citation, a break between claims. */
export const readLength = (claims: readonly Claim[]): number =>
  claims.reduce((sum, { text, citations }) => sum + text.length + citations.length * 4 + 3, 0);
