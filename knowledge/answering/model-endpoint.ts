/**
 * The one door to a chat model: LangChain's ChatOpenAI against any OpenAI-compatible endpoint. It
 * finds out once what the endpoint accepts (a JSON schema, a JSON object, a temperature) and every
 * failure is an EndpointError with a reason. The libraries are loaded at the first question, since
 * they cost 0.4 s of start-up.
 */
import type { BaseMessageChunk } from '@langchain/core/messages';
import type { Runnable } from '@langchain/core/runnables';
import type { ChatOpenAICallOptions } from '@langchain/openai';
import type { PromptMessage } from '../../prompts/answer.ts';

export interface EndpointOptions {
  /** "http://127.0.0.1:11434/v1"; a slash at the end does not matter. */
  baseUrl: string;
  model: string;
  apiKey?: string | undefined;
  /** What the reply must look like, for endpoints that enforce a schema; without it only JSON is asked for. */
  jsonSchema?: JsonSchema | undefined;
  clock: Clock;
}

/** As `response_format.json_schema` wants it. */
interface JsonSchema {
  name: string;
  strict: boolean;
  schema: Record<string, unknown>;
}

/** Real time in the program, a hand-moved one in tests. */
export interface Clock {
  now(): number;
  /** Returns early, without an error, when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

interface AskOptions {
  signal: AbortSignal;
  /** Instant of the clock after which waiting for a rate limit is pointless. */
  deadlineMs: number;
  /** Receives the growing raw text where the endpoint streams. */
  onText?: ((raw: string) => void) | undefined;
}

export interface ChatEndpoint {
  /** The model's raw text, never empty. Throws EndpointError. */
  ask(messages: readonly PromptMessage[], options: AskOptions): Promise<string>;
}

export type EndpointFailure =
  | 'unauthorised'
  | 'rate-limited'
  | 'server-error'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'cancelled'
  | 'cut-short'
  | 'unreadable'
  | 'empty';

/** No text came from the model. `status` is the HTTP status, when one came. */
export class EndpointError extends Error {
  readonly code = 'CHAT_ENDPOINT';
  constructor(
    readonly reason: EndpointFailure,
    readonly status: number | undefined,
    options?: ErrorOptions,
  ) {
    super(
      `The chat endpoint failed: ${reason}${status === undefined ? '' : ` (${status})`}`,
      options,
    );
  }
}

type ChatRunnable = Runnable<PromptMessage[], BaseMessageChunk, ChatOpenAICallOptions>;

/** What is sent beyond messages; each is given up when the endpoint refuses it. */
interface Dialect {
  format: 'schema' | 'object' | 'none';
  hasTemperature: boolean;
  streams: boolean;
}

/** An answer is at most 900 characters and its quotes; reasoning models think in the same budget. */
const OUTPUT_TOKENS_MAX = 4_000;
/** Schema → object → none, and the temperature, and streaming: more refusals are about something else. */
const DIALECT_CHANGES_MAX = 4;
/** A person waits: one retry, and none when the limit lifts later than this. */
const RATE_LIMIT_RETRIES_MAX = 1;
const RATE_LIMIT_WAIT_MAX_MS = 5_000;
const RATE_LIMIT_WAIT_DEFAULT_MS = 1_000;

/** Opens nothing yet: the first ask loads the libraries. */
export function createChatEndpoint(options: EndpointOptions): ChatEndpoint {
  const format = options.jsonSchema ? 'schema' : 'object';
  let accepted: Dialect = { format, hasTemperature: true, streams: true };
  const runnables = new Map<boolean, Promise<ChatRunnable>>();
  const runnable = (hasTemperature: boolean) => {
    const opened = runnables.get(hasTemperature) ?? openRunnable(options, hasTemperature);
    runnables.set(hasTemperature, opened);
    return opened;
  };

  async function once(
    messages: readonly PromptMessage[],
    ask: AskOptions,
    dialect: Dialect,
  ): Promise<string> {
    const chat = await runnable(dialect.hasTemperature);
    const call = { ...callOptions(dialect, options.jsonSchema), signal: ask.signal };
    const text = dialect.streams
      ? await streamed(chat, [...messages], call, ask.onText)
      : textOf(await chat.invoke([...messages], call));
    if (text.trim() === '') throw new EndpointError('empty', undefined);
    return text;
  }

  return {
    async ask(messages, ask) {
      let dialect = accepted;
      let rateLimited = 0;
      for (let changes = 0; ; ) {
        try {
          const text = await once(messages, ask, dialect);
          accepted = dialect;
          return text;
        } catch (error) {
          const failure = asEndpointError(error, ask.signal);
          const humbler = changes < DIALECT_CHANGES_MAX && humblerDialect(dialect, failure, error);
          if (humbler) {
            dialect = humbler;
            changes += 1;
            continue;
          }
          const waitMs =
            rateLimited < RATE_LIMIT_RETRIES_MAX && waitOf(failure, error, ask, options);
          if (waitMs === false) throw failure;
          rateLimited += 1;
          await options.clock.sleep(waitMs, ask.signal);
        }
      }
    },
  };
}

