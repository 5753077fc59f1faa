/** The web channel over real HTTP: the page's files, answers, sources and ratings. */
import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, createWebSite, pause, type WebSite } from './web-site.ts';

const ADMITTED = 'LMHTX Hải Phòng kết nạp những ai ngày 8/8/2023?';

let site: WebSite | undefined;
afterEach(async () => {
  await site?.stop();
  site = undefined;
});

async function start(options: Parameters<typeof createWebSite>[0] = {}): Promise<WebSite> {
  site = await createWebSite(options);
  return site;
}

/** A request as written, which fetch() would tidy up. */
function rawGet(url: string, path: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject).end();
  });
}

describe('the page and its files', () => {
  it('serves a page without inline script or style, under a policy that forbids them', async () => {
    const { url } = await start();
    const response = await fetch(url);
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/i);
    expect(html).not.toMatch(/\{\{|(src|href)="(https?:)?\/\//);
  });

  it('shows the configured title and examples, escaped', async () => {
    const { url } = await start({ title: 'HTX <Sông & Núi>', examples: ['"Ai" <b>chủ trì</b>?'] });
    const html = await (await fetch(url)).text();
    expect(html).toContain('<title>HTX &lt;Sông &amp; Núi&gt;</title>');
    expect(html).toContain('&quot;Ai&quot; &lt;b&gt;chủ trì&lt;/b&gt;?');
  });

  it('serves every file the page names, to be kept by the browser for good', async () => {
    const { url } = await start();
    const html = await (await fetch(url)).text();
    const paths = [...html.matchAll(/(?:src|href)="(assets\/[^"]+)"/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(10);
    for (const path of paths) {
      const response = await fetch(`${url}/${path}`);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('cache-control')).toContain('immutable');
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });

  it('compresses for the browser that can unpack it', async () => {
    const { url } = await start();
    const path = /src="(assets[^"]+app\.js)"/.exec(await (await fetch(url)).text())?.[1];
    const get = (accepted: string) =>
      fetch(`${url}/${path}`, { headers: { 'accept-encoding': accepted } });
    const [br, gzip, none] = await Promise.all([get('gzip, br'), get('gzip'), get('identity')]);
    expect(br.headers.get('content-encoding')).toBe('br');
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(none.headers.get('content-encoding')).toBeNull();
    expect(await br.text()).toBe(await none.text());
    expect(await gzip.text()).toContain("from './api.js'");
  });

  it('gives nothing outside the page, however the path is written', async () => {
    const { url } = await start();
    const html = await (await fetch(url)).text();
    const folder = /href="(assets\/[^/]+)\//.exec(html)?.[1];
    const attempts = [
      `/${folder}/../../../package.json`,
      `/${folder}/..%2f..%2f..%2fpackage.json`,
      `/${folder}/%2e%2e/%2e%2e/index.html`,
      `/${folder}/index.html`,
      `/${folder}/..%5c..%5cserver.ts`,
      `/${folder}/`,
      '/assets/../package.json',
      '/../../etc/passwd',
      '//etc/passwd',
      '/.env',
      `/${folder}/base.css%00.js`,
    ];
    for (const path of attempts) {
      const { status, text } = await rawGet(url, path);
      expect([path, status >= 400, text.length < 200]).toEqual([path, true, true]);
    }
  });

  it('answers a health check', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/healthz`);
    expect(await response.json()).toEqual({ status: 'ok' });
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('keeps the session in a cookie that scripts and other sites cannot use', async () => {
    const { url } = await start();
    const first = await fetch(url);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^hoptac_session=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/);
    const second = await fetch(url, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(second.headers.get('set-cookie')).toBeNull();
  });
});

describe('asking', () => {
  it('replies with text and citations, and nothing internal', async () => {
    const { url } = await start();
    const { status, body } = await createClient(url).ask(ADMITTED);
    expect(status).toBe(200);
    expect(body.reply?.text).toContain('HTX Phúc Hoàng [1]');
    expect(Object.keys(body.reply?.citations[0] ?? {}).sort()).toEqual(
      ['date', 'n', 'organisation', 'quote', 'ref', 'title', 'url'].sort(),
    );
  });

  it('gives the assistant the earlier turns of this conversation and of no other', async () => {
    const { url, assistant } = await start();
    const client = createClient(url);
    await client.ask('Hội nghị do ai chủ trì?');
    await client.ask('Thế còn nơi khác?');
    await client.ask('Thế còn nơi khác?', 'tab2');
    await createClient(url).ask('Thế còn nơi khác?');
    expect(assistant.inquiries.map(({ history }) => history.length)).toEqual([0, 2, 0, 0]);
    expect(assistant.inquiries[1]?.history[0]).toEqual({
      role: 'user',
      content: 'Hội nghị do ai chủ trì?',
    });
  });

  it('forgets a conversation when asked to', async () => {
    const { url, assistant, conversations } = await start();
    const client = createClient(url);
    await client.ask(ADMITTED);
    expect((await client.send('/api/forget', { conversation: 'tab1' })).status).toBe(200);
    expect(conversations.exchanges.size).toBe(0);
    await client.ask('Thế còn nơi khác?');
    expect(assistant.inquiries[1]?.history).toEqual([]);
  });

  it('cleans the question of control and direction-override characters', async () => {
    const { url, assistant } = await start();
    await createClient(url).ask('  Ai \u202echủ\u0000 trì?\u200b ');
    expect(assistant.inquiries[0]?.text).toBe('Ai chủ trì?');
  });

  it('streams drafts as lines of JSON and ends with the reply', async () => {
    const { url } = await start({
      async before({ onDraft }) {
        for (const draft of ['Ngày', 'Ngày 8/8/2023', 'Ngày 8/8/2023, Liên minh']) {
          onDraft?.(draft);
          await pause(120);
        }
      },
    });
    const response = await fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: ADMITTED }),
    });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const steps = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(steps.slice(0, -1).map((step) => step.draft)).toEqual([
      'Ngày',
      'Ngày 8/8/2023',
      'Ngày 8/8/2023, Liên minh',
    ]);
    expect(steps.at(-1).reply.kind).toBe('answer');
  });

  it('answers the questions of one chat in order, and other chats meanwhile', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const order: string[] = [];
    const { url, assistant } = await start({
      async before({ text }) {
        if (text === 'chậm') await held;
        order.push(text);
      },
    });
    const one = createClient(url);
    await one.ask('mở đầu');
    const slow = one.ask('chậm');
    await expect.poll(() => assistant.inquiries.length, { timeout: 10_000 }).toBe(2);
    const after = one.ask('sau');
    await createClient(url).ask('khác');
    release();
    await Promise.all([slow, after]);
    expect(order).toEqual(['mở đầu', 'khác', 'chậm', 'sau']);
  });

  it('tells the assistant when the person has gone, and remembers nothing of that question', async () => {
    let asking = false;
    let aborted = false;
    const { url, conversations } = await start({
      before: ({ signal }) =>
        new Promise((resolve) => {
          asking = true;
          signal?.addEventListener('abort', () => {
            aborted = true;
            resolve();
          });
        }),
    });
    const leaving = new AbortController();
    const asked = fetch(`${url}/api/ask`, {
      method: 'POST',
      signal: leaving.signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: ADMITTED }),
    });
    await expect.poll(() => asking, { timeout: 10_000 }).toBe(true);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(() => aborted, { timeout: 10_000 }).toBe(true);
    await pause(20);
    expect(conversations.exchanges.size).toBe(0);
  });

  it('apologises in one sentence when the assistant breaks its promise and throws', async () => {
    const { url, conversations } = await start({
      before: () => Promise.reject(new Error('database /secret/path is locked')),
    });
    const { status, body } = await createClient(url).ask(ADMITTED);
    expect(status).toBe(200);
    expect(body.reply).toMatchObject({ kind: 'error', citations: [] });
    expect(body.reply?.text).toMatch(/^Rất tiếc/);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(conversations.exchanges.size).toBe(0);
  });

  it('apologises when an answer takes too long, and tells the assistant to stop', async () => {
    let aborted = false;
    const { url } = await start({
      limits: { answerTimeoutMs: 60 },
      before: ({ signal }) =>
        new Promise(() => {
          signal?.addEventListener('abort', () => {
            aborted = true;
          });
        }),
    });
    const { body } = await createClient(url).ask(ADMITTED);
    expect(body.reply?.kind).toBe('error');
    expect(body.reply?.text).toContain('thời gian hơn dự kiến');
    expect(aborted).toBe(true);
  });
});

describe('sources and ratings', () => {
  it('shows a cited passage in its place', async () => {
    const { url } = await start();
    const client = createClient(url);
    const { body } = await client.ask(ADMITTED);
    const ref = body.reply?.citations[0]?.ref ?? '';
    const { body: found } = await client.send(`/api/passage?ref=${encodeURIComponent(ref)}`);
    expect(found.passage?.quote).toContain('HTX Phúc Hoàng');
    expect(found.passage?.before).toMatch(/Tại hội nghị, $/);
    expect(found.passage?.title).toContain('Hội nghị sinh hoạt');
  });

  it('opens no place in the corpus that was not cited', async () => {
    const { url } = await start();
    const client = createClient(url);
    const { body } = await client.ask(ADMITTED);
    const ref = body.reply?.citations[0]?.ref ?? '';
    const signature = ref.split('.')[1];
    const forged = ['', '1-0-500', `1-0-500.${signature}`, `${ref}x`, '1-0-500.', '..', '%00'];
    for (const attempt of forged) {
      const { status, body } = await client.send(`/api/passage?ref=${encodeURIComponent(attempt)}`);
      expect([attempt, status, body.passage]).toEqual([attempt, 404, undefined]);
    }
  });

  it('stores the last rating of a reply', async () => {
    const { url, feedback, conversations } = await start();
    const client = createClient(url);
    const { body } = await client.ask(ADMITTED);
    const replyId = body.reply?.id ?? '';
    await client.send('/api/feedback', { replyId, rating: 'up' });
    await client.send('/api/feedback', { replyId, rating: 'down' });
    expect([...feedback.ratings]).toEqual([[replyId, 'down']]);
    expect([...conversations.exchanges.values()][0]?.[0]?.replyId).toBe(replyId);
  });

  it('refuses ratings of invented replies, of other sessions, and of other words', async () => {
    const { url, feedback } = await start();
    const client = createClient(url);
    const { body } = await client.ask(ADMITTED);
    const replyId = body.reply?.id ?? '';
    const stranger = createClient(url);
    await stranger.ask(ADMITTED);
    const refused = await Promise.all([
      stranger.send('/api/feedback', { replyId, rating: 'up' }),
      client.send('/api/feedback', { replyId: 'abc.def', rating: 'up' }),
      client.send('/api/feedback', { replyId, rating: 'great' }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(feedback.ratings.size).toBe(0);
  });

  it('keeps sources and ratings working over a restart when it is given a secret', async () => {
    const secret = new Uint8Array(32).fill(7);
    const before = await start({ secret });
    const { body } = await createClient(before.url).ask(ADMITTED);
    await before.stop();
    const { url } = await start({ secret });
    const ref = encodeURIComponent(body.reply?.citations[0]?.ref ?? '');
    expect((await createClient(url).send(`/api/passage?ref=${ref}`)).status).toBe(200);
  });
});
