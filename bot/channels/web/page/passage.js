// Shows a cited quote in its place. The quote itself came with the answer, so it stands there at once
// and stays even when the text around it cannot be loaded. Closing, by button, Escape, the backdrop
// or the browser's Back, returns the focus to what opened it, unless the person has gone elsewhere.

import * as api from './api.js';
import { element, vietnameseDate } from './dom.js';
import { closeBySwipe } from './swipe.js';
import * as words from './words.js';

const WIDE = matchMedia('(min-width: 62.5rem)');

export function createPassageView() {
  const part = (name) => document.getElementById(`passage-${name}`);
  const dialog = document.getElementById('passage');
  let citations = [];
  let place = 0;
  let opener;
  let leavingHistory = false;

  if (history.state?.passage) history.replaceState(null, '');

  function open(list, index, button) {
    opener?.setAttribute('aria-expanded', 'false');
    [citations, place, opener] = [list, index, button];
    opener.setAttribute('aria-expanded', 'true');
    if (!dialog.open) {
      history.pushState({ passage: true }, '');
      showDialog();
    }
    show();
    part('title').focus({ preventScroll: true });
  }

  function showDialog() {
    if (WIDE.matches) dialog.show();
    else dialog.showModal();
    document.body.classList.toggle('panel-open', WIDE.matches);
    document.documentElement.classList.toggle('sheet-open', !WIDE.matches);
  }

  function show() {
    const citation = citations[place];
    const total = citations.length;
    part('kicker').textContent = words.passageKicker(place + 1, total);
    part('steps').hidden = total < 2;
    part('previous').disabled = place === 0;
    part('next').disabled = place === total - 1;
    part('problem').textContent = '';
    describe(citation);
    showText('', citation.quote, '');
    void showAround(citation);
  }

  async function showAround(citation) {
    try {
      const found = await api.passage(citation.ref);
      if (citation !== citations[place]) return;
      // After the article was replaced the same place may hold other words: never highlight those.
      if (found.quote !== citation.quote) throw new api.ApiError('', 'replaced');
      describe({ ...citation, ...found });
      showText(found.before, found.quote, found.after);
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      if (citation === citations[place]) part('problem').textContent = words.surroundingsMissing;
    }
  }

  function describe({ title, organisation, section, date, url }) {
    part('title').textContent = title;
    const meta = [
      [words.section, section],
      [words.organisation, organisation],
      [words.date, date && vietnameseDate(date)],
    ].filter(([, value]) => value);
    part('meta').replaceChildren(
      ...meta.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
    );
    const isLink = /^https?:\/\//i.test(url ?? '');
    part('link').hidden = !isLink;
    part('foot').hidden = !isLink && citations.length < 2;
    if (isLink) part('link').href = url;
  }

  function showText(before, quote, after) {
    part('text').replaceChildren(...paragraphs(before, quote, after));
    const marks = [...part('text').querySelectorAll('mark')];
    const [first, last] = [marks[0], marks.at(-1)];
    const height = last.offsetTop + last.offsetHeight - first.offsetTop;
    const body = part('body');
    // In the middle; of a quote longer than the view, the beginning.
    const above = Math.max(body.clientHeight / 8, (body.clientHeight - height) / 2);
    body.scrollTop = first.offsetTop - above;
  }

  function close() {
    if (dialog.open) dialog.close();
  }

  function closed() {
    document.body.classList.remove('panel-open');
    document.documentElement.classList.remove('sheet-open');
    opener?.setAttribute('aria-expanded', 'false');
    // The close event comes late: by then somebody may write the next question already.
    const isFocusFree = document.activeElement === document.body;
    if (isFocusFree && opener?.isConnected) opener.focus({ preventScroll: true });
    opener = undefined;
    if (history.state?.passage) {
      leavingHistory = true;
      history.back();
    }
  }

  function step(by) {
    place += by;
    show();
    part('title').focus({ preventScroll: true });
  }

  dialog.addEventListener('close', closed);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close(); // the backdrop belongs to the dialog itself
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && dialog.open) close();
  });
  addEventListener('popstate', () => {
    if (leavingHistory) leavingHistory = false;
    else close();
  });
  // Between phone and wide (a tablet turned round) the same passage continues in the other form.
  WIDE.addEventListener('change', () => {
    if (!dialog.open) return;
    dialog.removeEventListener('close', closed);
    dialog.addEventListener('close', () => dialog.addEventListener('close', closed), {
      once: true,
    });
    dialog.close();
    showDialog();
  });
  closeBySwipe(dialog, part('head'), close);
  part('close').addEventListener('click', close);
  part('previous').addEventListener('click', () => step(-1));
  part('next').addEventListener('click', () => step(1));

  return { open, close };
}

/** The three texts as paragraphs, one per line, with the quote marked also where it spans several. */
function paragraphs(before, quote, after) {
  const result = [element('p')];
  for (const [text, isQuote] of [
    [before, false],
    [quote, true],
    [after, false],
  ]) {
    text.split('\n').forEach((line, index) => {
      if (index > 0 && result.at(-1).childNodes.length > 0) result.push(element('p'));
      if (line !== '') result.at(-1).append(isQuote ? element('mark', {}, line) : line);
    });
  }
  return result.filter((paragraph) => paragraph.childNodes.length > 0);
}
