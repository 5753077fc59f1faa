// Builds elements without HTML strings, so that no text from outside can become markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An element with properties (`class`, `aria-*` and `data-*` as attributes) and children. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children);
  return node;
}

/** One of the symbols of index.html, invisible to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'use'));
  setIcon(svg, name);
  return svg;
}

export function setIcon(svg, name) {
  svg.querySelector('use').setAttribute('href', `#i-${name}`);
}

/** "2023-08-09" → "09/08/2023"; anything else as it is. */
export function vietnameseDate(isoDay) {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(isoDay) ?? [];
  return day ? `${day}/${month}/${year}` : isoDay;
}

const NOTICE_MS = 4000;
let noticeTimer;

/** One short sentence below the composer, read out by a screen reader. */
export function notice(text) {
  const place = document.getElementById('notice');
  place.textContent = text;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => {
    place.textContent = '';
  }, NOTICE_MS);
}
