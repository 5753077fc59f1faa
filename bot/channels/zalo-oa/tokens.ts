/**
 * The access token of the Official Account. Its refresh token works once, so losing a new pair locks
 * the bot out. Invariants: one refresh at a time, also across processes; the new pair is on disk
 * before it is used; a refresh under way is never cut short by stopping.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import { sleep } from '../../sleep.ts';
import type { Lease } from '../../store/leases.ts';
import type { TokenPair, ZaloOaStore } from '../../store/zalo-oa.ts';
import { type HttpAnswer, post } from '../zalo/http.ts';

export interface TokenOptions {
  appId: string;
  secretKey: string;
  /** The configured refresh token, with which the chain of pairs begins. */
  seed: string;
  oauthRoot: string;
  store: Pick<ZaloOaStore, 'tokens' | 'saveTokens'>;
  /** Held while a refresh is under way. */
  lease: Lease;
  /** Is it this process that should refresh ahead of time? */
  mayWork: () => boolean;
  now: () => number;
  log: Log;
  /** Staff has to do something; says so to more than the log, where it can. */
  alarm: (problem: TokenProblem) => void;
}

/** 'refused': a new refresh token must be configured. 'failing': it expires soon and cannot be renewed. */
export type TokenProblem = 'refresh-token-refused' | 'refresh-failing';

export interface Tokens {
  /** A token for a call now, if there is one. */
  current(): Promise<string | undefined>;
  /** Another token than the one a call was refused with. */
  insteadOf(refused: string): Promise<string | undefined>;
  /** Ends the refreshing ahead; resolves when no refresh is under way. */
  stop(): Promise<void>;
}

// Shorter than a lease lasts, so that no second process can start while one still waits.
const REFRESH_TIMEOUT_MS = 15_000;
/** Of 25 hours: hours to notice and repair a failing refresh while the bot still answers. */
const REFRESH_AHEAD_MS = 5 * 3_600_000;
const FAILING_ALARM_MS = 2 * 3_600_000;
const LOOK_INTERVAL_MS = 60_000;
/** A token this close to its end is not worth a call. */
const USABLE_FOR_MS = 30_000;
/** A refused refresh token stays refused; the platform is asked again now and then all the same. */
const REFUSED_PAUSE_MS = 10 * 60_000;
const FAILED_PAUSE_MS = 5_000;
const LEASE_WAIT_MS = 250;
const LEASE_ATTEMPTS_MAX = 80;

const granted = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(), // the platform sends a string
});
const refusal = z.looseObject({ error: z.coerce.number() });

