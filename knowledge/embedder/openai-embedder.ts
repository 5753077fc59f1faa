/**
 * Embeddings from any OpenAI-compatible endpoint (POST {base URL}/embeddings), instead of the
 * shipped ones. Plain fetch: one request shape, and retries that obey Retry-After. Every failure is
 * an EmbedderUnavailableError, on which retrieval goes on by words alone. Invariant: vectors are
 * normalised here and all of one dimension, which the fingerprint names.
 */
import { setTimeout as sleepFor } from 'node:timers/promises';
import { z } from 'zod';
import type { Embedder } from './embedder.ts';

export interface OpenAiEmbedderOptions {
  /** "http://127.0.0.1:11434/v1"; a slash at the end does not matter. */
  baseUrl: string;
  model: string;
  apiKey?: string | undefined;
  /**
   * The fingerprint of vectors that exist already. When it is this endpoint's and model's, its
   * dimension is taken from there and opening asks the endpoint nothing, so a bot whose endpoint
   * is down still starts.
   */
  knownFingerprint?: string | undefined;
  /** Of one request, answer included. */
  timeoutMs?: number;
  /** Waits between attempts; tests pass their own. */
  sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** The endpoint gave no usable vectors, after all retries. Retrieval may go on without vectors. */
export class EmbedderUnavailableError extends Error {
  readonly code = 'EMBEDDER_UNAVAILABLE';
  constructor(
    readonly reason: string,
    /** HTTP status of the last answer, if there was one. */
    readonly status: number | undefined,
    options?: ErrorOptions,
  ) {
    super(`The embedding endpoint failed: ${reason}`, options);
  }
}

/** The endpoints' common limit is 2,048 inputs; small batches keep one failure cheap. */
const BATCH_TEXTS_MAX = 64;
/** Characters of one request; about 30,000 tokens, well below the usual limit of 300,000. */
const BATCH_CHARACTERS_MAX = 100_000;
/** One text's characters: small models take 512 to 8,192 tokens and refuse longer input. */
const TEXT_CHARACTERS_MAX = 8_000;
const PASSAGE_ATTEMPTS_MAX = 5;
/** A person waits for a query: one retry at most, and then by words alone. */
const QUERY_ATTEMPTS_MAX = 2;
const FIRST_WAIT_MS = 500;
const QUERY_WAIT_MAX_MS = 1_000;
const PASSAGE_WAIT_MAX_MS = 30_000;
const TIMEOUT_MS = 30_000;
const QUERY_TIMEOUT_MS = 5_000;

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().optional(), embedding: z.array(z.number()) })),
});

interface Patience {
  attemptsMax: number;
  waitMaxMs: number;
  timeoutMs: number;
}

