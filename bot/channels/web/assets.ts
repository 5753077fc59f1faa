/**
 * The page's files, read once at the start and served from memory under one content hash, so that a
 * browser keeps them for good and a new version is never mixed with an old one. Invariant: a URL is
 * only ever a key of a map, never part of a path on disk.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface Asset {
  type: string;
  /** Encoded bodies; a font is compressed already and has only `identity`. */
  identity: Uint8Array<ArrayBuffer>;
  br?: Uint8Array<ArrayBuffer>;
  gzip?: Uint8Array<ArrayBuffer>;
}

export interface Assets {
  /** Changes with any byte of any file. */
  hash: string;
  /** The page's template. */
  html: string;
  /** By file name. */
  files: ReadonlyMap<string, Asset>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** Level 11 costs a start ten times as long for 3 % fewer bytes. */
const BROTLI_QUALITY = 9;
const FONTS = ['vietnamese', 'latin'].flatMap((subset) =>
  [400, 600, 700].map((weight) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
);

/** Reads the page and its fonts. Throws when a file is missing: the program is not complete then. */
export async function loadAssets(): Promise<Assets> {
  const page = join(projectRoot(), 'bot', 'channels', 'web', 'page');
  const fonts = join(
    dirname(createRequire(import.meta.url).resolve('@fontsource/be-vietnam-pro/package.json')),
    'files',
  );
  const paths = [
    ...readdirSync(page)
      .filter((name) => extname(name) in TYPES)
      .sort()
      .map((name) => [name, join(page, name)] as const),
    ...FONTS.map((name) => [name, join(fonts, name)] as const),
  ];
  const html = readFileSync(join(page, 'index.html'), 'utf8');
  const hash = createHash('sha256');
  const files = new Map<string, Asset>();
  for (const [name, path] of paths) {
    const bytes = readFileSync(path);
    hash.update(name).update(bytes);
    files.set(name, await asset(TYPES[extname(name)] ?? '', bytes));
  }
  return { hash: hash.digest('base64url').slice(0, 12), html, files };
}

async function asset(type: string, bytes: Buffer): Promise<Asset> {
  const identity = new Uint8Array(bytes);
  if (type.startsWith('font/')) return { type, identity };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
    }),
    promisify(gzip)(bytes),
  ]);
  return { type, identity, br: new Uint8Array(br), gzip: new Uint8Array(zipped) };
}

/** The folder with package.json: this file runs from the sources in a test and from dist/ in production. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('No package.json above the web channel.');
    folder = parent;
  }
  return folder;
}
