/**
 * Word documents. The package is checked entry by entry (whole, not encrypted, not a ZIP bomb)
 * before mammoth turns its text into HTML, which the HTML walker reads. Pictures are never unpacked.
 */
import mammoth from 'mammoth';
import { repairLegacyTexts } from '../encoding/legacy-fonts.ts';
import type { Block, DeclaredMetadata } from '../loaded-page.ts';
import { RefusedSourceError } from '../refusal.ts';
import { oneLine } from './blocks.ts';
import { loadHtmlFragment } from './html.ts';
import { DOCX_ENTRIES_MAX, DOCX_PART_BYTES_MAX, DOCX_UNPACKED_BYTES_MAX } from './limits.ts';
import { readZipEntries, unpackEntry, type ZipEntry } from './zip-entries.ts';

const PROPERTIES_PART = 'docProps/core.xml';

/** Blocks and properties. Throws RefusedSourceError CORRUPT, ENCRYPTED or TOO_COMPLEX. */
export async function loadDocx(
  bytes: Uint8Array,
): Promise<{ blocks: Block[]; declared: DeclaredMetadata }> {
  const entries = readZipEntries(bytes, DOCX_ENTRIES_MAX);
  checkParts(bytes, entries);
  const paragraphs = (await toHtml(bytes)).split(/(?<=<\/(?:p|li|td|h\d)>)/);
  const html = repairLegacyTexts(paragraphs).join('');
  return { blocks: loadHtmlFragment(html), declared: properties(bytes, entries) };
}

function checkParts(bytes: Uint8Array, entries: readonly ZipEntry[]): void {
  let unpacked = 0;
  for (const entry of entries) {
    if (entry.isEncrypted) throw new RefusedSourceError('ENCRYPTED');
    // Pictures and fonts are skipped: nothing reads them.
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue;
    unpacked += unpackEntry(bytes, entry, DOCX_PART_BYTES_MAX).length;
    if (unpacked > DOCX_UNPACKED_BYTES_MAX) throw new RefusedSourceError('TOO_COMPLEX', entry.name);
  }
}

async function toHtml(bytes: Uint8Array): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        // An <img> marks where a caption may follow; its bytes are not wanted.
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        styleMap: [
          "p[style-name='Caption'] => p.caption:fresh",
          "p[style-name='Title'] => h1:fresh",
          "p[style-name='Subtitle'] => p:fresh",
        ],
      },
    );
    return value;
  } catch (cause) {
    throw new RefusedSourceError('CORRUPT', '', { cause });
  }
}

// Word puts the template's or the file's name there when nobody typed a title.
const NO_TITLE = /^(?:microsoft word|untitled|document\d*|cộng h[oò]|kính gửi)|\.docx?$/i;
const TITLE_CHARACTERS_MIN = 8;

/** Title and author. The dates are those of the file, not of the text, and are left alone. */
function properties(bytes: Uint8Array, entries: readonly ZipEntry[]): DeclaredMetadata {
  const entry = entries.find(({ name }) => name === PROPERTIES_PART);
  if (!entry) return {};
  const xml = unpackEntry(bytes, entry, DOCX_PART_BYTES_MAX).toString('utf8');
  const title = oneLine(unescapeXml(/<dc:title>([^<]*)</.exec(xml)?.[1] ?? ''));
  return title.length >= TITLE_CHARACTERS_MIN && !NO_TITLE.test(title) ? { title } : {};
}

function unescapeXml(text: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => names[name]!);
}
