/**
 * From bytes to a LoadedPage, or to a feed's entries. The one place that knows every format; what
 * no format accounts for is refused, so that noise never reaches the corpus. The libraries behind
 * the formats take most of a second to import, so each is imported when its format turns up.
 */

import { decodeText } from '../encoding/decode.ts';
import type { Block, DeclaredMetadata, LoadedPage, MediaType } from '../loaded-page.ts';
import { RefusedSourceError } from '../refusal.ts';
import type { FeedEntry, LoadedFeed } from './feed.ts';
import { splitFrontMatter } from './front-matter.ts';
import { loadMarkdown } from './markdown.ts';
import { loadPlainText } from './plain-text.ts';
import { metaCharset, sniffBytes, sniffText } from './sniff.ts';

export interface RawSource {
  bytes: Uint8Array;
  /** Base name of the file, or the URL. */
  name: string;
  /** Where it was fetched from, after redirects. */
  url?: string;
  /** From HTTP, without parameters, lower case. */
  contentType?: string;
  charset?: string;
}

export type Loaded = { kind: 'page'; page: LoadedPage } | { kind: 'feed'; feed: LoadedFeed };

const DOCX: MediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Reads one source. Throws RefusedSourceError with the reason when it cannot be read or has no text. */
export async function load(source: RawSource): Promise<Loaded> {
  const format = await sniffBytes(source.bytes, source.name);
  if (format === 'pdf') {
    const { loadPdf } = await import('./pdf.ts');
    const { blocks, declared } = await loadPdf(source.bytes);
    return page(source, 'application/pdf', blocks, declared);
  }
  if (format === 'docx') {
    const { loadDocx } = await import('./docx.ts');
    const { blocks, declared } = await loadDocx(source.bytes);
    return page(source, DOCX, blocks, declared);
  }
  return loadText(source);
}

async function loadText(source: RawSource): Promise<Loaded> {
  const { text } = decodeText(source.bytes, source.charset ?? metaCharset(source.bytes));
  switch (sniffText(text, source.name, source.contentType)) {
    case 'feed': {
      const { loadFeed } = await import('./feed.ts');
      return { kind: 'feed', feed: loadFeed(text, source.url) };
    }
    case 'html': {
      const { loadHtml } = await import('./html.ts');
      const { blocks, declared } = await loadHtml(text, source.url);
      return page(source, 'text/html', blocks, declared);
    }
    case 'markdown': {
      const { declared, body } = splitFrontMatter(text);
      return page(source, 'text/markdown', loadMarkdown(body), declared);
    }
    case 'text':
      return page(source, 'text/plain', loadPlainText(text), {});
  }
}

/** A feed entry's own content as a page, for when its article cannot be fetched. */
export async function loadFeedEntry(entry: FeedEntry, name: string): Promise<LoadedPage> {
  const { loadHtmlFragment } = await import('./html.ts');
  const { page: loaded } = page(
    { name },
    'text/html',
    loadHtmlFragment(entry.html),
    entry.declared,
  );
  return entry.link === undefined ? loaded : { ...loaded, url: entry.link };
}

function page(
  { name, url }: Pick<RawSource, 'name' | 'url'>,
  mediaType: MediaType,
  blocks: Block[],
  declared: DeclaredMetadata,
): { kind: 'page'; page: LoadedPage } {
  if (blocks.length === 0) throw new RefusedSourceError('NO_TEXT');
  const loaded = { name, mediaType, blocks, declared };
  return { kind: 'page', page: url === undefined ? loaded : { ...loaded, url } };
}
