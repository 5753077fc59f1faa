/**
 * Text typed for the fonts that served Vietnamese before Unicode. Such text reads as Latin letters
 * with odd accents ("Hîp t¸c x·" for TCVN3, "Hôïp taùc xaõ" for VNI) until it is converted.
 */
import iconv from 'iconv-lite';
import { scoreVietnamese } from './vietnamese.ts';

export type LegacyCoding = 'tcvn3' | 'vni';

// VNI writes a base letter, then one sign that stands for all of its marks.
const VNI_MARKS = new Map([
  ['ù', '\u0301'],
  ['ø', '\u0300'],
  ['û', '\u0309'],
  ['õ', '\u0303'],
  ['ï', '\u0323'],
  ['â', '\u0302'],
  ['á', '\u0302\u0301'],
  ['à', '\u0302\u0300'],
  ['å', '\u0302\u0309'],
  ['ã', '\u0302\u0303'],
  ['ä', '\u0302\u0323'],
  ['ê', '\u0306'],
  ['é', '\u0306\u0301'],
  ['è', '\u0306\u0300'],
  ['ú', '\u0306\u0309'],
  ['ü', '\u0306\u0303'],
  ['ë', '\u0306\u0323'],
]);
const VNI_LETTERS = new Map([
  ['ñ', 'đ'],
  ['ô', 'ơ'],
  ['ö', 'ư'],
  ['æ', 'ỉ'],
  ['ó', 'ĩ'],
  ['ò', 'ị'],
  ['î', 'ỵ'],
]);
const VNI_UNIT = /([aeouyôö])([ùøûõïâáàåãäêéèúüë])|[ñôöæóòî]/giu;

function fromVni(text: string): string {
  return text.replace(VNI_UNIT, (unit: string, base?: string, sign?: string) => {
    const letter = base ?? unit;
    const lower = VNI_LETTERS.get(letter.toLowerCase()) ?? letter.toLowerCase();
    const cased = letter === letter.toLowerCase() ? lower : lower.toUpperCase();
    return (cased + (sign === undefined ? '' : VNI_MARKS.get(sign.toLowerCase())!)).normalize(
      'NFC',
    );
  });
}

/** TCVN3 is a single-byte code; its bytes were read as Windows or Latin-1 letters. */
function fromTcvn3(text: string): string {
  const converted = text.replace(/[\u0080-\uffff]+/g, (run) => {
    const bytes = iconv.encode(run, /[\u0080-\u009f]/.test(run) ? 'latin1' : 'windows-1252');
    const decoded = iconv.decode(bytes, 'tcvn');
    // A sign that the code page does not have (a bullet, an ellipsis) was never TCVN3: keep it.
    return [...run].length === decoded.length ? keepUncoded(run, decoded) : run;
  });
  return converted.normalize('NFC').replace(/[^\n]+/g, capitalsOfOneFont);
}

function keepUncoded(run: string, decoded: string): string {
  return [...run]
    .map((sign, index) => (/[\u00a1-\u00ff]/.test(sign) ? decoded[index]! : sign))
    .join('');
}

/** ".VnTimeH" draws the small accented codes as capitals, so "HéI NGHÞ" was meant as "HỘI NGHỊ". */
function capitalsOfOneFont(line: string): string {
  if (/[A-Z][^a-z]*[A-Z]/.test(line) && !/[a-z]/.test(line)) return line.toUpperCase();
  return line.replace(/\p{L}+/gu, (word) => {
    const ascii = word.replace(/[^A-Za-z]/g, '');
    const isCapital = ascii.length > 1 && ascii === ascii.toUpperCase();
    return isCapital ? word.toUpperCase() : word;
  });
}

const CONVERTERS: Record<LegacyCoding, (text: string) => string> = {
  tcvn3: fromTcvn3,
  vni: fromVni,
};

/** Reads text that was typed for a legacy font. Signs that the coding does not use stay. */
export function convertLegacyText(text: string, coding: LegacyCoding): string {
  return CONVERTERS[coding](text);
}

// A text counts as typed for a legacy font when it is nonsense as it stands and Vietnamese when
// converted. Measured on the sample articles in every coding: right ≥ 0.97, wrong ≤ 0.55.
const SOUND_SHARE = 0.7;
const MARKED_WORDS_MIN = 3;

// Letters that only Unicode has; two lines of Vietnamese hold more of them than this.
const UNICODE_VIETNAMESE = /[\u1ea0-\u1ef9]/g;
const UNICODE_LETTERS_MIN = 20;

/** Which legacy font a text was typed for; undefined when it reads well, or nothing makes it read better. */
export function detectLegacyCoding(text: string): LegacyCoding | undefined {
  if (hasUnicodeVietnamese(text)) return undefined;
  const plain = scoreVietnamese(text);
  if (plain.marked < MARKED_WORDS_MIN || plain.share >= SOUND_SHARE) return undefined;
  let best: { coding: LegacyCoding; share: number } | undefined;
  for (const coding of ['tcvn3', 'vni'] as const) {
    const { share } = scoreVietnamese(convertLegacyText(text, coding));
    if (share >= SOUND_SHARE && share > (best?.share ?? plain.share)) best = { coding, share };
  }
  return best?.coding;
}

/** The quick answer for nearly every file, which spares scoring its words. */
function hasUnicodeVietnamese(text: string): boolean {
  let letters = 0;
  for (const _ of text.matchAll(UNICODE_VIETNAMESE)) {
    letters += 1;
    if (letters === UNICODE_LETTERS_MIN) return true;
  }
  return false;
}

/**
 * The parts of one document, converted together when they were typed for a legacy font. To be used
 * before cleaning: one of TCVN3's letters looks like a soft hyphen.
 */
export function repairLegacyTexts(texts: readonly string[]): string[] {
  // A document may be part old, part new: what has letters that only Unicode has is new.
  const isOld = (text: string) => text.search(UNICODE_VIETNAMESE) < 0;
  const coding = detectLegacyCoding(texts.filter(isOld).join('\n'));
  if (!coding) return [...texts];
  return texts.map((text) => {
    if (!isOld(text)) return text;
    const converted = convertLegacyText(text, coding);
    const isBetter = scoreVietnamese(converted).share >= scoreVietnamese(text).share;
    return isBetter ? converted : text;
  });
}
