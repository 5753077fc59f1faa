/** What both fake Zalo servers share: a loopback HTTP server, request bodies, and planned failures. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a call fails although nothing is wrong with it. */
export type ZaloFailure =
  /** An error of the platform, in its own JSON; `status` 200 as Zalo does it. */
  | { kind: 'error'; code: number; description?: string; status?: number }
  /** A gateway's HTML page, nothing done. */
  | { kind: 'page'; status: number }
  /** The connection breaks before anything is done. */
  | { kind: 'reset' }
  /** Everything is done, then the connection breaks before the response. */
  | { kind: 'lost-response' }
  /** Everything is done; the response comes late. */
  | { kind: 'slow'; ms: number };

export interface ZaloCall {
  /** "sendMessage", or a path of the OpenAPI. */
  method: string;
  parameters: Record<string, unknown>;
  headers: IncomingMessage['headers'];
}

export type Decide = (call: ZaloCall) => ZaloFailure | undefined;

export interface FailurePlan {
  /** The next `times` calls of a method fail like this. */
  failNext(method: string, failure: ZaloFailure, times?: number): void;
  /** Asked at every call that no plan covers; undefined lets it through. */
  failWhen(decide: Decide): void;
  failureOf(call: ZaloCall): ZaloFailure | undefined;
}

const BODY_BYTES_MAX = 4 << 20;

export function createFailurePlan(): FailurePlan {
  const planned: { method: string; failure: ZaloFailure }[] = [];
  let decide: Decide = () => undefined;
  return {
    failNext(method, failure, times = 1) {
      for (let i = 0; i < times; i += 1) planned.push({ method, failure });
    },
    failWhen(next) {
      decide = next;
    },
    failureOf(call) {
      const index = planned.findIndex(({ method }) => method === call.method);
      return index === -1 ? decide(call) : planned.splice(index, 1)[0]?.failure;
    },
  };
}

/** Listens on loopback; `answer` must not leave a request without a response. */
export async function startHttp(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port = 0,
): Promise<{ url: string; port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error('fake Zalo failed:', error);
      response.writeHead(500).end();
    });
  });
  const taken = await listen(server, port);
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    async stop() {
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

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new Error('The request is larger than any call of a bot.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export function sendPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end(`<html><body><h1>${status}</h1></body></html>`);
}

export function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}
