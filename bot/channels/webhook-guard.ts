/** What every platform's webhook checks before it reads a request. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Equal hashes have equal length, so the comparison tells nothing about the secret's. */
export function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** The raw body; undefined when it is longer, of which no more than that is read. */
export async function readAtMost(request: Request, bytesMax: number): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body's JSON; undefined when it is none. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

export function isJsonRequest(request: Request): boolean {
  return /^application\/json\b/i.test(request.headers.get('content-type') ?? '');
}
