/**
 * A chat model's endpoint on loopback that speaks the OpenAI protocol over real HTTP: whole and
 * streamed replies, refusals as OpenAI words them, and every way an endpoint can fail. What the
 * model says is up to the test; nothing here is intelligent.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ChatBody {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  temperature?: number;
  response_format?: { type: string };
}

interface ReceivedChat {
  authorization: string | undefined;
  body: ChatBody;
}

/** What the endpoint does with one request. */
export type FakeTurn =
  | { does: 'say'; text: string; finish?: 'stop' | 'length' }
  | { does: 'refuse'; status: number; headers?: Record<string, string>; message?: string }
  /** Accepts the request and never answers. */
  | { does: 'hang' }
  /** Streams this much and then nothing more. */
  | { does: 'stall'; text: string }
  /** Closes the connection without an answer. */
  | { does: 'drop' }
  /** 200 with a body that is not JSON. */
  | { does: 'garble' };

export interface FakeOpenAiOptions {
  /** Requests without this key get 401. */
  apiKey?: string;
  /** Response formats that get 400, as endpoints do that do not know them. */
  refusesFormats?: readonly ('json_schema' | 'json_object')[];
  refusesTemperature?: boolean;
  /** Answers a streaming request in one piece, as endpoints do that ignore "stream". */
  ignoresStream?: boolean;
  /** The turn for the nth accepted request, from 0. */
  turn: (body: ChatBody, nth: number) => FakeTurn;
}

export interface FakeOpenAi {
  baseUrl: string;
  /** Every request, refused ones included. */
  received: ReceivedChat[];
  close(): Promise<void>;
}

/** Characters of one streamed piece: small, so that pieces end inside words and escapes. */
const PIECE_CHARACTERS = 7;

export async function startFakeOpenAi(options: FakeOpenAiOptions, port = 0): Promise<FakeOpenAi> {
  const received: ReceivedChat[] = [];
  let accepted = 0;
  const server = createServer(async (request, response) => {
    const { authorization } = request.headers;
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      return refuse(response, 404, `Unknown request URL: ${request.method} ${request.url}.`);
    }
    const body = JSON.parse(await bodyOf(request)) as ChatBody; // the product is the only client
    received.push({ authorization, body });
    const refusal = refusalOf(body, authorization, options);
    if (refusal) return refuse(response, refusal.status, refusal.message);
    const turn = options.turn(body, accepted);
    accepted += 1;
    return perform(
      turn,
      { ...body, stream: body.stream === true && !options.ignoresStream },
      response,
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo; // it listens on TCP
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function refusalOf(
  body: ChatBody,
  authorization: string | undefined,
  { apiKey, refusesFormats = [], refusesTemperature }: FakeOpenAiOptions,
): { status: number; message: string } | undefined {
  if (apiKey !== undefined && authorization !== `Bearer ${apiKey}`) {
    return { status: 401, message: 'Incorrect API key provided.' };
  }
  const format = body.response_format?.type;
  if (refusesFormats.some((refused) => refused === format)) {
    return { status: 400, message: `Invalid value for 'response_format.type': '${format}'.` };
  }
  if (refusesTemperature && body.temperature !== undefined) {
    return { status: 400, message: "Unsupported parameter: 'temperature' with this model." };
  }
  return undefined;
}

function refuse(
  response: ServerResponse,
  status: number,
  message = 'It failed.',
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', code: null } }));
}

function perform(turn: FakeTurn, body: ChatBody, response: ServerResponse): void {
  switch (turn.does) {
    case 'say':
      (body.stream ? stream : whole)(turn.text, turn.finish ?? 'stop', body, response);
      break;
    case 'refuse':
      refuse(response, turn.status, turn.message, turn.headers);
      break;
    case 'stall':
      stream(turn.text, undefined, body, response);
      break;
    case 'drop':
      response.destroy();
      break;
    case 'garble':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"choices": [{"mess');
      break;
    case 'hang':
      break;
  }
}

function whole(text: string, finish: string, body: ChatBody, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      id: 'chatcmpl-fake',
      object: 'chat.completion',
      created: 0,
      model: body.model,
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: finish }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    }),
  );
}

/** Without `finish` the stream stays open after the text. */
function stream(
  text: string,
  finish: string | undefined,
  body: ChatBody,
  response: ServerResponse,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: Record<string, string>, reason: string | null) => {
    const choices = [{ index: 0, delta, finish_reason: reason }];
    const chunk = {
      id: 'chatcmpl-fake',
      object: 'chat.completion.chunk',
      created: 0,
      model: body.model,
    };
    response.write(`data: ${JSON.stringify({ ...chunk, choices })}\n\n`);
  };
  send({ role: 'assistant', content: '' }, null);
  for (let at = 0; at < text.length; at += PIECE_CHARACTERS) {
    send({ content: text.slice(at, at + PIECE_CHARACTERS) }, null);
  }
  if (finish === undefined) return;
  send({}, finish);
  response.end('data: [DONE]\n\n');
}
