import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFetchPage, type FetchLimits } from '../ingest/fetch.ts';
import { checkedLookup, isPublicAddress } from '../ingest/fetch-address.ts';
import { RefusedSourceError } from '../ingest/refusal.ts';
import { normaliseUrl } from '../ingest/source.ts';
import { redirectTo, type Site, startSite } from './fixtures/ingest-load/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(() => {
  site.pages.clear();
  site.requests.length = 0;
});

/** Loopback stands for the public internet here; everything else is as in production. */
const mayConnect = (address: string) => address === '127.0.0.1' || isPublicAddress(address);
const fetchFrom = (path: string, limits: Partial<FetchLimits> = {}, signal?: AbortSignal) =>
  createFetchPage({ mayConnect, limits })(path.startsWith('/') ? site.origin + path : path, signal);

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof RefusedSourceError) return `${error.code} ${error.detail}`.trim();
    throw error;
  }
  return 'fetched';
}

describe('fetching a page', () => {
  test('says who asks, and gives bytes, type and charset', async () => {
    site.pages.set('/bai', (response) =>
      response.writeHead(200, { 'content-type': 'Text/HTML; Charset="Windows-1258"' }).end('xin'),
    );
    const page = await fetchFrom('/bai');
    expect(page).toEqual({
      bytes: Buffer.from('xin'),
      url: `${site.origin}/bai`,
      contentType: 'text/html',
      charset: 'windows-1258',
    });
    expect(site.requests[0]?.headers['user-agent']).toMatch(/^hoptac/);
  });

  test('follows redirects, relative ones too, and gives the last address', async () => {
    site.pages.set('/a', redirectTo('/b', 301));
    site.pages.set('/b', redirectTo(`${site.origin}/c`, 307));
    site.pages.set('/c', 'đây');
    expect(await fetchFrom('/a')).toMatchObject({ url: `${site.origin}/c` });
  });

  test('unpacks gzip and brotli', async () => {
    for (const [coding, pack] of [
      ['gzip', gzipSync],
      ['br', brotliCompressSync],
    ] as const) {
      site.pages.set('/nen', (response) =>
        response.writeHead(200, { 'content-encoding': coding }).end(pack('nội dung')),
      );
      expect(Buffer.from((await fetchFrom('/nen')).bytes).toString()).toBe('nội dung');
    }
  });
});

describe('a page that cannot be had', () => {
  test.each([404, 410, 403, 500, 503, 204])('with HTTP status %i is refused', async (status) => {
    site.pages.set('/x', (response) => response.writeHead(status).end());
    expect(await refusal(fetchFrom('/x'))).toBe(`HTTP_STATUS ${status}`);
  });

  test('because the server says nothing is refused after the time limit', async () => {
    site.pages.set('/im', () => {});
    expect(await refusal(fetchFrom('/im', { timeoutMs: 200 }))).toBe('TIMEOUT 0.2');
  });

  test('because the body drips is refused after the time limit', async () => {
    site.pages.set('/nho-giot', (response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await refusal(fetchFrom('/nho-giot', { timeoutMs: 300 }))).toBe('TIMEOUT 0.3');
  });

  test('because the body breaks off is refused', async () => {
    site.pages.set('/dut', (response) => {
      response.writeHead(200, { 'content-length': 1_000 });
      response.write('một nửa', () => response.destroy());
    });
    expect(await refusal(fetchFrom('/dut'))).toMatch(/^NETWORK/);
  });

  test('because it is too large is refused, announced, unannounced or packed', async () => {
    const limits = { bytesMax: 10_000 };
    site.pages.set('/to', (response) => response.end('x'.repeat(20_000)));
    expect(await refusal(fetchFrom('/to', limits))).toBe('TOO_LARGE 20000');
    site.pages.set('/to', (response) => {
      response.write('x'.repeat(6_000));
      response.end('x'.repeat(6_000));
    });
    expect(await refusal(fetchFrom('/to', limits))).toBe('TOO_LARGE');
    site.pages.set('/to', (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(5_000_000))),
    );
    expect(await refusal(fetchFrom('/to', limits))).toBe('TOO_LARGE');
  });

  test('because nobody listens, or the answer is no HTTP, is refused', async () => {
    const gone = await startSite();
    await gone.close();
    expect(await refusal(fetchFrom(gone.origin))).toBe('NETWORK ECONNREFUSED');
    expect(await refusal(fetchFrom('http://khong-co.invalid/'))).toMatch(/^NETWORK/);
  });

  test('because it redirects in a circle, or to no web address, is refused', async () => {
    site.pages.set('/vong', redirectTo('/vong'));
    expect(await refusal(fetchFrom('/vong'))).toBe('TOO_MANY_REDIRECTS 5');
    expect(site.requests).toHaveLength(6);
    site.pages.set('/tep', redirectTo('file:///etc/passwd'));
    expect(await refusal(fetchFrom('/tep'))).toBe('BAD_URL file:');
  });

  test('because the person stopped the run rejects with the reason of the signal', async () => {
    site.pages.set('/im', () => {});
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('dừng')), 50);
    await expect(fetchFrom('/im', {}, stop.signal)).rejects.toThrow('dừng');
  });
});

describe('the own network', () => {
  test.each([
    'http://127.0.0.2/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[fd00::1]/',
    'http://0.0.0.0/',
    'http://2130706434/',
    'http://0x7f.0.0.2/',
  ])('is not reached by a redirect to %s', async (target) => {
    site.pages.set('/di', redirectTo(target));
    expect(await refusal(fetchFrom('/di'))).toMatch(/^PRIVATE_ADDRESS/);
  });

  test('is not reached by a name that stands for it', async () => {
    const { port } = new URL(site.origin);
    const strict = createFetchPage({ mayConnect: isPublicAddress });
    expect(await refusal(strict(`http://localhost:${port}/`))).toMatch(/^PRIVATE_ADDRESS/);
    expect(site.requests).toEqual([]);
  });

  test('is not reached when a name has a public address beside a private one', async () => {
    const both = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.1.2.3', family: 4 },
    ];
    // The overloads of dns.lookup have no type for the one form that is used.
    const look = checkedLookup(isPublicAddress, both as never);
    const error = await new Promise((resolve) => look('hai-mat.test', {}, resolve));
    expect(error).toMatchObject({ code: 'PRIVATE_ADDRESS', detail: '10.1.2.3' });
  });

  test('consists of every range that is not the public internet', () => {
    for (const address of [
      '100.64.0.1',
      '172.31.0.1',
      '224.0.0.1',
      '240.0.0.1',
      'fe80::1',
      'ff02::1',
      '2002:7f00:1::',
      '64:ff9b::7f00:1',
      'x',
    ]) {
      expect.soft([address, isPublicAddress(address)]).toEqual([address, false]);
    }
    for (const address of ['8.8.8.8', '113.160.1.1', '2405:4800::1']) {
      expect.soft([address, isPublicAddress(address)]).toEqual([address, true]);
    }
  });
});

test('an address keeps its name whatever was added for tracking', () => {
  expect(normaliseUrl('HTTPS://Example.org:443/a?id=3&utm_source=zalo&fbclid=x#muc-2')).toBe(
    'https://example.org/a?id=3',
  );
  expect(() => normaliseUrl('ftp://example.org/')).toThrow('BAD_URL');
});