async function openRunnable(
  options: EndpointOptions,
  hasTemperature: boolean,
): Promise<ChatRunnable> {
  const { ChatOpenAICompletions } = await import('@langchain/openai');
  const hasKey = options.apiKey !== undefined && options.apiKey !== '';
  return new ChatOpenAICompletions({
    model: options.model,
    // The client insists on a key; an endpoint without one gets no Authorization header.
    apiKey: hasKey ? options.apiKey : 'none',
    maxRetries: 0,
    maxTokens: OUTPUT_TOKENS_MAX,
    streamUsage: false,
    ...(hasTemperature ? { temperature: 0 } : {}),
    configuration: {
      baseURL: options.baseUrl.replace(/\/+$/, ''),
      ...(hasKey ? {} : { fetch: fetchWithoutKey }),
    },
  }) as ChatRunnable; // ChatOpenAI takes {role, content} objects as messages too
}

const fetchWithoutKey: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.delete('authorization');
  return fetch(input, { ...init, headers });
};

function callOptions(
  { format, streams }: Dialect,
  jsonSchema: JsonSchema | undefined,
): Partial<ChatOpenAICallOptions> {
  // Without streaming the client itself parses replies to a schema and throws on chatter around them.
  if (format === 'schema' && jsonSchema && streams) {
    return { response_format: { type: 'json_schema', json_schema: jsonSchema } };
  }
  return format !== 'none' ? { response_format: { type: 'json_object' } } : {};
}

async function streamed(
  chat: ChatRunnable,
  messages: PromptMessage[],
  call: Partial<ChatOpenAICallOptions>,
  onText: ((raw: string) => void) | undefined,
): Promise<string> {
  let text = '';
  for await (const chunk of await chat.stream(messages, call)) {
    const piece = textOf(chunk);
    if (piece === '') continue;
    text += piece;
    onText?.(text);
  }
  return text;
}

function textOf(message: BaseMessageChunk): string {
  if (message.response_metadata.finish_reason === 'length')
    throw new EndpointError('cut-short', 200);
  return typeof message.content === 'string' ? message.content : '';
}

/** What to give up after a refusal; undefined when the refusal is not about how we asked. */
function humblerDialect(
  dialect: Dialect,
  failure: EndpointError,
  cause: unknown,
): Dialect | undefined {
  // A streamed reply may be empty because the endpoint ignored "stream" and answered in one piece.
  if (failure.reason === 'empty' && dialect.streams) return { ...dialect, streams: false };
  if (failure.reason !== 'refused') return undefined;
  const message = cause instanceof Error ? cause.message : '';
  if (/temperature/i.test(message) && dialect.hasTemperature) {
    return { ...dialect, hasTemperature: false };
  }
  if (/\bstream/i.test(message) && dialect.streams) return { ...dialect, streams: false };
  if (dialect.format === 'schema') return { ...dialect, format: 'object' };
  if (dialect.format === 'object') return { ...dialect, format: 'none' };
  return dialect.hasTemperature ? { ...dialect, hasTemperature: false } : undefined;
}

function asEndpointError(error: unknown, signal: AbortSignal): EndpointError {
  if (error instanceof EndpointError) return error;
  const cause = { cause: error };
  if (signal.aborted) {
    const isTimeout = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
    return new EndpointError(isTimeout ? 'timeout' : 'cancelled', undefined, cause);
  }
  const status = statusOf(error);
  return new EndpointError(reasonOf(status, error), status, cause);
}

function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : undefined;
}

function reasonOf(status: number | undefined, error: unknown): EndpointFailure {
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 429) return 'rate-limited';
  if (status !== undefined && status >= 500) return 'server-error';
  if (status !== undefined && status >= 400) return 'refused';
  if (error instanceof SyntaxError) return 'unreadable';
  return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
}

/** How long to wait before the one retry of a rate-limited request; false when it is not worth it. */
function waitOf(
  failure: EndpointError,
  cause: unknown,
  { deadlineMs, signal }: AskOptions,
  { clock }: EndpointOptions,
): number | false {
  if (failure.reason !== 'rate-limited' || signal.aborted) return false;
  const waitMs = retryAfterMs(cause, clock.now()) ?? RATE_LIMIT_WAIT_DEFAULT_MS;
  const isWorth = waitMs <= RATE_LIMIT_WAIT_MAX_MS && clock.now() + waitMs < deadlineMs;
  return isWorth ? waitMs : false;
}

/** Retry-After in seconds or as a date. */
function retryAfterMs(error: unknown, nowMs: number): number | undefined {
  const headers = error instanceof Error && 'headers' in error ? error.headers : undefined;
  const value = headers instanceof Headers ? headers.get('retry-after') : null;
  if (value === null || value.trim() === '') return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
