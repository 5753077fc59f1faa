/**
 * Fetches one page over http(s) for ingest, and nothing else: bounded in time, bytes and redirects,
 * and only from public addresses. Uses node:http, because the built-in fetch cannot be told which
 * address to connect to.
 */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { checkedLookup, checkLiteralHost } from './fetch-address.ts';
import { SOURCE_BYTES_MAX } from './loaders/limits.ts';
import { RefusedSourceError } from './refusal.ts';

interface FetchedPage {
  bytes: Uint8Array;
  /** After redirects. */
  url: string;
  contentType?: string;
  charset?: string;
}

export interface FetchLimits {
  /** For the whole page, redirects included. */
  timeoutMs: number;
  bytesMax: number;
  redirectsMax: number;
}

export interface FetchDependencies {
  /** Whether a connection to this address may be made: isPublicAddress, or more for an intranet. */
  mayConnect: (address: string) => boolean;
  limits?: Partial<FetchLimits>;
}

export type FetchPage = (url: string, signal?: AbortSignal) => Promise<FetchedPage>;

const FETCH_LIMITS: FetchLimits = {
  timeoutMs: 30_000,
  bytesMax: SOURCE_BYTES_MAX,
  redirectsMax: 5,
};

const USER_AGENT = "hoptac-ingest/0.1 (reads articles for a cooperative alliance's chat bot)";
const ACCEPT =
  'text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,' +
  'application/pdf,text/plain;q=0.9,*/*;q=0.5';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** A function that fetches pages. It rejects with RefusedSourceError, or with the signal's reason when aborted. */
export function createFetchPage(deps: FetchDependencies): FetchPage {
  const limits = { ...FETCH_LIMITS, ...deps.limits };
  return async (url, signal) => {
    const deadline = AbortSignal.timeout(limits.timeoutMs);
    const stop = signal ? AbortSignal.any([signal, deadline]) : deadline;
    try {
      return await follow(url, deps, limits, stop);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (deadline.aborted) throw new RefusedSourceError('TIMEOUT', `${limits.timeoutMs / 1_000}`);
      if (error instanceof RefusedSourceError) throw error;
      throw new RefusedSourceError('NETWORK', codeOf(error), { cause: error });
    }
  };
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}

async function follow(
  start: string,
  deps: FetchDependencies,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<FetchedPage> {
  let url = checkedUrl(start);
  for (let hop = 0; hop <= limits.redirectsMax; hop += 1) {
    checkLiteralHost(url.hostname, deps.mayConnect);
    const response = await send(url, deps, signal);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (REDIRECTS.has(status) && location !== undefined) {
      response.destroy();
      url = checkedUrl(location, url);
      continue;
    }
    if (status !== 200) {
      response.destroy();
      throw new RefusedSourceError('HTTP_STATUS', `${status}`);
    }
    return {
      bytes: await readBody(response, limits.bytesMax),
      url: url.href,
      ...declared(response),
    };
  }
  throw new RefusedSourceError('TOO_MANY_REDIRECTS', `${limits.redirectsMax}`);
}

function checkedUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new RefusedSourceError('BAD_URL', text);
  const url = new URL(text, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RefusedSourceError('BAD_URL', url.protocol);
  }
  return url;
}

function send(url: URL, deps: FetchDependencies, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        // No pooled socket: a reused one would skip the address check.
        agent: false,
        signal,
        headers: {
          'user-agent': USER_AGENT,
          accept: ACCEPT,
          'accept-language': 'vi,en;q=0.5',
          'accept-encoding': 'gzip, deflate, br',
        },
        lookup: checkedLookup(deps.mayConnect),
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

function unpacked(response: IncomingMessage): Readable {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding === 'identity' || coding === '') return response;
  const unpacker =
    coding === 'gzip' || coding === 'x-gzip'
      ? createGunzip()
      : coding === 'deflate'
        ? createInflate()
        : coding === 'br'
          ? createBrotliDecompress()
          : undefined;
  if (!unpacker) throw new RefusedSourceError('UNSUPPORTED', coding);
  response.on('error', (error) => unpacker.destroy(error));
  return response.pipe(unpacker);
}

/** The body, counted after unpacking: a small answer may unpack to gigabytes. */
async function readBody(response: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  const tooLarge = (bytes: string) => {
    response.destroy();
    return new RefusedSourceError('TOO_LARGE', bytes);
  };
  const announced = Number(response.headers['content-length'] ?? 0);
  if (announced > bytesMax) throw tooLarge(`${announced}`);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bytesMax) throw tooLarge('');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function declared(response: IncomingMessage): Pick<FetchedPage, 'contentType' | 'charset'> {
  const [type, ...parameters] = (response.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([\w-]+)/.exec(parameter)?.[1])
    .find((name) => name !== undefined);
  return {
    ...(type?.trim() ? { contentType: type.trim() } : {}),
    ...(charset === undefined ? {} : { charset }),
  };
}
