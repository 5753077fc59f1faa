/**
 * Calls of the Official Account's API: POST JSON with the token in a header of its own. Errors come
 * with HTTP 200. A call refused for its token is repeated once with another one. Nothing rejects.
 */
import { z } from 'zod';
import { post } from '../zalo/http.ts';
import { meaningOf } from './errors.ts';
import type { Tokens } from './tokens.ts';

export type OaResult =
  | { ok: true; data: unknown }
  /** The API's own error code, always negative. */
  | { ok: false; code: number; message: string }
  /** Not the API's word. `wasSent`: it may have done what was asked. */
  | { ok: false; code: undefined; reason: string; wasSent: boolean };

export interface OaApi {
  /** `path`: "/v3.0/oa/message/cs". */
  call(path: string, body: Readonly<Record<string, unknown>>): Promise<OaResult>;
}

const CALL_TIMEOUT_MS = 20_000;
const MESSAGE_MAX = 200;
const TOO_MANY_REQUESTS = 429;
/** What the API itself says of too many requests. */
const RATE_CODE = -32;
const reply = z.looseObject({
  error: z.coerce.number().int(),
  message: z.string().default(''),
  data: z.unknown().optional(),
});

/** The API of one account. `signal` aborts what is under way when the program must end. */
export function createOaApi(options: {
  root: string;
  tokens: Pick<Tokens, 'current' | 'insteadOf'>;
  signal: AbortSignal;
}): OaApi {
  const { root, tokens, signal } = options;

  const callWith = async (token: string, path: string, body: string): Promise<OaResult> => {
    const answer = await post({
      url: `${root}${path}`,
      headers: { 'content-type': 'application/json', access_token: token },
      body,
      timeoutMs: CALL_TIMEOUT_MS,
      signal,
    });
    if (answer.kind === 'none') return { ok: false, code: undefined, ...answer };
    const read = answer.kind === 'json' ? reply.safeParse(answer.body).data : undefined;
    if (read?.error === 0) return { ok: true, data: read.data };
    if (read) return { ok: false, code: read.error, message: read.message.slice(0, MESSAGE_MAX) };
    if (answer.status === TOO_MANY_REQUESTS) {
      return { ok: false, code: RATE_CODE, message: `HTTP ${answer.status}` };
    }
    // A gateway's page: an error says that the API was not reached, anything else says nothing.
    const wasSent = answer.status < 400;
    return { ok: false, code: undefined, reason: `HTTP ${answer.status}`, wasSent };
  };

  return {
    async call(path, parameters) {
      const token = await tokens.current();
      if (token === undefined) return NO_TOKEN;
      const body = JSON.stringify(parameters);
      const result = await callWith(token, path, body);
      if (!isTokenRefusal(result)) return result;
      const another = await tokens.insteadOf(token);
      return another === undefined ? NO_TOKEN : callWith(another, path, body);
    },
  };
}

const NO_TOKEN: OaResult = { ok: false, code: undefined, reason: 'no token', wasSent: false };

function isTokenRefusal(result: OaResult): boolean {
  return !result.ok && result.code !== undefined && meaningOf(result.code).action === 'refresh';
}
