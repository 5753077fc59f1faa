/**
 * The door to linkedom, and the few parts of a DOM that the HTML loader reads. A page that is too
 * big or nested too deep is refused before anything recursive touches it.
 */
import { parseHTML } from 'linkedom';
import { RefusedSourceError } from '../refusal.ts';
import { HTML_DEPTH_MAX, HTML_ELEMENTS_MAX } from './limits.ts';

export interface DomNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly parentElement: DomElement | null;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  readonly firstElementChild: DomElement | null;
  readonly nextElementSibling: DomElement | null;
  getAttribute(name: string): string | null;
  remove(): void;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

export interface DomDocument {
  readonly documentElement: DomElement | null;
  readonly body: DomElement;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

const ELEMENT = 1;
const TEXT = 3;

export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === ELEMENT;
}

export function isText(node: DomNode): boolean {
  return node.nodeType === TEXT;
}

/** An HTML document. Throws RefusedSourceError TOO_COMPLEX. */
export function parseDocument(html: string): DomDocument {
  if (countMarkup(html) > HTML_ELEMENTS_MAX * MARKUP_PER_ELEMENT) {
    throw new RefusedSourceError('TOO_COMPLEX', `${HTML_ELEMENTS_MAX}`);
  }
  const hasBody = /<body[\s>]/i.test(html);
  const source = hasBody ? html : `<!doctype html><html><body>${html}</body></html>`;
  // linkedom's own types need the browser's; what is used of it is DomDocument.
  const document = parseHTML(source).document as unknown as DomDocument;
  checkShape(document);
  return document;
}

// An opening tag, a closing tag, and as many stray "<" or comments again.
const MARKUP_PER_ELEMENT = 3;

function countMarkup(html: string): number {
  let count = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) count += 1;
  return count;
}

/** The number of elements, walked without recursion. */
export function countElements(document: DomDocument): number {
  return measure(document).elements;
}

function checkShape(document: DomDocument): void {
  const { elements, depth } = measure(document);
  if (elements > HTML_ELEMENTS_MAX || depth > HTML_DEPTH_MAX) {
    throw new RefusedSourceError('TOO_COMPLEX', `${elements} / ${depth}`);
  }
}

function measure(document: DomDocument): { elements: number; depth: number } {
  let elements = 0;
  let depthMax = 0;
  let depth = 1;
  let element = document.documentElement;
  while (element) {
    elements += 1;
    depthMax = Math.max(depthMax, depth);
    if (element.firstElementChild) {
      element = element.firstElementChild;
      depth += 1;
      continue;
    }
    while (element && !element.nextElementSibling) {
      element = element.parentElement;
      depth -= 1;
    }
    element = element?.nextElementSibling ?? null;
  }
  return { elements, depth: depthMax };
}
