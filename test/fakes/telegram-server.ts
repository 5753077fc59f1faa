/**
 * A faithful fake of the Telegram Bot API over HTTP on loopback: JSON, form and multipart calls,
 * method names in any case, error texts and limits of the real one, and the failures a network has.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UserFromGetMe } from 'grammy/types';
import { readMultipart } from './multipart.ts';
import { METHODS, type Parameters } from './telegram-methods.ts';
import { createRateMeter, type RateLimits, type RateMeter } from './telegram-rates.ts';
import { Refusal } from './telegram-refusal.ts';
import { createUpdateQueue, type UpdateQueue } from './telegram-updates.ts';
import { createWorld, type World } from './telegram-world.ts';

export type { StoredMessage } from './telegram-world.ts';

/** How a call fails although nothing is wrong with it. */
export type Failure =
  | { kind: 'error'; code: number; description: string; retryAfter?: number }
  /** 502 with an HTML body, nothing done. */
  | { kind: 'bad-gateway' }
  /** The connection breaks before anything is done. */
  | { kind: 'reset' }
  /** Everything is done, then the connection breaks before the response. */
  | { kind: 'lost-response' }
  /** Everything is done; the response comes late. */
  | { kind: 'slow'; ms: number };

export interface Call {
  method: string;
  parameters: Parameters;
  at: number;
  /** Undefined while the call is in progress, or when no response was sent. */
  ok: boolean | undefined;
}

export interface FakeTelegram extends World {
  /** For TELEGRAM_API_ROOT. */
  url: string;
  port: number;
  token: string;
  updates: UpdateQueue;
  rates: RateMeter;
  /** Every call in order, without getUpdates. */
  calls: Call[];
  /** The next `times` calls of a method fail like this. */
  failNext(method: string, failure: Failure, times?: number): void;
  /** Asked at every call; undefined lets it through. */
  failWhen(decide: (method: string, parameters: Parameters) => Failure | undefined): void;
  stop(): Promise<void>;
}

export interface FakeTelegramOptions {
  port?: number;
  token?: string;
  /** Default: none, since most tests are not about limits. */
  limits?: RateLimits;
  /** A server from before Bot API 10.1, without rich messages. Default true: most tests look at text. */
  isOld?: boolean;
  /** First wait before a failed push is repeated. */
  pushRetryMs?: number;
}

const BOT: UserFromGetMe = {
  id: 7_000_001,
  is_bot: true,
  first_name: 'Hoptac',
  username: 'hoptac_bot',
  can_join_groups: true,
  can_read_all_group_messages: true,
  supports_inline_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
} as UserFromGetMe; // newer Bot API versions add flags that no test looks at

const NEW_METHODS: ReadonlySet<string> = new Set(['sendrichmessage']);
const CALLS_KEPT_MAX = 200_000;
const BODY_BYTES_MAX = 50 << 20;

/** Starts the server; stop() it when done. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const token = options.token ?? '7000001:fake-token-for-tests';
  const isOld = options.isOld ?? true;
  const updates = createUpdateQueue({ pushRetryMs: options.pushRetryMs ?? 100 });
  const world = createWorld(BOT, updates);
  const rates = createRateMeter(options.limits);
  const calls: Call[] = [];
  const planned: { method: string; failure: Failure }[] = [];
  let decide: (method: string, parameters: Parameters) => Failure | undefined = () => undefined;

  const failureOf = (method: string, parameters: Parameters) => {
    const index = planned.findIndex((plan) => plan.method.toLowerCase() === method);
    return index === -1 ? decide(method, parameters) : planned.splice(index, 1)[0]?.failure;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, given, method = ''] = /^\/bot([^/]*)\/(\w+)/.exec(request.url ?? '') ?? [];
    if (given === undefined) return refuse(response, new Refusal(404, 'Not Found'));
    if (given !== token) return refuse(response, new Refusal(401, 'Unauthorized'));
    const name = method.toLowerCase();
    const parameters = await parametersOf(request);
    if (isOld) delete parameters.rich_message; // what a server does not know it does not read
    const call: Call = { method: name, parameters, at: Date.now(), ok: undefined };
    if (name !== 'getupdates' && calls.length < CALLS_KEPT_MAX) calls.push(call);
    const failure = failureOf(name, parameters);
    if (failure?.kind === 'reset') return void request.socket.destroy();
    if (failure?.kind === 'bad-gateway') {
      response.writeHead(502, { 'content-type': 'text/html' });
      return void response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
    }
    try {
      if (failure?.kind === 'error') {
        const { code, description, retryAfter } = failure;
        throw new Refusal(code, description, retryAfter ? { retry_after: retryAfter } : undefined);
      }
      const signal = goneSignal(response);
      const isKnown = Object.hasOwn(METHODS, name) && !(isOld && NEW_METHODS.has(name));
      const run = isKnown ? METHODS[name] : undefined;
      if (!run) throw new Refusal(404, 'Not Found: method not found');
      const result = await run(parameters, { world, updates, rates, signal });
      if (failure?.kind === 'lost-response') return void request.socket.destroy();
      if (failure?.kind === 'slow') await new Promise((done) => setTimeout(done, failure.ms));
      call.ok = true;
      send(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      call.ok = false;
      refuse(response, error);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error('fake Telegram failed:', error);
      send(response, 500, { ok: false, error_code: 500, description: 'Internal Server Error' });
    });
  });
  const port = await listen(server, options.port ?? 0);

  return {
    ...world,
    url: `http://127.0.0.1:${port}`,
    port,
    token,
    updates,
    rates,
    calls,
    failNext(method, failure, times = 1) {
      for (let i = 0; i < times; i += 1) planned.push({ method, failure });
    },
    failWhen(next) {
      decide = next;
    },
    async stop() {
      updates.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

async function parametersOf(request: IncomingMessage): Promise<Parameters> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const query = Object.fromEntries(url.searchParams);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new Refusal(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes === 0) return query;
  if (type.startsWith('application/json'))
    return { ...query, ...JSON.parse(body.toString('utf8')) };
  if (type.startsWith('multipart/')) return { ...query, ...readMultipart(body, type) };
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  return { ...query, ...Object.fromEntries(form) };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, { errorCode, message, parameters }: Refusal): void {
  send(response, errorCode, {
    ok: false,
    error_code: errorCode,
    description: message,
    ...(parameters ? { parameters } : {}),
  });
}