/** Opens an endpoint; asks it for one vector to learn the dimension unless that is known. Throws EmbedderUnavailableError. */
export async function openOpenAiEmbedder(options: OpenAiEmbedderOptions): Promise<Embedder> {
  const name = `openai:${options.baseUrl.replace(/\/+$/, '')}#${options.model}#`;
  const endpoint = embeddingEndpoint(options);
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const forPassages: Patience = {
    attemptsMax: PASSAGE_ATTEMPTS_MAX,
    waitMaxMs: PASSAGE_WAIT_MAX_MS,
    timeoutMs,
  };
  const forQueries: Patience = {
    attemptsMax: QUERY_ATTEMPTS_MAX,
    waitMaxMs: QUERY_WAIT_MAX_MS,
    timeoutMs: Math.min(timeoutMs, QUERY_TIMEOUT_MS),
  };
  const dimension =
    knownDimension(name, options.knownFingerprint) ??
    (await endpoint(['hợp tác xã'], forPassages))[0]?.length ??
    0;

  async function embedAll(
    texts: readonly string[],
    patience: Patience,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array[]> {
    const vectors: Float32Array[] = texts.map(() => new Float32Array(dimension));
    for (const batch of batches(texts)) {
      const found = await endpoint(
        batch.map(({ text }) => text),
        patience,
        signal,
      );
      for (const [i, { position }] of batch.entries()) {
        const vector = found[i]!;
        if (vector.length !== dimension) {
          const sizes = `${vector.length} dimensions, not ${dimension}`;
          throw new EmbedderUnavailableError(`it answered with ${sizes}`, 200);
        }
        vectors[position] = normalised(vector);
      }
    }
    return vectors;
  }

  return {
    fingerprint: `${name}${dimension}`,
    dimension,
    embedQuery: async (text, signal) => (await embedAll([text], forQueries, signal))[0]!,
    embedPassages: (texts, signal) => embedAll(texts, forPassages, signal),
  };
}

function knownDimension(name: string, fingerprint: string | undefined): number | undefined {
  if (!fingerprint?.startsWith(name)) return undefined;
  const dimension = Number(fingerprint.slice(name.length));
  return Number.isInteger(dimension) && dimension > 0 ? dimension : undefined;
}

interface BatchItem {
  text: string;
  position: number;
}

/** Texts without a letter or digit get the zero vector and are not sent: endpoints refuse empty input. */
function* batches(texts: readonly string[]): Generator<BatchItem[]> {
  let batch: BatchItem[] = [];
  let characters = 0;
  for (const [position, whole] of texts.entries()) {
    const text = whole.toWellFormed().slice(0, TEXT_CHARACTERS_MAX).toWellFormed();
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const isFull =
      batch.length === BATCH_TEXTS_MAX || characters + text.length > BATCH_CHARACTERS_MAX;
    if (batch.length > 0 && isFull) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push({ text, position });
    characters += text.length;
  }
  if (batch.length > 0) yield batch;
}

function normalised(values: readonly number[]): Float32Array {
  const norm = Math.hypot(...values);
  return Float32Array.from(values, (value) => (norm === 0 ? 0 : value / norm));
}

type Endpoint = (
  texts: readonly string[],
  patience: Patience,
  signal?: AbortSignal,
) => Promise<number[][]>;

function embeddingEndpoint(options: OpenAiEmbedderOptions): Endpoint {
  const url = `${options.baseUrl.replace(/\/+$/, '')}/embeddings`;
  const sleep = options.sleep ?? ((ms, signal) => sleepFor(ms, undefined, { signal }));
  return async (texts, patience, signal) => {
    const body = JSON.stringify({ model: options.model, input: texts, encoding_format: 'float' });
    for (let attempt = 1; ; attempt++) {
      const outcome = await request(url, body, options.apiKey, patience.timeoutMs, signal);
      if (outcome.kind === 'answer') return vectorsOf(outcome.json, texts.length);
      const backOffMs = FIRST_WAIT_MS * 2 ** (attempt - 1);
      const waitMs = outcome.retryAfterMs ?? backOffMs;
      // A wait the endpoint asks for is kept or not begun at all, never cut short.
      const isLast = attempt >= patience.attemptsMax || waitMs > patience.waitMaxMs;
      if (!outcome.isPassing || isLast) {
        throw new EmbedderUnavailableError(outcome.reason, outcome.status, {
          cause: outcome.cause,
        });
      }
      await sleep(waitMs, signal);
    }
  };
}

type RequestOutcome =
  | { kind: 'answer'; json: unknown }
  | {
      kind: 'failure';
      reason: string;
      status: number | undefined;
      /** May go away by itself: worth another attempt. */
      isPassing: boolean;
      retryAfterMs: number | undefined;
      cause: unknown;
    };

/** One attempt. Throws only what the caller's signal was aborted with. */
async function request(
  url: string,
  body: string,
  apiKey: string | undefined,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<RequestOutcome> {
  signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  const headers = {
    'content-type': 'application/json',
    ...(apiKey && { authorization: `Bearer ${apiKey}` }),
  };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const text = await response.text();
    if (response.ok) return { kind: 'answer', json: JSON.parse(text) };
    return {
      kind: 'failure',
      reason: `HTTP ${response.status}`,
      status: response.status,
      isPassing: [408, 409, 429].includes(response.status) || response.status >= 500,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
      cause: undefined,
    };
  } catch (cause) {
    signal?.throwIfAborted();
    const reason = timeout.aborted ? `no answer within ${timeoutMs} ms` : 'no usable answer';
    return {
      kind: 'failure',
      reason,
      status: undefined,
      isPassing: true,
      retryAfterMs: undefined,
      cause,
    };
  }
}

/** Seconds or an HTTP date. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function vectorsOf(json: unknown, count: number): number[][] {
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success || parsed.data.data.length !== count) {
    throw new EmbedderUnavailableError('its answer does not hold one vector per text', 200, {
      cause: parsed.error,
    });
  }
  const vectors: number[][] = Array.from({ length: count }, () => []);
  for (const [order, { index, embedding }] of parsed.data.data.entries()) {
    vectors[index ?? order] = embedding;
  }
  const size = vectors[0]?.length ?? 0;
  if (vectors.length !== count || size === 0 || vectors.some((vector) => vector.length !== size)) {
    throw new EmbedderUnavailableError('its vectors are empty or of different sizes', 200);
  }
  return vectors;
}
