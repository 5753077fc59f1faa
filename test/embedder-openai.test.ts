import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HoptacEmbeddings } from '../knowledge/embedder/langchain.ts';
import {
  EmbedderUnavailableError,
  openOpenAiEmbedder,
} from '../knowledge/embedder/openai-embedder.ts';

interface Received {
  authorization: string | undefined;
  model: string;
  input: string[];
}

type Reply = (received: Received, response: ServerResponse) => void;

let close: (() => void) | undefined;
afterEach(() => close?.());

/** An endpoint that speaks the embeddings protocol; `replies` come first, then proper answers. */
async function endpoint(replies: Reply[] = []): Promise<{ baseUrl: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { model, input } = JSON.parse(body);
      const made = { authorization: request.headers.authorization, model, input };
      received.push(made);
      (replies.shift() ?? answer)(made, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, received };
}

/** The vector of a text points where its length says; items are sent out of order. */
const answer: Reply = ({ input }, response) => {
  const data = input.map((text, index) => ({ index, embedding: [text.length, 1, 0] })).reverse();
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ data }));
};

const refuse =
  (status: number, headers: Record<string, string> = {}): Reply =>
  (_, response) => {
    response.writeHead(status, headers).end('{"error":{}}');
  };

function waits() {
  const list: number[] = [];
  return { list, sleep: async (ms: number) => void list.push(ms) };
}

describe('an OpenAI-compatible endpoint as embedder', () => {
  it('names base URL, model and dimension in its fingerprint and sends the key', async () => {
    const { baseUrl, received } = await endpoint();
    const embedder = await openOpenAiEmbedder({ baseUrl: `${baseUrl}/`, model: 'm', apiKey: 'k' });
    expect(embedder.fingerprint).toBe(`openai:${baseUrl}#m#3`);
    expect(embedder.dimension).toBe(3);
    expect(received[0]).toMatchObject({ authorization: 'Bearer k', model: 'm' });
  });

  it('returns normalised vectors in the order of the texts, in batches', async () => {
    const { baseUrl, received } = await endpoint();
    const embedder = await openOpenAiEmbedder({ baseUrl, model: 'm' });
    const texts = Array.from({ length: 150 }, (_, i) => 'x'.repeat(i + 1));
    const vectors = await embedder.embedPassages(texts);
    expect(received.slice(1).map(({ input }) => input.length)).toEqual([64, 64, 22]);
    for (const [i, vector] of vectors.entries()) {
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      expect(vector[0]! / vector[1]!).toBeCloseTo(i + 1, 3);
    }
  });

  it('gives text without letters or digits the zero vector without asking', async () => {
    const { baseUrl, received } = await endpoint();
    const embedder = await openOpenAiEmbedder({ baseUrl, model: 'm' });
    expect([...(await embedder.embedQuery(' 🙂 … '))]).toEqual([0, 0, 0]);
    expect(received).toHaveLength(1);
  });

  it('waits as long as Retry-After says after 429, and longer each time after 5xx', async () => {
    const { baseUrl } = await endpoint([
      refuse(429, { 'retry-after': '7' }),
      refuse(503),
      refuse(500),
    ]);
    const { list, sleep } = waits();
    const embedder = await openOpenAiEmbedder({ baseUrl, model: 'm', sleep });
    expect(embedder.dimension).toBe(3);
    expect(list).toEqual([7000, 1000, 2000]);
  });

  it('gives up on passages after five attempts', async () => {
    const { baseUrl, received } = await endpoint(Array.from({ length: 9 }, () => refuse(502)));
    const opening = openOpenAiEmbedder({ baseUrl, model: 'm', sleep: waits().sleep });
    await expect(opening).rejects.toMatchObject({ code: 'EMBEDDER_UNAVAILABLE', status: 502 });
    expect(received).toHaveLength(5);
  });

  it('does not repeat a request that the endpoint finds wrong', async () => {
    const { baseUrl, received } = await endpoint([refuse(401)]);
    const opening = openOpenAiEmbedder({ baseUrl, model: 'm', sleep: waits().sleep });
    await expect(opening).rejects.toBeInstanceOf(EmbedderUnavailableError);
    expect(received).toHaveLength(1);
  });

  it('keeps nobody waiting for a query: one retry, and none when the endpoint asks for a long wait', async () => {
    const { baseUrl, received } = await endpoint([
      answer,
      refuse(500),
      refuse(500),
      refuse(429, { 'retry-after': '20' }),
    ]);
    const { list, sleep } = waits();
    const embedder = await openOpenAiEmbedder({ baseUrl, model: 'm', sleep });
    await expect(embedder.embedQuery('a')).rejects.toBeInstanceOf(EmbedderUnavailableError);
    expect(received).toHaveLength(3);
    await expect(embedder.embedQuery('a')).rejects.toMatchObject({ status: 429 });
    expect(list).toEqual([500]);
  });

  it('gives up on an endpoint that never answers', async () => {
    const { baseUrl } = await endpoint([() => {}, () => {}, () => {}, () => {}, () => {}]);
    const opening = openOpenAiEmbedder({
      baseUrl,
      model: 'm',
      timeoutMs: 50,
      sleep: waits().sleep,
    });
    await expect(opening).rejects.toThrow('no answer within 50 ms');
  });

  it('refuses an answer that has no vector for a text, or vectors of another size', async () => {
    const json =
      (body: unknown): Reply =>
      (_, response) =>
        void response.end(JSON.stringify(body));
    const { baseUrl } = await endpoint([
      answer,
      json({ data: [] }),
      json({ data: [{ index: 0, embedding: [1, 2] }] }),
    ]);
    const embedder = await openOpenAiEmbedder({ baseUrl, model: 'm' });
    await expect(embedder.embedQuery('a')).rejects.toThrow('one vector per text');
    await expect(embedder.embedQuery('a')).rejects.toThrow('2 dimensions, not 3');
  });

  it('opens without asking when the corpus already holds its vectors', async () => {
    const { baseUrl, received } = await endpoint();
    const fingerprint = `openai:${baseUrl}#m#3`;
    const embedder = await openOpenAiEmbedder({
      baseUrl,
      model: 'm',
      knownFingerprint: fingerprint,
    });
    expect(received).toHaveLength(0);
    expect(embedder.fingerprint).toBe(fingerprint);
  });

  it('stops at once when the caller aborts', async () => {
    const { baseUrl } = await endpoint([answer, () => {}]);
    const embedder = await openOpenAiEmbedder({ baseUrl, model: 'm' });
    const aborting = new AbortController();
    const waiting = embedder.embedQuery('a', aborting.signal);
    aborting.abort(new Error('the person left'));
    await expect(waiting).rejects.toThrow('the person left');
  });

  it('serves a LangChain program', async () => {
    const { baseUrl } = await endpoint();
    const embeddings = new HoptacEmbeddings(await openOpenAiEmbedder({ baseUrl, model: 'm' }));
    const [vector] = await embeddings.embedDocuments(['x']);
    expect(vector).toHaveLength(3);
    expect(await embeddings.embedQuery('x')).toEqual(vector);
  });
});
