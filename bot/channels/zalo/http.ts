/**
 * One POST to a Zalo host, and what came back: JSON, something else (an error page of a gateway), or
 * no answer. Never rejects, and never shows a URL in a reason, because it can hold a token.
 */
import { setMaxListeners } from 'node:events';

export type HttpAnswer =
  | { kind: 'json'; status: number; body: unknown }
  | { kind: 'page'; status: number }
  /** `wasSent`: the request may have reached the server. */
  | { kind: 'none'; reason: string; wasSent: boolean };

export interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  timeoutMs: number;
  signal: AbortSignal;
}

const BODY_BYTES_MAX = 1 << 20;
const CALLS_AT_ONCE_MAX = 200;
// The far side of these was never reached.
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Posts once; an aborted signal or a timeout ends it with 'none'. */
export async function post({ url, headers, body, timeoutMs, signal }: Post): Promise<HttpAnswer> {
  if (signal.aborted) return { kind: 'none', reason: 'the program stops', wasSent: false };
  const ending = new AbortController();
  const abort = () => ending.abort();
  // Every call under way listens to the one signal; that many are no leak.
  setMaxListeners(CALLS_AT_ONCE_MAX, signal);
  signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(abort, timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers },
      body,
      redirect: 'error', // a token must not follow one
      signal: ending.signal,
    });
    return await read(response);
  } catch (error) {
    const reason = ending.signal.aborted ? 'timed out or stopped' : networkReason(error);
    return { kind: 'none', reason, wasSent: !NOT_CONNECTED.has(reason) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

async function read(response: Response): Promise<HttpAnswer> {
  const { status } = response;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > BODY_BYTES_MAX) return { kind: 'page', status };
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return { kind: 'json', status, body };
  } catch {
    return { kind: 'page', status }; // HTML of a gateway, or a body cut short
  }
}

/** ECONNREFUSED and the like: fetch puts the network's own error into `cause`. */
function networkReason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no response';
}
