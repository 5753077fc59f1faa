/**
 * Looks at a source and lists what it holds, without storing anything. A file is only hashed here;
 * a page from the network has to be fetched and read to be compared, since its bytes change with
 * every counter and advert around the article.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import PQueue from 'p-queue';
import type { Corpus, StoredSource } from '../knowledge/corpus/corpus.ts';
import type { DocumentDraft } from '../knowledge/corpus/document.ts';
import type { FetchPage } from './fetch.ts';
import type { LoadedPage } from './loaded-page.ts';
import type { FeedEntry, LoadedFeed } from './loaders/feed.ts';
import { SOURCE_BYTES_MAX } from './loaders/limits.ts';
import { load, loadFeedEntry, type RawSource } from './loaders/load.ts';
import { type FoundSource, knownBelow, vanishedFrom } from './plan.ts';
import { RefusedSourceError } from './refusal.ts';
import { fileError, normaliseUrl, type Source } from './source.ts';
import { listFolder } from './source-folder.ts';
import { understand } from './understand.ts';

/** One document that could be stored. */
export interface Item extends FoundSource {
  name: string;
  collection: string;
  /** The document, made when it is wanted. Rejects with RefusedSourceError or UnusableDocumentError. */
  draft(): Promise<DocumentDraft>;
}

export interface Gathered {
  items: Item[];
  refused: { source: string; error: unknown }[];
  /** What the corpus holds of this source. */
  known: StoredSource[];
  vanished: StoredSource[];
  /** Files in a folder that are no documents, and feed entries beyond the limit. */
  ignored: number;
}

export interface GatherDependencies {
  corpus: Pick<Corpus, 'source' | 'sources'>;
  fetchPage: FetchPage;
  signal?: AbortSignal;
}

/**
 * Goes into every content hash. Raise it when loading or understanding makes something better of
 * the same bytes, so that the next run replaces what an older release stored.
 */
const INGEST_REVISION = '3';

/** What a source holds now. Rejects with RefusedSourceError when the source as a whole cannot be read. */
export async function gather(source: Source, deps: GatherDependencies): Promise<Gathered> {
  switch (source.kind) {
    case 'folder':
      return gatherFolder(source.path, deps);
    case 'file':
      return gatherFile(source.path, deps);
    case 'url':
      return gatherUrl(source.url, deps);
  }
}

async function gatherFolder(folder: string, deps: GatherDependencies): Promise<Gathered> {
  const listing = await listFolder(folder);
  const known = knownBelow(folder, deps.corpus.sources());
  const gathered: Gathered = {
    items: [],
    refused: listing.unreadable.map(({ path, error }) => ({ source: path, error })),
    known,
    vanished: vanishedFrom(
      known,
      new Set(listing.files),
      listing.unreadable.map(({ path }) => path),
    ),
    ignored: listing.ignored,
  };
  if (listing.files.length === 0 && known.length === 0 && gathered.refused.length === 0) {
    throw new RefusedSourceError('NO_DOCUMENTS');
  }
  for (const path of listing.files) {
    deps.signal?.throwIfAborted();
    try {
      gathered.items.push(fileItem(path, folder, await readFileBounded(path)));
    } catch (error) {
      gathered.refused.push({ source: path, error });
    }
  }
  return gathered;
}

async function gatherFile(path: string, deps: GatherDependencies): Promise<Gathered> {
  const bytes = await readFileBounded(path);
  const before = deps.corpus.source(path);
  const known = before ? [before] : [];
  if (isFeedFile(bytes)) {
    const loaded = await load({ bytes, name: basename(path) });
    if (loaded.kind === 'feed') return gatherFeed(path, loaded.feed, deps);
  }
  // A file of a folder that was ingested before goes on belonging to that folder.
  const item = fileItem(path, before?.collection ?? path, bytes);
  return { items: [item], refused: [], known, vanished: [], ignored: 0 };
}

function isFeedFile(bytes: Uint8Array): boolean {
  return /<(?:rss|feed|rdf:RDF)[\s>]|jsonfeed\.org/i.test(
    Buffer.from(bytes.subarray(0, 4_096)).toString('latin1'),
  );
}

