// Light or dark: the device's wish until the person chooses. The choice is a cookie, so that the
// server links the right colours and nothing flashes.

import { setIcon } from './dom.js';
import * as words from './words.js';

const YEAR_SECONDS = 365 * 24 * 3600;

export function setUpTheme() {
  const button = document.getElementById('theme');
  const link = document.getElementById('dark'); // dark.css
  const device = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => matchMedia(link.media).matches;

  function show() {
    setIcon(button.querySelector('svg'), isDark() ? 'sun' : 'moon');
    button.setAttribute('aria-label', isDark() ? words.toLight : words.toDark);
  }

  button.addEventListener('click', () => {
    const choice = isDark() ? 'light' : 'dark';
    link.media = choice === 'dark' ? 'all' : 'not all';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on older phones
    document.cookie = `hoptac_theme=${choice}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
    show();
  });
  device.addEventListener('change', show);
  show();
}
