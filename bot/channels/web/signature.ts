/**
 * Marks what this server handed out, so that a page can hand it back without the server keeping it:
 * a source reference opens only passages that were really cited (never an arbitrary slice of the
 * corpus), a reply id is rated only by the session that received it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Signer {
  /** `body` with a signature bound to `purpose`. */
  sign(purpose: string, body: string): string;
  /** The body of an intact signed text, or undefined. */
  verify(purpose: string, signed: string): string | undefined;
}

// 96 bits: far beyond guessing over HTTP, short enough for a link.
const SIGNATURE_BYTES = 12;

export function createSigner(secret: Uint8Array = randomBytes(32)): Signer {
  const signatureOf = (purpose: string, body: string) =>
    createHmac('sha256', secret)
      .update(`${purpose}\n${body}`)
      .digest()
      .subarray(0, SIGNATURE_BYTES)
      .toString('base64url');

  return {
    sign: (purpose, body) => `${body}.${signatureOf(purpose, body)}`,
    verify(purpose, signed) {
      const dot = signed.lastIndexOf('.');
      if (dot < 0) return undefined;
      const body = signed.slice(0, dot);
      const given = Buffer.from(signed.slice(dot + 1));
      const right = Buffer.from(signatureOf(purpose, body));
      return given.length === right.length && timingSafeEqual(given, right) ? body : undefined;
    },
  };
}