/** A file's bytes. The size is asked first, so that a huge file costs nothing. */
async function readFileBounded(path: string): Promise<Uint8Array> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path);
  } catch (cause) {
    throw fileError(cause);
  }
  try {
    const { size } = await handle.stat();
    if (size > SOURCE_BYTES_MAX) throw new RefusedSourceError('TOO_LARGE', `${size}`);
    return await handle.readFile();
  } catch (error) {
    throw error instanceof RefusedSourceError ? error : fileError(error);
  } finally {
    await handle.close();
  }
}

function fileItem(path: string, collection: string, bytes: Uint8Array): Item {
  const name = basename(path);
  return {
    key: path,
    name,
    collection,
    contentHash: hash(bytes),
    // Read again when wanted: a folder's files together may not fit in memory.
    draft: async () => understand(await loadPage({ bytes: await readFileBounded(path), name })),
  };
}

function hash(content: Uint8Array | string): string {
  return createHash('sha256').update(`${INGEST_REVISION}\n`).update(content).digest('hex');
}

async function loadPage(raw: RawSource): Promise<LoadedPage> {
  const loaded = await load(raw);
  if (loaded.kind === 'feed') throw new RefusedSourceError('UNSUPPORTED', 'feed');
  return loaded.page;
}

async function gatherUrl(url: string, deps: GatherDependencies): Promise<Gathered> {
  const before = deps.corpus.source(url);
  const loaded = await load({ ...(await deps.fetchPage(url, deps.signal)), name: url });
  if (loaded.kind === 'feed') return gatherFeed(url, loaded.feed, deps);
  const item = draftItem(url, before?.collection ?? url, understand(loaded.page));
  const known = before ? [before] : [];
  return { items: [item], refused: [], known, vanished: [], ignored: 0 };
}

function draftItem(key: string, collection: string, draft: DocumentDraft): Item {
  const contentHash = hash(JSON.stringify(draft));
  return { key, name: key, collection, contentHash, draft: async () => draft };
}

// Gentle to a site that is a cooperative alliance's only server.
const FEED_FETCHES_AT_ONCE = 3;

async function gatherFeed(
  collection: string,
  feed: LoadedFeed,
  deps: GatherDependencies,
): Promise<Gathered> {
  const queue = new PQueue({ concurrency: FEED_FETCHES_AT_ONCE });
  const gathered: Gathered = {
    items: [],
    refused: [],
    known: [],
    vanished: [],
    ignored: feed.omitted,
  };
  const seen = new Set<string>();
  const items = feed.entries.map((entry, index) =>
    queue.add(async () => {
      const key = entry.link
        ? normaliseUrl(entry.link)
        : `${collection}#${entryMark(entry, index)}`;
      if (seen.has(key)) return undefined;
      seen.add(key);
      try {
        return await entryItem(entry, key, collection, deps);
      } catch (error) {
        deps.signal?.throwIfAborted();
        gathered.refused.push({ source: key, error });
        return undefined;
      }
    }),
  );
  for (const item of await Promise.all(items)) {
    if (!item) continue;
    gathered.items.push(item);
    const known = deps.corpus.source(item.key);
    if (known) gathered.known.push(known);
  }
  return gathered;
}

/** Names an entry that has no address of its own. */
function entryMark(entry: FeedEntry, index: number): string {
  return entry.declared.title ? hash(entry.declared.title).slice(0, 12) : `${index + 1}`;
}

async function entryItem(
  entry: FeedEntry,
  key: string,
  collection: string,
  deps: GatherDependencies,
): Promise<Item> {
  const page = await entryPage(entry, key, deps);
  return draftItem(key, deps.corpus.source(key)?.collection ?? collection, understand(page));
}

/**
 * The article of an entry, or, when it cannot be had, what the feed itself holds of it. An article
 * that is already stored is not replaced by that, since feeds often hold the first lines only.
 */
async function entryPage(
  entry: FeedEntry,
  key: string,
  deps: GatherDependencies,
): Promise<LoadedPage> {
  if (entry.link === undefined) return loadFeedEntry(entry, key);
  try {
    const fetched = await deps.fetchPage(entry.link, deps.signal);
    const page = await loadPage({ ...fetched, name: key });
    // The feed says these of this very entry; a page's own tags are sometimes the site's.
    return { ...page, declared: { ...page.declared, ...entry.declared } };
  } catch (error) {
    deps.signal?.throwIfAborted();
    if (entry.html === '' || deps.corpus.source(key)) throw error;
    return loadFeedEntry(entry, key);
  }
}
