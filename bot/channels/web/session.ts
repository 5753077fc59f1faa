/**
 * Who asks: a random session in a cookie, and the network address. Invariant: the session id stays
 * between the browser and this file; everything stored or compared uses a hash of it.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import ipaddr from 'ipaddr.js';

/** What every route of the web channel works with; `session` is set for the API's requests. */
export type WebEnv = { Bindings: HttpBindings; Variables: { session: string } };

const COOKIE = 'hoptac_session';
const SESSION = /^[\w-]{22}$/;
const IPV6_PREFIX_PARTS = 4;

/** The hashed session of this request; a browser without one is given one with the response. */
export function sessionKey(c: Context<WebEnv>, options: { trustProxy: boolean }): string {
  const known = getCookie(c, COOKIE);
  const session = known && SESSION.test(known) ? known : randomBytes(16).toString('base64url');
  if (session !== known) {
    setCookie(c, COOKIE, session, {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      secure: options.trustProxy && c.req.header('x-forwarded-proto') === 'https',
    });
  }
  return createHash('sha256').update(session).digest('base64url').slice(0, 22);
}

/**
 * The address a limit counts on. One IPv6 subscriber holds a whole /64, so that is one address.
 * Behind a trusted proxy it is the last entry the proxy added, not what the client claims.
 */
export function addressKey(c: Context<WebEnv>, options: { trustProxy: boolean }): string {
  const forwarded = options.trustProxy ? c.req.header('x-forwarded-for') : undefined;
  const text = forwarded?.split(',').at(-1)?.trim() ?? c.env.incoming.socket.remoteAddress ?? '';
  if (!ipaddr.isValid(text)) return 'unknown';
  const address = ipaddr.process(text); // IPv4 written as ::ffff:1.2.3.4 becomes IPv4
  if (address instanceof ipaddr.IPv6) return address.parts.slice(0, IPV6_PREFIX_PARTS).join(':');
  return address.toString();
}
