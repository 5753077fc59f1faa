// Lays a reply's plain text out: lines that begin with a dash or a number become lists, "[1]" becomes
// a button that opens source 1. A number without a source stays text.

import { element } from './dom.js';
import * as words from './words.js';

const BULLET = /^\s*[-•–*+]\s+(.+)$/;
const NUMBERED = /^\s*(\d{1,3})[.)]\s+(.+)$/;
const MARKS = /(\S*?)((?:\s*\[\d{1,3}\])+)([.,;:!?…]*)/g;
const WORD_KEPT_MAX = 24;

/** The blocks of `text` as elements. onMark(citation, button) runs when a source number is pressed. */
export function layOut(text, citations, onMark) {
  const fragment = document.createDocumentFragment();
  let list;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, bullet] = BULLET.exec(line) ?? [];
    const [, number, item] = NUMBERED.exec(line) ?? [];
    const tag = bullet ? 'ul' : item ? 'ol' : 'p';
    if (tag === 'p') {
      list = undefined;
      fragment.append(element('p', {}, ...inline(line, citations, onMark)));
      continue;
    }
    if (list?.localName !== tag) {
      list = element(tag, tag === 'ol' ? { start: number } : {});
      fragment.append(list);
    }
    list.append(element('li', { value: number }, ...inline(bullet ?? item, citations, onMark)));
  }
  return fragment;
}

/** Text and source buttons. A number never stands alone at the start of a line: its word comes along. */
function inline(text, citations, onMark) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(MARKS)) {
    const [whole, word, marks, punctuation] = match;
    const buttons = [...marks.matchAll(/\d+/g)].map(([n]) => mark(Number(n), citations, onMark));
    parts.push(text.slice(from, match.index));
    from = match.index + whole.length;
    if (word.length > WORD_KEPT_MAX) parts.push(word, ...buttons, punctuation);
    else parts.push(element('span', { class: 'together' }, word, ...buttons, punctuation));
  }
  return [...parts, text.slice(from)];
}

function mark(n, citations, onMark) {
  const citation = citations.find((candidate) => candidate.n === n);
  if (!citation) return ` [${n}]`;
  const button = element(
    'button',
    {
      type: 'button',
      class: 'mark',
      'aria-label': words.sourceMark(n, citation.title),
      'aria-haspopup': 'dialog',
      'aria-controls': 'passage',
      onclick: () => onMark(citation, button),
    },
    String(n),
  );
  return button;
}
