/**
 * Tells Vietnamese from the wrong decoding of Vietnamese by the shape of its syllables: an initial
 * consonant, a vowel group, a final consonant, at most one tone. No word list is needed, so that
 * names and rare words count as well.
 */

const INITIAL = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?';
const VOWELS =
  '(?:uyê|uya|iêu|yêu|ươi|ươu|uôi|oai|oay|oao|oeo|uây|uêu|uyu|' +
  'iê|ia|yê|ươ|ưa|uô|ua|oa|oă|oe|oo|uâ|uê|uơ|uy|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|' +
  '[aăâeêioôơuưy])';
const FINAL = '(?:ch|ng|nh|[cmnpt])?';
const SYLLABLE = new RegExp(`^${INITIAL}${VOWELS}${FINAL}$`);
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const ACUTE_OR_DOT = /[\u0301\u0323]/;
const STOPPED = /(?:ch|[cpt])$/;

/** True for a syllable that Vietnamese spelling allows, in any case and either tone placement. */
export function isVietnameseSyllable(word: string): boolean {
  const decomposed = word.toLowerCase().normalize('NFD');
  const tones = decomposed.match(TONE) ?? [];
  if (tones.length > 1) return false;
  const bare = decomposed.replace(TONE, '').normalize('NFC');
  if (!SYLLABLE.test(bare)) return false;
  return !STOPPED.test(bare) || tones.length === 0 || ACUTE_OR_DOT.test(tones[0]!);
}

export interface VietnameseScore {
  /** Words with a letter outside ASCII: the only ones that a wrong decoding can spoil. */
  marked: number;
  /** Share of those that are Vietnamese syllables, 0 to 1; 0 when there are none. */
  share: number;
}

// Enough words to be sure of a coding, few enough to cost nothing on a big file. The text looked
// through is longer, since a page may begin with a megabyte of scripts.
const SAMPLE_WORDS = 5_000;
const SAMPLE_CHARACTERS = 3_000_000;
// What a wrong decoding leaves beside letters: Latin-1 signs and controls. "H¶i" is one word.
const WORD = /[\p{L}\p{M}\u0080-\u00bf\u00d7\u00f7\ufffd]+/gu;
const QUOTES_AND_SPACES = /^[\u00a0\u00ab\u00bb\u00b7]+|[\u00a0\u00ab\u00bb\u00b7]+$/g;

/** How much of a text's marked words are Vietnamese syllables. */
export function scoreVietnamese(text: string): VietnameseScore {
  let marked = 0;
  let vietnamese = 0;
  for (const [raw] of text.slice(0, SAMPLE_CHARACTERS).matchAll(WORD)) {
    const word = raw.replace(QUOTES_AND_SPACES, '');
    if (!/[^\u0000-\u007f]/.test(word)) continue;
    marked += 1;
    if (isVietnameseSyllable(word)) vietnamese += 1;
    if (marked === SAMPLE_WORDS) break;
  }
  return { marked, share: marked === 0 ? 0 : vietnamese / marked };
}