/** Starts refreshing ahead at once. */
export function startTokens(options: TokenOptions): Tokens {
  const { store, appId, now } = options;
  const seedHash = createHash('sha256').update(options.seed).digest('hex');
  const stopping = new AbortController();
  let underWay: Promise<TokenPair | undefined> | undefined;
  let notBefore = 0;

  /** A newly configured refresh token begins a new chain, whatever is stored. */
  const stored = () => {
    const pair = store.tokens(appId);
    return pair?.seedHash === seedHash ? pair : undefined;
  };
  const isGood = (pair: TokenPair | undefined, lasting: number, refused?: string) =>
    pair !== undefined && pair.accessToken !== refused && pair.expiresAt - now() > lasting;

  const refresh = (isWanted: (pair: TokenPair | undefined) => boolean) => {
    underWay ??= underLease(options, stopping.signal, async () => {
      const pair = stored();
      if (!isWanted(pair)) return pair; // another process was quicker
      const used = pair?.refreshToken ?? options.seed;
      const result = await ask(options, used);
      if (result.outcome === 'granted') {
        const next = { ...result.pair, seedHash };
        store.saveTokens(appId, next);
        options.log.info({ expiresAt: next.expiresAt }, 'the Zalo OA token was refreshed');
        return next;
      }
      const newer = stored();
      if (newer && newer.refreshToken !== used) return newer; // somebody else spent it, and well
      notBefore = now() + (result.outcome === 'refused' ? REFUSED_PAUSE_MS : FAILED_PAUSE_MS);
      report(options, result, pair);
      return pair;
    }).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  const good = async (refused?: string) => {
    const before = stored();
    if (isGood(before, USABLE_FOR_MS, refused)) return before?.accessToken;
    if (now() < notBefore) return undefined;
    const pair = await refresh((found) => !isGood(found, USABLE_FOR_MS, refused));
    return isGood(pair, USABLE_FOR_MS, refused) ? pair?.accessToken : undefined;
  };
  const lookAhead = () => {
    if (!options.mayWork() || now() < notBefore || isGood(stored(), REFRESH_AHEAD_MS)) return;
    void refresh((found) => !isGood(found, REFRESH_AHEAD_MS));
  };
  const looking = setInterval(lookAhead, LOOK_INTERVAL_MS);
  lookAhead();

  return {
    current: () => good(),
    insteadOf: (refused) => good(refused),
    async stop() {
      clearInterval(looking);
      stopping.abort();
      await underWay;
    },
  };
}

/** Never rejects: what goes wrong is logged, and the next look tries again. */
async function underLease(
  { lease, log }: TokenOptions,
  stopping: AbortSignal,
  work: () => Promise<TokenPair | undefined>,
): Promise<TokenPair | undefined> {
  try {
    for (let attempt = 1; !lease.hold(); attempt += 1) {
      if (attempt >= LEASE_ATTEMPTS_MAX || stopping.aborted) return undefined;
      await sleep(LEASE_WAIT_MS, stopping);
    }
    try {
      return await work();
    } finally {
      lease.release();
    }
  } catch (error) {
    // No describeError: a failed write could carry the pair in its message.
    log.error({ kind: error instanceof Error ? error.name : typeof error }, 'no token refresh');
    return undefined;
  }
}

type Asked =
  | { outcome: 'granted'; pair: Omit<TokenPair, 'seedHash'> }
  | { outcome: 'refused'; code: number }
  | { outcome: 'failed'; reason: string };

async function ask(options: TokenOptions, refreshToken: string): Promise<Asked> {
  const { appId, secretKey, oauthRoot, now } = options;
  const askedAt = now();
  const answer = await post({
    url: `${oauthRoot}/v4/oa/access_token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: secretKey },
    body: new URLSearchParams({
      refresh_token: refreshToken,
      app_id: appId,
      grant_type: 'refresh_token',
    }).toString(),
    timeoutMs: REFRESH_TIMEOUT_MS,
    signal: new AbortController().signal, // stopping must not lose the new pair
  });
  return read(answer, askedAt);
}

function read(answer: HttpAnswer, askedAt: number): Asked {
  if (answer.kind === 'none') return { outcome: 'failed', reason: answer.reason };
  if (answer.kind === 'page') return { outcome: 'failed', reason: `HTTP ${answer.status}` };
  const token = granted.safeParse(answer.body).data;
  if (token) {
    const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = token;
    const expiresAt = askedAt + seconds * 1_000;
    return {
      outcome: 'granted',
      pair: { accessToken, refreshToken, expiresAt, refreshedAt: askedAt },
    };
  }
  const code = refusal.safeParse(answer.body).data?.error;
  if (code === undefined || answer.status >= 500) {
    return { outcome: 'failed', reason: `HTTP ${answer.status}` };
  }
  return { outcome: 'refused', code };
}

function report(
  { log, alarm, now }: TokenOptions,
  result: Exclude<Asked, { outcome: 'granted' }>,
  pair: TokenPair | undefined,
): void {
  if (result.outcome === 'refused') {
    log.error({ code: result.code }, 'Zalo refuses the refresh token of the Official Account');
    alarm('refresh-token-refused');
    return;
  }
  log.warn({ reason: result.reason }, 'refreshing the Zalo OA token failed; it is tried again');
  if (pair && pair.expiresAt - now() < FAILING_ALARM_MS) alarm('refresh-failing');
}
