/**
 * The signature of a webhook request: "mac=" and the hex SHA-256 of app id, raw body, the body's
 * timestamp and the account's secret, one after the other. Some code puts the account's id in the
 * app's place; either is accepted, since both need the secret.
 */
import { createHash } from 'node:crypto';
import { isSameSecret } from '../webhook-guard.ts';

export type SignatureVariant = 'app id' | 'account id';

export interface Signed {
  /** The bytes as they came: parsing and writing them again would change them. */
  body: Buffer;
  /** As the body has it. */
  timestamp: string;
  /** The account, as the body names it. */
  accountIds: readonly string[];
}

/** Undefined when the header fits neither. */
export function signatureVariant(
  header: string,
  { body, timestamp, accountIds }: Signed,
  { appId, oaSecret }: { appId: string; oaSecret: string },
): SignatureVariant | undefined {
  const given = /^mac=([0-9a-f]{64})$/i.exec(header.trim())?.[1]?.toLowerCase();
  if (given === undefined) return undefined;
  if (isSameSecret(given, macOf(appId, body, timestamp, oaSecret))) return 'app id';
  // Digits only: a longer id could stand for the beginning of somebody else's body.
  const ids = accountIds.filter((id) => /^\d{1,32}$/.test(id));
  const fits = ids.some((id) => isSameSecret(given, macOf(id, body, timestamp, oaSecret)));
  return fits ? 'account id' : undefined;
}

/** The signature's hex digits. */
function macOf(id: string, body: Buffer, timestamp: string, oaSecret: string): string {
  return createHash('sha256')
    .update(id)
    .update(body)
    .update(timestamp)
    .update(oaSecret)
    .digest('hex');
}
