/**
 * The HTTP server that the platforms' webhooks reach, apart from the chat page, so that a proxy can
 * publish one without the other. Each platform adds its own path; anything else is 404.
 */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

/** Answers one platform's POST. */
export type WebhookReceiver = (request: Request) => Promise<Response>;

export interface WebhookServer {
  port: number;
  stop(): Promise<void>;
}

/** The address cannot be listened on. */
export class WebhookListenError extends Error {
  readonly code = 'WEBHOOK_LISTEN';
  constructor(
    readonly host: string,
    readonly port: number,
    readonly reason: string,
    cause: unknown,
  ) {
    super(`Cannot listen for webhooks on ${host}:${port} (${reason}).`, { cause });
  }
}

// Platforms send small bodies at once; a client that does not is not one of them.
const REQUEST_TIMEOUT_MS = 10_000;

/** Listens; `receivers` maps a path ("/telegram") to its receiver. Port 0 takes any free port. */
export async function startWebhookServer(options: {
  host: string;
  port: number;
  receivers: Readonly<Record<string, WebhookReceiver>>;
}): Promise<WebhookServer> {
  const app = new Hono();
  for (const [path, receive] of Object.entries(options.receivers)) {
    app.post(path, (c) => receive(c.req.raw));
  }
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS },
  }) as Server; // no createServer option is given, so it is node:http's
  const port = await listen(server, options.host, options.port);
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new WebhookListenError(host, port, error.code ?? 'unknown', error)),
    );
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
