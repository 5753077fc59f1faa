/** The token endpoint of the fake Official Account: pairs that rotate, refresh tokens that work once. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { bodyOf, type FailurePlan, sendJson, sendPage } from './zalo-http.ts';

export interface OaTokenDesk {
  /** Refresh tokens that still work. */
  refreshTokens: ReadonlySet<string>;
  granted(): number;
  /** Refused refreshes: each would lock a real account out. */
  refused(): number;
  /** The most refreshes at one moment. */
  atOnceMax(): number;
  /** What an API call with this token gets; undefined lets it through. */
  objection(token: string): number | undefined;
  /** No token given so far is accepted any more. */
  revokeAccess(): void;
  /** As a person does in the developer console. */
  issueRefreshToken(): string;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface TokenDeskOptions {
  appId: string;
  secretKey: string;
  firstRefreshToken: string;
  expiresInSeconds: number;
  now: () => number;
  plan: Pick<FailurePlan, 'failureOf'>;
}

const INVALID_TOKEN = -216;
const EXPIRED_TOKEN = -220;
const INVALID_REFRESH_TOKEN = -14014;
const INVALID_SECRET = -14002;
export const TOKEN_PATH = '/v4/oa/access_token';

export function createTokenDesk(options: TokenDeskOptions): OaTokenDesk {
  const { appId, secretKey, now, plan } = options;
  const refreshTokens = new Set([options.firstRefreshToken]);
  const access = new Map<string, number>();
  let next = 1;
  let granted = 0;
  let refused = 0;
  let atOnce = 0;
  let atOnceMax = 0;

  const grant = () => {
    const pair = { access_token: `access-${next}`, refresh_token: `refresh-${next}` };
    next += 1;
    granted += 1;
    access.set(pair.access_token, now() + options.expiresInSeconds * 1_000);
    refreshTokens.add(pair.refresh_token);
    return { ...pair, expires_in: String(options.expiresInSeconds) };
  };
  const decide = (form: URLSearchParams, secret: unknown) => {
    if (secret !== secretKey || form.get('app_id') !== appId) {
      return { error: INVALID_SECRET, error_name: 'Invalid app', error_description: 'secret key' };
    }
    const isKnown =
      form.get('grant_type') === 'refresh_token' &&
      refreshTokens.delete(form.get('refresh_token') ?? '');
    if (isKnown) return grant();
    refused += 1;
    return { error: INVALID_REFRESH_TOKEN, error_name: 'Invalid refresh token' };
  };

  return {
    refreshTokens,
    granted: () => granted,
    refused: () => refused,
    atOnceMax: () => atOnceMax,
    objection(token) {
      const expiresAt = access.get(token);
      if (expiresAt === undefined) return INVALID_TOKEN;
      return expiresAt <= now() ? EXPIRED_TOKEN : undefined;
    },
    revokeAccess: () => access.clear(),
    issueRefreshToken() {
      const token = `issued-${next++}`;
      refreshTokens.add(token);
      return token;
    },
    async answer(request, response) {
      const form = new URLSearchParams(await bodyOf(request));
      const parameters = Object.fromEntries(form);
      const failure = plan.failureOf({ method: TOKEN_PATH, parameters, headers: request.headers });
      if (failure?.kind === 'reset') return void request.socket.destroy();
      if (failure?.kind === 'page') return sendPage(response, failure.status);
      if (failure?.kind === 'error') return sendJson(response, 200, { error: failure.code });
      atOnce += 1;
      atOnceMax = Math.max(atOnceMax, atOnce);
      await delay(failure?.kind === 'slow' ? failure.ms : 5);
      atOnce -= 1;
      const body = decide(form, request.headers.secret_key);
      if (failure?.kind === 'lost-response') return void request.socket.destroy();
      sendJson(response, 200, body);
    },
  };
}
