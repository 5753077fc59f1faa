/**
 * The one definition of "the same text" that indexing, searching, embedding and comparing share.
 * Invariant: every function is total (any string in, a string out) and idempotent.
 */

const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\u{e0000}-\u{e007f}]/gu;
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]/g;

/**
 * NFC text without control, zero-width and direction-override characters, unpaired surrogates
 * replaced, every kind of space a plain one. Line breaks (\n) stay.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(INVISIBLE, '')
    .normalize('NFC') // after that: what stood apart may combine now
    .replace(SPACES, ' ');
}

/** Lower case without tone and letter marks, đ as d: "Điều lệ" → "dieu le". Length is kept for NFC input. */
export function fold(text: string): string {
  const { length } = text;
  if (length > FAST_LENGTH_MAX) return foldAny(text);
  let all = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    const plain = code < foldedUnits.length ? foldedUnits[code]! : UNSURE;
    if (plain === UNSURE) return foldAny(text);
    folding[at] = plain;
    all |= plain;
  }
  if (all > 0xff) return foldingBytes.toString('utf16le', 0, 2 * length);
  for (let at = 0; at < length; at++) foldingBytes[at] = folding[at]!;
  return foldingBytes.toString('latin1', 0, length);
}

/** The rule, for any text; `fold` takes a shorter way to the same end where it can. */
function foldAny(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase();
}

/** Longer texts are folded by the rule; no passage is as long. */
const FAST_LENGTH_MAX = 16_384;
/** Latin letters and punctuation up to the arrows; what lies beyond has rules of its own. */
const TABLE_SIZE = 0x2190;
/** A unit that is a mark, or folds to more than one unit, or by what stands beside it. */
const UNSURE = 0xffff;
const GREEK = [0x370, 0x3ff] as const;

const foldedUnits = Uint16Array.from({ length: TABLE_SIZE }, (_, code) => {
  const plain = foldAny(String.fromCharCode(code));
  const isGreek = code >= GREEK[0] && code <= GREEK[1]; // the small sigma ends words otherwise
  return plain.length === 1 && !isGreek ? plain.charCodeAt(0) : UNSURE;
});
// One text is folded at a time: the work space is shared, and read before it is written again.
const folding = new Uint16Array(FAST_LENGTH_MAX);
const foldingBytes = Buffer.from(folding.buffer);

/** True when folding changes the text, that is when the writer typed at least one diacritic. */
export function hasDiacritics(text: string): boolean {
  return fold(text) !== text.normalize('NFC').toLowerCase();
}

// Both placements of the tone mark are correct spelling ("hoà" is school style, "hòa" newspaper
// style); "qu" is a consonant, so "quý" has only one form.
const OLD_TONE = /^(.*?)(o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])$/;
const TONE_MOVED = new Map([
  ['oà', 'òa'],
  ['oá', 'óa'],
  ['oả', 'ỏa'],
  ['oã', 'õa'],
  ['oạ', 'ọa'],
  ['oè', 'òe'],
  ['oé', 'óe'],
  ['oẻ', 'ỏe'],
  ['oẽ', 'õe'],
  ['oẹ', 'ọe'],
  ['uỳ', 'ùy'],
  ['uý', 'úy'],
  ['uỷ', 'ủy'],
  ['uỹ', 'ũy'],
  ['uỵ', 'ụy'],
] as const);

// Where "i" and "y" sound alike, both are correct spelling: "kỉ/kỷ", "lí/lý", "quí/quý", "sĩ/sỹ". The
// form that law and Wikipedia write more often stands for both; "mì" and "mỳ" stay apart from "Mỹ".
const AS_Y = /^(?:[hklt]|qu)[iíìỉĩị]$/;
const AS_Y_TOO = new Map([['mĩ', 'mỹ']]);
const AS_I = new Map([
  ['sỹ', 'sĩ'],
  ['sy', 'si'],
  ['vỹ', 'vĩ'],
]);
const I_MARKED = 'iíìỉĩị';
const Y_MARKED = 'yýỳỷỹỵ';

/**
 * The one spelling of a lower-case NFC syllable that stands for its equally correct ones: the tone mark
 * where newspapers put it ("hoà" → "hòa", "thuỷ" → "thủy"), "y" or "i" as most write ("kì" → "kỳ").
 */
export function canonicalSpelling(syllable: string): string {
  if (syllable.length <= 3 && AS_Y.test(syllable)) {
    const last = syllable.length - 1;
    return `${syllable.slice(0, last)}${Y_MARKED[I_MARKED.indexOf(syllable[last]!)]!}`;
  }
  const match = OLD_TONE.exec(syllable);
  if (!match) return AS_Y_TOO.get(syllable) ?? AS_I.get(syllable) ?? syllable;
  const moved = TONE_MOVED.get(match[2] as Parameters<typeof TONE_MOVED.get>[0]);
  return moved === undefined ? syllable : `${match[1]}${moved}`;
}
