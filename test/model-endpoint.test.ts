/** Answering with a chat model: how endpoints fail, stream and are talked to, over HTTP against a fake one. */
import { describe, expect, it } from 'vitest';
import type { FakeTurn } from './fakes/openai-server.ts';
import {
  ADMITTED,
  COUNTED,
  GOOD,
  json,
  KEY,
  QUESTION,
  say,
  setUp,
  UNANSWERABLE,
} from './fakes/openai-setting.ts';

describe('an endpoint', () => {
  it.each([
    [['json_schema'], ['json_schema', 'json_object']],
    [
      ['json_schema', 'json_object'],
      ['json_schema', 'json_object', undefined],
    ],
  ] as const)(
    'that refuses %j is asked in a way it accepts, from then on at once',
    async (refused, tried) => {
      const { ask, received } = await setUp([say(GOOD)], { endpoint: { refusesFormats: refused } });
      expect(await ask()).toMatchObject({ outcome: { outcome: 'answered' } });
      expect(received.map(({ body }) => body.response_format?.type)).toEqual(tried);
      await ask();
      expect(received).toHaveLength(tried.length + 1);
    },
  );

  it('that refuses a temperature is asked without', async () => {
    const { ask, received } = await setUp([say(GOOD)], { endpoint: { refusesTemperature: true } });
    expect(await ask()).toMatchObject({ outcome: { outcome: 'answered' } });
    expect(received.map(({ body }) => body.temperature)).toEqual([0, undefined]);
  });

  it('gets the key, and no Authorization header when there is none', async () => {
    const withKey = await setUp([say(GOOD)], { endpoint: { apiKey: KEY } });
    expect(await withKey.ask()).toMatchObject({ outcome: { outcome: 'answered' } });
    const without = await setUp([say(GOOD)], { options: { apiKey: undefined } });
    await without.ask();
    expect(without.received[0]!.authorization).toBeUndefined();
  });

  it.each([
    ['unauthorised', { does: 'refuse', status: 401 }, 1],
    ['refused', { does: 'refuse', status: 404, message: 'No such model.' }, 4],
    ['server-error', { does: 'refuse', status: 500 }, 1],
    ['server-error', { does: 'refuse', status: 503 }, 1],
    ['unreachable', { does: 'drop' }, 1],
    ['unreadable', { does: 'garble' }, 2],
    ['empty', { does: 'say', text: '  ' }, 2],
    ['cut-short', { does: 'say', text: GOOD, finish: 'length' }, 1],
    ['rate-limited', { does: 'refuse', status: 429 }, 2],
  ] as const)('fails as %s on %j', async (reason, turn, requests) => {
    const { ask, received } = await setUp([turn]);
    expect(await ask()).toEqual({ failed: reason });
    expect(received).toHaveLength(requests);
  });

  it('that hangs is given up at the time limit', async () => {
    const { ask } = await setUp([{ does: 'hang' }], { options: { timeoutMs: 300 } });
    const started = performance.now();
    expect(await ask()).toEqual({ failed: 'timeout' });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('that stalls in the middle of a stream is given up at the time limit', async () => {
    const { ask } = await setUp([{ does: 'stall', text: GOOD.slice(0, 60) }], {
      options: { timeoutMs: 300 },
    });
    expect(await ask(QUESTION, () => {})).toEqual({ failed: 'timeout' });
  });

  it('is left at once when the person goes away', async () => {
    const { ask } = await setUp([{ does: 'hang' }]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    expect(await ask(QUESTION, undefined, controller.signal)).toEqual({ failed: 'cancelled' });
  });

  it('that is not there at all is unreachable', async () => {
    const { ask } = await setUp([say(GOOD)], { options: { baseUrl: 'http://127.0.0.1:9/v1' } });
    expect(await ask()).toEqual({ failed: 'unreachable' });
  });

  it('that limits the rate is asked once more after the time it names', async () => {
    const limited: FakeTurn = { does: 'refuse', status: 429, headers: { 'retry-after': '2' } };
    const { ask, time } = await setUp([limited, say(GOOD)]);
    expect(await ask()).toMatchObject({ outcome: { outcome: 'answered' } });
    expect(time.waits).toEqual([2_000]);
  });

  it.each([
    ['longer than a person waits', '60', 10_000],
    ['past the time limit', '2', 1_500],
  ])('that limits the rate for %s is not waited for', async (_name, seconds, timeoutMs) => {
    const limited: FakeTurn = { does: 'refuse', status: 429, headers: { 'retry-after': seconds } };
    const { ask, time, received } = await setUp([limited], { options: { timeoutMs } });
    expect(await ask()).toEqual({ failed: 'rate-limited' });
    expect(time.waits).toEqual([]);
    expect(received).toHaveLength(1);
  });

  it('that fails three times in a row is left alone for a minute', async () => {
    const turns: FakeTurn[] = [500, 500, 500].map((status) => ({ does: 'refuse', status }));
    const { ask, time, received } = await setUp([...turns, say(GOOD)]);
    for (const _ of turns) expect(await ask()).toEqual({ failed: 'server-error' });
    expect(await ask()).toEqual({ failed: 'cooling-down' });
    expect(received).toHaveLength(3);
    time.advance(61_000);
    expect(await ask()).toMatchObject({ outcome: { outcome: 'answered' } });
  });

  it('is not asked when there are no passages', async () => {
    const { answerer, received } = await setUp([say(GOOD)]);
    const question = { text: QUESTION, history: [] };
    const verdict = await answerer.answer({ question, completedQuestion: QUESTION, passages: [] });
    expect(verdict).toEqual({ failed: 'no-passages' });
    expect(received).toEqual([]);
  });
});

describe('streaming', () => {
  const reply = json([
    ['Tỉnh có 312 HTX.', COUNTED],
    ['Có 04 thành viên mới được kết nạp.', ADMITTED],
  ]);

  it('shows each sentence as soon as it is complete and supported, and never raw JSON', async () => {
    const { ask, received } = await setUp([say(`<think>Xem nào…</think>\n${reply}`)]);
    const drafts: string[] = [];
    const verdict = await ask(QUESTION, (draft) => drafts.push(draft));
    expect(drafts).toEqual([
      'Tỉnh có 312 HTX.',
      'Tỉnh có 312 HTX.\nCó 04 thành viên mới được kết nạp.',
    ]);
    expect(verdict).toMatchObject({ outcome: { claims: [{}, {}] } });
    expect(received[0]!.body.stream).toBe(true);
  });

  it('shows nothing that its quotes do not support', async () => {
    const bad = json([
      ['Tỉnh có 321 HTX.', COUNTED],
      ['Có 04 thành viên mới.', ADMITTED],
    ]);
    const { ask } = await setUp([say(bad), say(UNANSWERABLE)]);
    const drafts: string[] = [];
    await ask(QUESTION, (draft) => drafts.push(draft));
    expect(drafts).toEqual([]);
  });

  it('reads the whole reply of an endpoint that ignores the wish to stream', async () => {
    const { ask } = await setUp([say(reply)], { endpoint: { ignoresStream: true } });
    expect(await ask(QUESTION, () => {})).toMatchObject({ outcome: { claims: [{}, {}] } });
  });
});

describe('the log', () => {
  it('says why without the question, the reply or the key', async () => {
    const { ask, lines, close } = await setUp([
      say(json([['Tỉnh có 321 HTX.', COUNTED]])),
      say(GOOD),
    ]);
    await ask();
    await close();
    await ask();
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { outcome: 'answered', repaired: true },
      { reason: 'unreachable' },
    ]);
    expect(lines.join()).not.toMatch(/Hòa Sơn|HTX|sk-test/);
  });
});
