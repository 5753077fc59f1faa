/**
 * What the web server answers: the page, its files, and (api.ts) the API behind it. Invariant: every
 * refusal and every failure is one polite Vietnamese sentence; nothing of an exception reaches a
 * person.
 */
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { getCookie } from 'hono/cookie';
import { describeError } from '../../log.ts';
import { addApi, refuse } from './api.ts';
import { type Asset, type Assets, loadAssets } from './assets.ts';
import { securityHeaders } from './guards.ts';
import type { WebAppOptions } from './options.ts';
import { renderManifest, renderPage } from './page.ts';
import { sessionKey, type WebEnv } from './session.ts';
import * as words from './words.ts';

/** Reads the page's files once; the returned app holds no connection and needs no closing. */
export async function createWebApp(options: WebAppOptions): Promise<Hono<WebEnv>> {
  const assets = await loadAssets();
  const app = new Hono<WebEnv>();
  app.use(securityHeaders);
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  addPage(app, assets, options);
  addApi(app, options);
  app.notFound((c) =>
    c.req.path.startsWith('/api/')
      ? refuse(c, 404, 'not-found', words.requestNotUnderstood)
      : c.text(words.pageMissing, 404),
  );
  app.onError((error, c) => {
    options.log.error(describeError(error), 'web request failed');
    return refuse(c, 500, 'internal', words.somethingFailed);
  });
  return app;
}

function addPage(app: Hono<WebEnv>, assets: Assets, options: WebAppOptions): void {
  const title = options.title ?? words.DEFAULT_TITLE;
  app.get('/', compress(), (c) => {
    sessionKey(c, { trustProxy: options.trustProxy ?? false });
    const theme = getCookie(c, 'hoptac_theme');
    c.header('cache-control', 'no-cache');
    return c.html(
      renderPage(assets, {
        title,
        examples: options.examples ?? words.DEFAULT_EXAMPLES,
        questionMaxCharacters: options.limits.questionMaxCharacters,
        theme: theme === 'light' || theme === 'dark' ? theme : undefined,
      }),
    );
  });
  app.get('/manifest.webmanifest', (c) => {
    c.header('content-type', 'application/manifest+json; charset=utf-8');
    return c.body(renderManifest(assets, title));
  });
  app.get('/favicon.ico', (c) => sendAsset(c, assets.files.get('icon.svg'), 'no-cache'));
  app.get(`/assets/${assets.hash}/:name`, (c) => {
    const file = assets.files.get(c.req.param('name'));
    return sendAsset(c, file, 'public, max-age=31536000, immutable');
  });
}

function sendAsset(c: Context, file: Asset | undefined, caching: string): Response {
  if (!file) return c.text(words.pageMissing, 404);
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoding = (['br', 'gzip'] as const).find((name) => file[name] && accepted.includes(name));
  c.header('content-type', file.type);
  c.header('cache-control', caching);
  c.header('vary', 'accept-encoding');
  if (encoding) c.header('content-encoding', encoding);
  return c.body((encoding && file[encoding]) || file.identity);
}
