/**
 * What was given on the command line or by the bot: a file, a folder or an address. A source is
 * named by its real path or normalised address, so that "./docs" and "docs/" are one collection.
 */
import { realpath, stat } from 'node:fs/promises';
import { RefusedSourceError } from './refusal.ts';

export type Source =
  | { kind: 'file' | 'folder'; path: string }
  /** An article or a feed; which of them is known when it was fetched. */
  | { kind: 'url'; url: string };

/** Resolves one SOURCE argument. Throws RefusedSourceError NOT_FOUND, UNREADABLE, UNSUPPORTED or BAD_URL. */
export async function resolveSource(argument: string): Promise<Source> {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(argument)) return { kind: 'url', url: normaliseUrl(argument) };
  let path: string;
  try {
    path = await realpath(argument);
  } catch (cause) {
    throw fileError(cause);
  }
  const stats = await stat(path);
  if (stats.isDirectory()) return { kind: 'folder', path };
  if (stats.isFile()) return { kind: 'file', path };
  throw new RefusedSourceError('UNSUPPORTED', 'pipe');
}

/** A failure of the file system as a refusal. */
export function fileError(cause: unknown): RefusedSourceError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new RefusedSourceError('NOT_FOUND', '', { cause });
  }
  return new RefusedSourceError('UNREADABLE', code, { cause });
}

// Parameters that say where a reader came from, not which article it is.
const TRACKING = /^(?:utm_\w+|fbclid|gclid|zarsrc|mc_[ce]id)$/i;

/** An address without fragment and tracking parameters. Throws RefusedSourceError BAD_URL for anything but http(s). */
export function normaliseUrl(text: string): string {
  if (!URL.canParse(text)) throw new RefusedSourceError('BAD_URL', text);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RefusedSourceError('BAD_URL', url.protocol);
  }
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name)) url.searchParams.delete(name);
  }
  return url.href;
}
