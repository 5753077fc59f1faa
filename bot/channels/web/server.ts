/**
 * The web chat: a page and a small JSON API on one HTTP server. This file owns the server's life;
 * routes.ts owns what is answered. Invariant: after stop() no answer is in progress and no socket is
 * open.
 */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { describeError } from '../../log.ts';
import type { WebChannelOptions, WebLimits } from './options.ts';
import { createWebApp } from './routes.ts';
import type { WebEnv } from './session.ts';

/**
 * A Vietnamese office, or a mobile carrier's shared address, is one network address for many
 * people: its limit is far above a person's. questionsAtOnce holds 200 chats asking together.
 */
const DEFAULT_LIMITS: WebLimits = {
  questionMaxCharacters: 1_000,
  questionsPerMinute: 20,
  requestsPerMinutePerAddress: 600,
  questionsAtOnce: 256,
  answerTimeoutMs: 60_000,
};

export interface WebChannel {
  /** Where a person on this machine opens the page. */
  url: string;
  /** Answers in progress may finish for a moment; then every connection is closed. */
  stop(): Promise<void>;
}

/** The address cannot be listened on: taken, not allowed, or not of this machine. */
export class WebListenError extends Error {
  readonly code = 'WEB_LISTEN';
  constructor(
    readonly host: string,
    readonly port: number,
    /** EADDRINUSE, EACCES, EADDRNOTAVAIL, … */
    readonly reason: string,
    cause: unknown,
  ) {
    super(`Cannot listen on ${host}:${port} (${reason}).`, { cause });
  }
}

const STOP_GRACE_MS = 5_000;
const STOP_POLL_MS = 20;
/** A phone on a poor network sends its 4 KB within this; a slow-sending attacker does not hold on. */
const REQUEST_TIMEOUT_MS = 20_000;
const CONNECTIONS_MAX = 2_000;

/** Starts serving. Rejects with WebListenError when the address cannot be used. */
export async function startWebChannel(options: WebChannelOptions): Promise<WebChannel> {
  const host = options.host ?? '127.0.0.1';
  const stopping = new AbortController();
  const app = await createWebApp({
    ...options,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    stopping: stopping.signal,
  });
  const server = createServer(app);
  const requests = countRequests(server);
  const port = await listen(server, host, options.port ?? 8080);
  server.on('error', (error) => options.log.error(describeError(error), 'web server error'));
  return {
    url: `http://${hostForPeople(host)}:${port}`,
    stop: () => stop(server, requests, stopping),
  };
}

function createServer(app: Hono<WebEnv>): Server {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS },
  }) as Server; // no createServer option is given, so it is node:http's
  server.maxConnections = CONNECTIONS_MAX;
  return server;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new WebListenError(host, port, error.code ?? 'unknown', error)),
    );
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/**
 * Connections are closed when no request is in progress: browsers hold idle ones, and ones opened in
 * advance that node does not count as idle.
 */
async function stop(
  server: Server,
  requests: { inProgress: number },
  stopping: AbortController,
): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const deadlineMs = performance.now() + STOP_GRACE_MS;
  while (requests.inProgress > 0 && performance.now() < deadlineMs) {
    await new Promise((resolve) => setTimeout(resolve, STOP_POLL_MS));
  }
  stopping.abort();
  server.closeAllConnections();
  await closed;
}

/** Counts the requests being answered; a streamed one until its last line is out. */
function countRequests(server: Server): { inProgress: number } {
  const requests = { inProgress: 0 };
  server.on('request', (_, response) => {
    requests.inProgress += 1;
    response.once('close', () => {
      requests.inProgress -= 1;
    });
  });
  return requests;
}

function hostForPeople(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
