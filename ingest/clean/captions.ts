/**
 * Tells photo captions from subheadings and from body text. A page's text keeps no sign of the
 * picture, so a caption shows by its wording (who does what in front of the camera), by standing
 * without a full stop between paragraphs, or by repeating what the paragraph beside it says.
 */

import { fold } from '../../knowledge/text/normalise.ts';
import { foldedSyllables } from '../../knowledge/text/tokens.ts';
import { endsAsSentence } from './line-kinds.ts';

const CAPTION_MAX_CHARS = 300;
const STOPPED_CAPTION_MAX_CHARS = 160;
const HEADING_MAX_CHARS = 110;
const RESTATED_MIN_CHARS = 30; // a subheading's few words often return in the text below it
const RESTATED_SHARE = 0.85; // of a caption's syllable pairs that stand in a paragraph beside it

const LABELLED =
  /^\(?(?:anh|hinh)(?:\s*\d+|\s+minh hoa|\s+tu lieu)?\s*[:.)]|(?:^|[\s(.–-])anh\s*:\s*\S.{0,60}$|^\(?(?:quang canh|toan canh|mot so hinh anh|hinh anh|chum anh|anh minh hoa)\b|\(anh[^)]*\)\.?$/;
const POSER =
  /^\(?(?:cac\s+|nhieu\s+|hai\s+)?(?:dong chi|d\/c|ong|ba|anh|chi|lanh dao|dai dien|dai bieu|chu tich|pho chu tich|giam doc|pho giam doc|tong giam doc|bi thu|pho bi thu|doan|ban|thuong truc|ts\.?|ths\.?|thac si|nong dan|thanh vien|nguoi dan|ba con|cong nhan|nguoi lao dong|can bo|ban chu toa|chu toa|thu truong|bo truong|quyen|nguyen|khach|gian hang|san pham|mo hinh|vuon|canh dong|hoc vien|ban to chuc)\b/;
const SCENE =
  /^(?:thu hoach|cham soc|dong goi|so che|che bien|kiem tra|trung bay|san xuat|ky ket|trao|khen thuong|chup anh|bieu dien|trinh dien|tham quan|van chuyen|ben trong|mot goc|mot buoi|khu vuc|khong khi)\b.{5,}\b(?:tai|o|cua)\b/;
const POSE =
  /\b(?:phat bieu|trao|tang|chu tri|tham quan|tham hoi|tham|ky ket|ky|chup anh|luu niem|bam nut|cat bang|gioi thieu|bao cao|trinh bay|doc dien van|thao luan|tham luan|bieu quyet|bo phieu|thu hoach|cham soc|kiem tra|du hoi nghi|tham du|thong tin|chuc mung|ra mat|chia se|dieu hanh|ket luan|khai mac|be mac|tra loi|nhan|cung|ben|tai)\b/;
const POSE_WITH_STOP =
  /\b(?:phat bieu|doc dien van|chup anh|luu niem|chu tri|tham quan|tang hoa|trao)\b.*\b(?:tai|cho|ky niem|hoi nghi|buoi|le|dai hoi|chuong trinh)\b/;

/** A line that only a caption says: "Ảnh: …", "Quang cảnh hội nghị", "Ông A phát biểu tại hội nghị". */
export function looksLikeCaption(text: string): boolean {
  if (text.length > CAPTION_MAX_CHARS) return false;
  const line = fold(text).trim();
  if (LABELLED.test(line)) return true;
  if (SCENE.test(line) && !endsAsSentence(text)) return true;
  if (!POSER.test(line)) return false;
  if (!endsAsSentence(text)) return POSE.test(line);
  return (
    text.length <= STOPPED_CAPTION_MAX_CHARS && !/\d{2}/.test(line) && POSE_WITH_STOP.test(line)
  );
}

/** Short, without a full stop, and naming a theme instead of a scene. */
export function looksLikeHeading(text: string): boolean {
  return text.length <= HEADING_MAX_CHARS && !endsAsSentence(text) && !looksLikeCaption(text);
}

/** True when a short line says again what a paragraph beside it says. */
export function restates(text: string, neighbours: readonly string[]): boolean {
  if (text.length > STOPPED_CAPTION_MAX_CHARS || text.length < RESTATED_MIN_CHARS) return false;
  return neighbours.some(
    (paragraph) =>
      paragraph.length > text.length && sharedPairs(text, pairsOf([paragraph])) >= RESTATED_SHARE,
  );
}

/** The pairs of neighbouring syllables that some texts hold. */
export function pairsOf(texts: readonly string[]): Set<string> {
  const pairs = new Set<string>();
  for (const text of texts) for (const pair of syllablePairs(text)) pairs.add(pair);
  return pairs;
}

/** The share of a line's syllable pairs that a set holds: 0…1. */
export function sharedPairs(text: string, pairs: ReadonlySet<string>): number {
  const own = syllablePairs(text);
  return own.length === 0 ? 0 : own.filter((pair) => pairs.has(pair)).length / own.length;
}

function syllablePairs(text: string): string[] {
  const syllables = foldedSyllables(text);
  return syllables.slice(1).map((syllable, i) => `${syllables[i]} ${syllable}`);
}
