// One reply as a card: text, sources, and what one can do with it.

import { element, icon, vietnameseDate } from './dom.js';
import { layOut } from './reply-text.js';
import * as words from './words.js';

const LABELS = {
  abstention: ['search', words.notFoundLabel],
  error: ['warning', words.errorLabel],
};

/**
 * The card of `reply`. Actions: open(citations, index, button), rate(reply, rating) which rejects
 * when it was not stored, copy(reply), retry().
 */
export function answerCard(reply, rating, actions) {
  const { citations, kind, text } = reply;
  const open = (citation, button) => actions.open(citations, citations.indexOf(citation), button);
  const card = element('article', { class: 'answer', 'data-kind': kind });
  card.append(heading(kind));
  card.append(element('div', { class: 'answer-text' }, layOut(text, citations, open)));
  if (citations.length > 0) card.append(sourceList(kind, citations, open));
  if (kind === 'error') card.append(retryButton(actions.retry));
  if (kind === 'answer' || kind === 'abstention') card.append(actionRow(reply, rating, actions));
  return card;
}

function heading(kind) {
  const [name, label] = LABELS[kind] ?? [];
  if (!label) return element('h2', { class: 'unseen' }, words.answered);
  return element('h2', { class: 'answer-label' }, icon(name), label);
}

/** One row per cited place: several quotes of one article share a row with all their numbers. */
function sourceList(kind, citations, open) {
  const label = kind === 'abstention' ? words.nearestSources : words.sources;
  const places = new Map();
  for (const citation of citations) {
    const place = [citation.title, citation.section, citation.date].join('\n');
    places.set(place, [...(places.get(place) ?? []), citation]);
  }
  const rows = [...places.values()].map((group) => element('li', {}, sourceRow(group, open)));
  return element(
    'section',
    { class: 'sources', 'aria-label': label },
    element('h3', {}, label),
    element('ul', {}, ...rows),
  );
}

function sourceRow(group, open) {
  const [first] = group;
  const numbers = group.map(({ n }) => n);
  const meta = [first.section, first.organisation, first.date && vietnameseDate(first.date)];
  const button = element(
    'button',
    {
      type: 'button',
      class: 'source',
      'aria-haspopup': 'dialog',
      'aria-controls': 'passage',
      onclick: () => open(first, button),
    },
    element('span', { class: 'unseen' }, `${words.sourceLabel(numbers)}: `),
    element(
      'span',
      { class: 'badges', 'aria-hidden': 'true' },
      ...numbers.map((n) => element('span', { class: 'badge' }, String(n))),
    ),
    element(
      'span',
      { class: 'source-words' },
      element('span', { class: 'source-title' }, first.title),
      ' ',
      element('span', { class: 'source-meta' }, meta.filter(Boolean).join(' · ')),
    ),
    icon('next'),
  );
  return button;
}

function actionRow(reply, rating, actions) {
  const thumbs = [
    ['up', words.useful],
    ['down', words.notUseful],
  ].map(([value, label]) =>
    element(
      'button',
      {
        type: 'button',
        class: 'action',
        'data-rating': value,
        'aria-label': label,
        title: label,
        'aria-pressed': String(rating === value),
        onclick: () => choose(value),
      },
      icon(value),
    ),
  );
  const press = (value) => {
    for (const thumb of thumbs) thumb.setAttribute('aria-pressed', thumb.dataset.rating === value);
  };
  let stored = rating;
  async function choose(value) {
    if (value === stored) return;
    press(value);
    stored = (await actions.rate(reply, value)) ? value : stored;
    press(stored);
  }
  const copy = element(
    'button',
    {
      type: 'button',
      class: 'action action-copy',
      'aria-label': words.copyLabel,
      onclick: () => actions.copy(reply),
    },
    icon('copy'),
    words.copy,
  );
  return element('div', { class: 'actions' }, ...thumbs, copy);
}

function retryButton(retry) {
  return element(
    'button',
    { type: 'button', class: 'retry', onclick: retry },
    icon('retry'),
    words.retry,
  );
}

/** What the copy button puts on the clipboard: the text with its sources below. */
export function replyAsText({ text, citations }) {
  if (citations.length === 0) return text;
  const sources = citations.map(({ n, title, section, organisation, date, url }) =>
    [`[${n}] ${title}`, section, organisation, date && vietnameseDate(date), url]
      .filter(Boolean)
      .join(', '),
  );
  return `${text}\n\n${words.sources}:\n${sources.join('\n')}`;
}
