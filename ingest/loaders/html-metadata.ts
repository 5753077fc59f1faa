/**
 * What a page says of itself: <meta>, JSON-LD, and, since many sites of authorities have neither,
 * the heading and the line with the date that stand near the article but outside its text.
 */
import type { DeclaredMetadata } from '../loaded-page.ts';
import { oneLine } from './blocks.ts';
import type { DomDocument, DomElement } from './dom.ts';
import { isInline, isNeverContent } from './prose.ts';

const JSON_LD_CHARACTERS_MAX = 200_000;
const JSON_LD_DEPTH_MAX = 6;
const JSON_LD_ITEMS_MAX = 200;
const TITLE_CHARACTERS_MAX = 400;
const DATE_LINE_CHARACTERS_MAX = 80;
const DATE =
  /\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b/;

/** Everything declared; `main` is the element that was taken for the article. */
export function htmlMetadata(document: DomDocument, main: DomElement): DeclaredMetadata {
  const linked = jsonLd(document);
  const heading = headingOf(document, main);
  const declared: DeclaredMetadata = {};
  const set = (key: keyof DeclaredMetadata, ...values: (string | undefined)[]) => {
    const value = values.map((text) => oneLine(text ?? '')).find((text) => text !== '');
    if (value !== undefined) declared[key] = value;
  };
  set('siteName', meta(document, 'og:site_name'), meta(document, 'application-name'));
  set(
    'title',
    heading && oneLine(heading.textContent ?? ''),
    linked.headline,
    meta(document, 'og:title'),
    withoutSite(document.querySelector('title')?.textContent ?? '', declared.siteName),
  );
  set(
    'publishedOn',
    meta(document, 'article:published_time'),
    linked.datePublished,
    meta(document, 'pubdate', 'publishdate', 'dc.date', 'dc.date.issued', 'date'),
    document.querySelector('[itemprop="datePublished"]')?.getAttribute('content') ?? undefined,
    dateLine(document, main, heading),
  );
  set('author', linked.author, meta(document, 'author', 'article:author', 'dc.creator'));
  set(
    'sourceUrl',
    document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? undefined,
    meta(document, 'og:url'),
  );
  return declared;
}

function meta(document: DomDocument, ...names: string[]): string | undefined {
  for (const element of document.querySelectorAll('meta')) {
    const name = (element.getAttribute('property') ?? element.getAttribute('name') ?? '').trim();
    const content = element.getAttribute('content')?.trim();
    if (content && names.includes(name.toLowerCase())) return content;
  }
  return undefined;
}

/** "Title | Site" without the site. */
function withoutSite(title: string, siteName: string | undefined): string {
  const text = oneLine(title);
  const parts = text.split(/\s+[|–—»]\s+|\s+-\s+/);
  const last = parts.at(-1) ?? '';
  const isSite = siteName !== undefined && last.toLowerCase() === siteName.toLowerCase();
  return parts.length > 1 && isSite
    ? text.slice(0, text.lastIndexOf(last)).replace(/[\s|–—»-]+$/, '')
    : text;
}

/** The page's one <h1>; where there are several, the last one before the article's end that is not the site's name. */
function headingOf(document: DomDocument, main: DomElement): DomElement | undefined {
  const inside = [...main.querySelectorAll('h1')].filter(isTitleLike);
  if (inside.length > 0) return inside[0];
  const all = [...document.querySelectorAll('h1')].filter(isTitleLike);
  return all.length === 1 ? all[0] : undefined;
}

function isTitleLike(element: DomElement): boolean {
  const length = oneLine(element.textContent ?? '').length;
  return length > 0 && length <= TITLE_CHARACTERS_MAX && !isHidden(element);
}

function isHidden(element: DomElement): boolean {
  let at: DomElement | null = element;
  while (at) {
    if (isNeverContent(at)) return true;
    at = at.parentElement;
  }
  return false;
}

/**
 * The first short line with a date between the heading and the article's first sentence; without a
 * heading, between the article's beginning and its first sentence.
 */
function dateLine(
  document: DomDocument,
  main: DomElement,
  heading: DomElement | undefined,
): string | undefined {
  const start = heading ?? main;
  let isAfterStart = false;
  for (const element of document.body.querySelectorAll('*')) {
    if (element === start) isAfterStart = true;
    if (!isAfterStart || hasBlockChild(element) || isHidden(element)) continue;
    const text = oneLine(element.textContent ?? '');
    if (text.length <= DATE_LINE_CHARACTERS_MAX && DATE.test(text)) return narrowestDate(element);
    if (text.length > DATE_LINE_CHARACTERS_MAX && element !== heading && isInside(element, main)) {
      return undefined;
    }
  }
  return undefined;
}

/** The text of the innermost element with the date, without counters that stand beside it. */
function narrowestDate(element: DomElement): string {
  for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
    if (DATE.test(child.textContent ?? '')) return narrowestDate(child);
  }
  return oneLine(element.textContent ?? '');
}

function isInside(element: DomElement, container: DomElement): boolean {
  let at: DomElement | null = element;
  while (at) {
    if (at === container) return true;
    at = at.parentElement;
  }
  return false;
}

function hasBlockChild(element: DomElement): boolean {
  for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
    if (!isInline(child)) return true;
  }
  return false;
}

interface LinkedData {
  headline?: string;
  datePublished?: string;
  author?: string;
}

/** The first JSON-LD object that describes an article. Broken JSON-LD is common and skipped. */
function jsonLd(document: DomDocument): LinkedData {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const source = script.textContent ?? '';
    if (source.length > JSON_LD_CHARACTERS_MAX) continue;
    let data: unknown;
    try {
      data = JSON.parse(source);
    } catch {
      continue;
    }
    const article = findArticle(data, 0);
    if (article) return article;
  }
  return {};
}

function findArticle(data: unknown, depth: number): LinkedData | undefined {
  if (typeof data !== 'object' || data === null || depth > JSON_LD_DEPTH_MAX) return undefined;
  if (Array.isArray(data)) {
    for (const item of data.slice(0, JSON_LD_ITEMS_MAX)) {
      const found = findArticle(item, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  const fields = data as Record<string, unknown>; // any JSON object
  if (/Article|BlogPosting|Report/.test(String(fields['@type']))) {
    const article: LinkedData = {};
    if (typeof fields.headline === 'string') article.headline = fields.headline;
    if (typeof fields.datePublished === 'string') article.datePublished = fields.datePublished;
    const author = nameOf(fields.author);
    if (author !== undefined) article.author = author;
    return article;
  }
  return findArticle(fields['@graph'], depth + 1);
}

function nameOf(author: unknown): string | undefined {
  if (typeof author === 'string') return author;
  const one: unknown = Array.isArray(author) ? author[0] : author;
  if (typeof one !== 'object' || one === null || !('name' in one)) return undefined;
  return typeof one.name === 'string' ? one.name : undefined;
}
