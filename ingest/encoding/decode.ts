/**
 * Bytes to NFC text, whatever a Vietnamese office saved them as. Unicode is taken at its word; for
 * the single-byte codes every plausible reading is made and the most Vietnamese one wins, since
 * none of those files says what it is.
 */
import iconv from 'iconv-lite';
import { convertLegacyText, detectLegacyCoding } from './legacy-fonts.ts';
import { scoreVietnamese } from './vietnamese.ts';

type TextEncoding =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'windows-1258'
  | 'windows-1252'
  | 'tcvn3'
  | 'vni'
  | 'declared';

export interface DecodedText {
  /** NFC, without a byte order mark; line ends and spaces as they were. */
  text: string;
  encoding: TextEncoding;
}

/** Decodes text. `charset` is what HTTP or a <meta> says; it loses against a byte order mark and valid UTF-8. */
export function decodeText(bytes: Uint8Array, charset?: string): DecodedText {
  const unicode = decodeUnicode(bytes);
  if (unicode) return repairLegacyFont(unicode);
  return decodeSingleByte(bytes, charset);
}

function decodeUnicode(bytes: Uint8Array): DecodedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, 'utf-16be');
  const guessed = guessUtf16(bytes);
  if (guessed) return utf16(bytes, guessed);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return undefined; // Not valid UTF-8: the single-byte codes are tried next.
  }
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  return { text: iconv.decode(Buffer.from(bytes), encoding), encoding };
}

const UTF16_SAMPLE_BYTES = 4_096;
// Latin text in UTF-16 has a zero in nearly every second byte; Vietnamese in about three of four.
const UTF16_ZERO_SHARE = 0.4;

function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, UTF16_SAMPLE_BYTES) & ~1;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * UTF16_ZERO_SHARE && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * UTF16_ZERO_SHARE && odd < pairs * 0.05) return 'utf-16be';
  return undefined;
}

/** UTF-8 or UTF-16 that holds text typed for a legacy font, as copied out of an old Word file. */
function repairLegacyFont(decoded: DecodedText): DecodedText {
  const coding = detectLegacyCoding(decoded.text);
  if (!coding) return { ...decoded, text: decoded.text.normalize('NFC') };
  return { text: convertLegacyText(decoded.text, coding).normalize('NFC'), encoding: coding };
}

interface Candidate extends DecodedText {
  share: number;
}

function decodeSingleByte(bytes: Uint8Array, charset: string | undefined): DecodedText {
  const buffer = Buffer.from(bytes);
  const latin = iconv.decode(buffer, 'latin1');
  const readings: DecodedText[] = [
    { text: iconv.decode(buffer, 'windows-1258'), encoding: 'windows-1258' },
    { text: convertLegacyText(latin, 'tcvn3'), encoding: 'tcvn3' },
    { text: convertLegacyText(iconv.decode(buffer, 'windows-1252'), 'vni'), encoding: 'vni' },
    // A few broken bytes in a UTF-8 file must not make it another code.
    { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' },
  ];
  if (charset !== undefined && iconv.encodingExists(charset)) {
    readings.push({ text: iconv.decode(buffer, charset), encoding: 'declared' });
  }
  const candidates: Candidate[] = readings.map((reading) => {
    const text = reading.text.normalize('NFC');
    return { text, encoding: reading.encoding, share: scoreVietnamese(text).share };
  });
  const best = candidates.reduce((a, b) => (b.share > a.share ? b : a));
  if (best.share >= VIETNAMESE_SHARE_MIN) return { text: best.text, encoding: best.encoding };
  const declared = candidates.find(({ encoding }) => encoding === 'declared');
  if (declared) return { text: declared.text, encoding: 'declared' };
  return { text: iconv.decode(buffer, 'windows-1252').normalize('NFC'), encoding: 'windows-1252' };
}

// Below this nothing looks Vietnamese; the file is taken for Western European text.
const VIETNAMESE_SHARE_MIN = 0.6;
