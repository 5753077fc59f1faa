/**
 * Says what bytes are by looking at them. A name's extension and a server's content type only
 * decide between kinds of text; a PDF called minutes.txt is a PDF, and a picture is refused.
 */
import { fileTypeFromBuffer } from 'file-type';
import { RefusedSourceError } from '../refusal.ts';
import { DOCX_ENTRIES_MAX, TEXT_BYTES_MAX } from './limits.ts';
import { readZipEntries, type ZipEntry } from './zip-entries.ts';

export type BinaryFormat = 'pdf' | 'docx';
export type TextFormat = 'text' | 'markdown' | 'html' | 'feed';

// PDF readers accept leading junk of this length.
const PDF_HEADER_WITHIN_BYTES = 1_024;
const FILE_TYPE_SAMPLE_BYTES = 64 * 1_024;
const OLE_HEADER = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** The format when it is a binary one, 'text' for anything to be decoded. Throws RefusedSourceError for what cannot be read. */
export async function sniffBytes(bytes: Uint8Array, name: string): Promise<BinaryFormat | 'text'> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) throw new RefusedSourceError('EMPTY');
  if (buffer.subarray(0, PDF_HEADER_WITHIN_BYTES).includes('%PDF-')) return 'pdf';
  if (buffer.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) {
    return sniffZip(buffer, name);
  }
  if (buffer.subarray(0, 8).equals(OLE_HEADER)) {
    throw new RefusedSourceError(
      buffer.includes(ENCRYPTED_PACKAGE) ? 'ENCRYPTED' : 'LEGACY_OFFICE',
    );
  }
  const known = await fileTypeFromBuffer(buffer.subarray(0, FILE_TYPE_SAMPLE_BYTES));
  if (known && known.ext !== 'xml' && !isMistaken(buffer, known.ext)) {
    throw new RefusedSourceError('UNSUPPORTED', known.ext);
  }
  if (isBinary(buffer)) throw new RefusedSourceError('BINARY');
  if (buffer.length > TEXT_BYTES_MAX) throw new RefusedSourceError('TOO_LARGE', `${buffer.length}`);
  return 'text';
}

/** Known formats that are text, but no prose. */
const TEXT_FORMATS: ReadonlySet<string> = new Set(['rtf', 'ps', 'eps', 'ics', 'vcf', 'pgp', 'stl']);

/** Two or three bytes make some formats: prose can begin with "BM" or "ID3", and UTF-16 like an MP1. */
function isMistaken(buffer: Buffer, ext: string): boolean {
  if (TEXT_FORMATS.has(ext)) return false;
  const sample = buffer.subarray(0, SAMPLE_BYTES);
  return isUtf16(sample) || (isUtf8(sample) && !isBinary(sample));
}

/** A character cut by the sample's end is none. */
function isUtf8(sample: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A Word document, as against any other ZIP. */
function isDocx(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => /^word\/document\d*\.xml$/.test(name));
}

function sniffZip(buffer: Buffer, name: string): BinaryFormat {
  let entries: ZipEntry[];
  try {
    entries = readZipEntries(buffer, DOCX_ENTRIES_MAX);
  } catch (error) {
    if (/\.docx$/i.test(name)) throw error;
    throw new RefusedSourceError('UNSUPPORTED', 'zip', { cause: error });
  }
  if (isDocx(entries)) return 'docx';
  throw new RefusedSourceError('UNSUPPORTED', 'zip');
}

const SAMPLE_BYTES = 256 * 1_024;
// TCVN3 uses a few control codes for rare capitals; random bytes have 10 % of them.
const CONTROL_SHARE_MAX = 0.03;

function isBinary(buffer: Buffer): boolean {
  const sample = buffer.subarray(0, SAMPLE_BYTES);
  if (isUtf16(sample)) return false;
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) controls += 1;
  }
  return controls > sample.length * CONTROL_SHARE_MAX;
}

/** UTF-16 text has zeros on one side of its pairs only, and line ends or spaces in it. */
function isUtf16(sample: Buffer): boolean {
  const mark = sample.length >= 2 ? sample.readUInt16BE(0) : 0;
  if (mark === 0xfffe || mark === 0xfeff) return true;
  let even = 0;
  let odd = 0;
  for (let index = 0; index + 1 < sample.length; index += 2) {
    if (sample[index] === 0) even += 1;
    if (sample[index + 1] === 0) odd += 1;
  }
  const pairs = sample.length / 2;
  const [less, more] = even < odd ? [even, odd] : [odd, even];
  return (
    more > pairs * 0.4 && less < pairs * 0.01 && (sample.includes(' \0') || sample.includes('\0 '))
  );
}

const HEAD_CHARACTERS = 4_096;
const MARKDOWN_NAME = /\.(?:md|markdown)$/i;
const HTML_NAME = /\.(?:x?html?)$/i;

/** Which kind of text, by its beginning; name and content type decide only where that says nothing. Throws RefusedSourceError for data that is no text. */
export function sniffText(text: string, name: string, contentType?: string): TextFormat {
  const head = text
    .slice(0, HEAD_CHARACTERS)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (
    /^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|\s)*<(?:rss|feed|rdf:RDF)[\s>]/i.test(head)
  ) {
    return 'feed';
  }
  if (head.startsWith('{') && /"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org/i.test(head)) {
    return 'feed';
  }
  if (/^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*<(?:!doctype\s+html|html|head|body)[\s>]/i.test(head)) {
    return 'html';
  }
  if (/^<(?:\?xml|svg)[\s>]/i.test(head)) throw new RefusedSourceError('UNSUPPORTED', 'xml');
  if (isJson(head, text)) throw new RefusedSourceError('UNSUPPORTED', 'json');
  if (MARKDOWN_NAME.test(name) || contentType === 'text/markdown') return 'markdown';
  const isCalledHtml = HTML_NAME.test(name) || /html/.test(contentType ?? '');
  return isCalledHtml && /<[a-z][^>]*>/i.test(text) ? 'html' : 'text';
}

function isJson(head: string, text: string): boolean {
  if (!/^[[{]/.test(head)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // Prose may start with a bracket.
  }
}

/** The charset that a page's own <meta> names. */
export function metaCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(0, HEAD_CHARACTERS)
    .toString('latin1');
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
}
