/**
 * The chat page as HTML: page/index.html with the title, the examples and the asset folder filled
 * in. Everything filled in is escaped here; the page itself holds no inline script or style.
 */
import type { Assets } from './assets.ts';

export interface PageContent {
  title: string;
  examples: readonly string[];
  questionMaxCharacters: number;
  /** The person's own choice; undefined follows the device. */
  theme: 'light' | 'dark' | undefined;
}

/** Names that read badly when a narrow heading breaks inside them. */
const UNBREAKABLE = /Liên minh|Hợp tác xã/gi;

/** When dark.css applies; page/theme.js sets the same values when the person chooses. */
const DARK_MEDIA = { device: '(prefers-color-scheme: dark)', light: 'not all', dark: 'all' };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

/** Every address is relative, so that a proxy may serve the page under any path ending in "/". */
export function renderPage(assets: Assets, content: PageContent): string {
  const folder = `assets/${assets.hash}`;
  const modules = [...assets.files.keys()].filter((name) => name.endsWith('.js'));
  const values: Readonly<Record<string, string>> = {
    title: escapeHtml(content.title),
    heading: escapeHtml(content.title).replace(UNBREAKABLE, (name) =>
      name.replaceAll(' ', '&nbsp;'),
    ),
    darkMedia: DARK_MEDIA[content.theme ?? 'device'],
    assets: folder,
    modules: modules.map((n) => `<link rel="modulepreload" href="${folder}/${n}">`).join('\n'),
    questionMax: String(content.questionMaxCharacters),
    examples: content.examples
      .map((text) => `<li><button type="button" class="example">${escapeHtml(text)}</button></li>`)
      .join('\n'),
  };
  return assets.html.replace(/\{\{(\w+)\}\}/g, (whole, name) => values[name] ?? whole);
}

/** The web app manifest, for "add to home screen". */
export function renderManifest(assets: Assets, title: string): string {
  return JSON.stringify({
    name: title,
    short_name: title.length > 12 ? 'Hỏi đáp HTX' : title,
    lang: 'vi',
    start_url: './',
    display: 'standalone',
    background_color: '#f3f6f4',
    theme_color: '#0b4f3c',
    icons: [{ src: `assets/${assets.hash}/icon.svg`, sizes: 'any', type: 'image/svg+xml' }],
  });
}
