/** RSS, Atom, RDF and JSON feeds, reduced to what ingest needs of an entry. */
import { parseFeed as parseAnyFeed } from 'feedsmith';
import type { DeclaredMetadata } from '../loaded-page.ts';
import { RefusedSourceError } from '../refusal.ts';
import { oneLine } from './blocks.ts';

export interface FeedEntry {
  /** Absolute http(s) address of the article; absent when the entry has none. */
  link: string | undefined;
  /** The entry's own content as HTML, the longest it has; may be ''. */
  html: string;
  declared: DeclaredMetadata;
}

export interface LoadedFeed {
  entries: FeedEntry[];
  /** Entries beyond the limit, which were left out. */
  omitted: number;
}

/** Newest entries come first in every feed seen; a site's archive is not a feed's business. */
const FEED_ENTRIES_MAX = 100;

/** The entries of a feed. Throws RefusedSourceError CORRUPT. */
export function loadFeed(text: string, baseUrl: string | undefined): LoadedFeed {
  const entries = parseEntries(text, baseUrl);
  return {
    entries: entries.slice(0, FEED_ENTRIES_MAX),
    omitted: Math.max(0, entries.length - FEED_ENTRIES_MAX),
  };
}

function parseEntries(text: string, baseUrl: string | undefined): FeedEntry[] {
  let parsed: ReturnType<typeof parseAnyFeed>;
  try {
    parsed = parseAnyFeed(text.trim());
  } catch (cause) {
    throw new RefusedSourceError('CORRUPT', '', { cause });
  }
  const entry = (fields: EntryFields) => toEntry(fields, baseUrl);
  if (parsed.format === 'rss') {
    return (parsed.feed.items ?? []).map((item) =>
      entry({
        link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
        contents: [item.content?.encoded, item.description],
        title: item.title,
        date: item.pubDate ?? item.dc?.dates?.[0],
        author: firstName(item.authors) ?? item.dc?.creators?.[0],
      }),
    );
  }
  if (parsed.format === 'atom') {
    return (parsed.feed.entries ?? []).map((item) =>
      entry({
        link: item.links?.find((link) => (link.rel ?? 'alternate') === 'alternate')?.href,
        contents: [item.content, item.summary],
        title: item.title,
        date: item.published ?? item.updated,
        author: firstName(item.authors),
      }),
    );
  }
  if (parsed.format === 'json') {
    return (parsed.feed.items ?? []).map((item) =>
      entry({
        link: item.url ?? item.external_url,
        contents: [item.content_html, item.content_text],
        title: item.title,
        date: item.date_published,
        author: firstName(item.authors),
      }),
    );
  }
  return (parsed.feed.items ?? []).map((item) =>
    entry({
      link: item.link,
      contents: [item.content?.encoded, item.description],
      title: item.title,
      date: item.dc?.dates?.[0],
      author: item.dc?.creators?.[0],
    }),
  );
}

interface EntryFields {
  link: unknown;
  contents: readonly unknown[];
  title: unknown;
  date: unknown;
  author: unknown;
}

function toEntry(fields: EntryFields, baseUrl: string | undefined): FeedEntry {
  const declared: DeclaredMetadata = {};
  const title = asText(fields.title);
  const date = asText(fields.date);
  const author = asText(fields.author);
  if (title) declared.title = title;
  if (date) declared.publishedOn = date;
  if (author) declared.author = author;
  const contents = fields.contents.map(contentOf);
  return {
    link: absoluteLink(asText(fields.link), baseUrl),
    html: contents.reduce((longest, html) => (html.length > longest.length ? html : longest), ''),
    declared,
  };
}

/** Feed formats give a string, or an object with the string as its value. */
function contentOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (typeof content === 'object' && content !== null && 'value' in content) {
    return typeof content.value === 'string' ? content.value : '';
  }
  return '';
}

function asText(value: unknown): string {
  return value instanceof Date
    ? value.toISOString()
    : oneLine(contentOf(value).replace(/<[^>]+>/g, ' '));
}

function firstName(authors: readonly unknown[] | undefined): string | undefined {
  const [author] = authors ?? [];
  if (typeof author === 'string') return author;
  if (typeof author === 'object' && author !== null && 'name' in author) {
    return typeof author.name === 'string' ? author.name : undefined;
  }
  return undefined;
}

function absoluteLink(link: string, baseUrl: string | undefined): string | undefined {
  const url = URL.canParse(link, baseUrl) ? new URL(link, baseUrl) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
