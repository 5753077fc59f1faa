// Talks to the server. Every failure is an ApiError whose message may be shown to a person.

import * as words from './words.js';

export class ApiError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/**
 * Asks, and resolves with {id, kind, text, citations}. onDraft receives the growing text while a
 * chat model writes. Rejects with the AbortError of `signal`, or with an ApiError.
 */
export async function ask({ question, conversation, signal, onDraft }) {
  const response = await request('api/ask', { body: { question, conversation }, signal });
  if (!response.headers.get('content-type')?.includes('ndjson')) {
    return (await readJson(response)).reply;
  }
  for await (const line of lines(response.body)) {
    const step = JSON.parse(line);
    if (step.reply) return step.reply;
    onDraft(step.draft);
  }
  throw new ApiError(words.offline, 'cut-off'); // the stream ended before its last line
}

/** The text around a quote: {title, before, quote, after, …}. */
export async function passage(ref) {
  const response = await request(`api/passage?ref=${encodeURIComponent(ref)}`);
  return (await readJson(response)).passage;
}

export async function rate(replyId, rating) {
  await request('api/feedback', { body: { replyId, rating } });
}

export async function forget(conversation) {
  await request('api/forget', { body: { conversation } });
}

async function request(path, { body, signal } = {}) {
  let response;
  try {
    response = await fetch(path, {
      signal,
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(words.offline, 'offline');
  }
  if (response.ok) return response;
  const { error } = await readJson(response);
  throw new ApiError(error?.message ?? words.serverFailed, error?.code ?? 'unknown');
}

async function readJson(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(words.serverFailed, 'not-json'); // e.g. a proxy's own error page
  }
}

async function* lines(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    let chunk;
    try {
      chunk = await reader.read();
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      throw new ApiError(words.offline, 'cut-off');
    }
    if (chunk.done) return;
    const parts = (rest + chunk.value).split('\n');
    rest = parts.pop();
    yield* parts.filter((part) => part !== '');
  }
}
