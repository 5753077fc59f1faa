/** The web channel over real HTTP: what it refuses, and how it starts and stops. */
import { afterEach, describe, expect, it } from 'vitest';
import { WebListenError } from '../bot/channels/web/server.ts';
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

describe('limits and refusals', () => {
  it('refuses an empty question, a long one and what is no question, each in one sentence', async () => {
    const { url, assistant } = await start({ limits: { questionMaxCharacters: 100 } });
    const client = createClient(url);
    const refused = [
      await client.ask(' \u200b '),
      await client.ask('a'.repeat(101)),
      await client.send('/api/ask', '{"question":'),
      await client.send('/api/ask', { question: 7 }),
      await client.send('/api/ask', { question: 'Ai?', conversation: '../x' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect(refused.map(({ body }) => body.error?.code)).toEqual([
      'question-missing',
      'question-too-long',
      'bad-request',
      'bad-request',
      'bad-request',
    ]);
    for (const { body } of refused) expect(body.error?.message).toMatch(/[ạảấếờệ]/);
    expect(assistant.inquiries).toEqual([]);
  });

  it('refuses a body of 2 MB, announced or not', async () => {
    const { url, assistant } = await start();
    const announced = await createClient(url).ask('a'.repeat(2_000_000));
    expect(announced.status).toBe(413);
    expect(announced.body.error?.message).toContain('quá dài');
    const chunk = new TextEncoder().encode('a'.repeat(64_000));
    let chunks = 0;
    const stream = new ReadableStream({
      pull(controller) {
        chunks += 1;
        if (chunks > 40) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const unannounced = await fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    }).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(unannounced);
    expect(assistant.inquiries).toEqual([]);
  });

  it('refuses what another site sends through the browser', async () => {
    const { url, assistant } = await start();
    const client = createClient(url);
    const question = { question: ADMITTED };
    const foreign = [
      { origin: 'https://ke-xau.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: url },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
    ];
    for (const headers of foreign) {
      const { status, body } = await client.send('/api/ask', question, headers);
      expect([headers, status, body.error?.code]).toEqual([headers, 403, 'not-own-page']);
    }
    expect(assistant.inquiries).toEqual([]);
    const own = { origin: url, 'content-type': 'application/json; charset=utf-8' };
    expect((await client.send('/api/ask', question, own)).status).toBe(200);
  });

  it('asks a session that is too fast to wait, and answers again after that', async () => {
    let now = Date.UTC(2024, 0, 1);
    const { url } = await start({
      clock: () => new Date(now),
      limits: { questionsPerMinute: 6 },
    });
    const client = createClient(url);
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await client.ask(ADMITTED)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await client.ask(ADMITTED);
    expect(refused.body.error?.message).toBe(
      'Bạn đang hỏi hơi nhanh. Vui lòng thử lại sau 10 giây.',
    );
    expect(refused.headers.get('retry-after')).toBe('10');
    expect((await createClient(url).ask(ADMITTED)).status).toBe(200);
    now += 10_000;
    expect((await client.ask(ADMITTED)).status).toBe(200);
  });

  it('limits one address also when every request comes without a cookie', async () => {
    const { url } = await start({ limits: { requestsPerMinutePerAddress: 6 } });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await createClient(url).ask(ADMITTED)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('believes X-Forwarded-For only behind a proxy, and then its last entry', async () => {
    const limits = { requestsPerMinutePerAddress: 2 };
    const askFrom = async (url: string, forwarded: string) =>
      (
        await createClient(url).send(
          '/api/ask',
          { question: ADMITTED },
          { 'x-forwarded-for': forwarded },
        )
      ).status;
    const direct = await start({ limits });
    expect(await askFrom(direct.url, '10.0.0.1')).toBe(200);
    expect(await askFrom(direct.url, '10.0.0.2')).toBe(429);
    await direct.stop();
    const { url } = await start({ limits, trustProxy: true });
    expect(await askFrom(url, '10.0.0.1')).toBe(200);
    expect(await askFrom(url, '9.9.9.9, 10.0.0.1')).toBe(429);
    expect(await askFrom(url, '10.0.0.2')).toBe(200);
    expect(await askFrom(url, '2001:db8:1:2::5')).toBe(200);
    expect(await askFrom(url, '2001:db8:1:2:ffff::9')).toBe(429); // the same subscriber's /64
  });

  it('refuses politely when too many questions are being answered', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { url, assistant } = await start({
      limits: { questionsAtOnce: 2 },
      before: () => held,
    });
    const waiting = [createClient(url).ask(ADMITTED), createClient(url).ask(ADMITTED)];
    await expect.poll(() => assistant.inquiries.length, { timeout: 10_000 }).toBe(2);
    const refused = await createClient(url).ask(ADMITTED);
    expect([refused.status, refused.body.error?.code]).toEqual([503, 'busy']);
    release();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await createClient(url).ask(ADMITTED)).status).toBe(200);
  });

  it('answers 200 chats that ask at once', async () => {
    const { url } = await start();
    const replies = await Promise.all(
      Array.from({ length: 200 }, () => createClient(url).ask(ADMITTED)),
    );
    expect(replies.filter(({ body }) => body.reply?.kind === 'answer')).toHaveLength(200);
  });
});

describe('starting and stopping', () => {
  it('says which address is taken', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    const second = createWebSite({ port });
    await expect(second).rejects.toThrow(WebListenError);
    await expect(second).rejects.toMatchObject({ host: '127.0.0.1', port, reason: 'EADDRINUSE' });
  });

  it('listens on one loopback address unless told otherwise', async () => {
    const { url } = await start();
    await expect(fetch(url.replace('localhost', '127.0.0.2'))).rejects.toThrow();
  });

  it('lets an answer in progress finish before it stops', async () => {
    const { url, stop, assistant } = await start({ before: () => pause(150) });
    const asked = createClient(url).ask(ADMITTED);
    await expect.poll(() => assistant.inquiries.length, { timeout: 10_000 }).toBe(1);
    await stop();
    expect((await asked).body.reply?.kind).toBe('answer');
    await expect(fetch(url)).rejects.toThrow();
  });
});
