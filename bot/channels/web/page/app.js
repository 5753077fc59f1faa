// The chat: questions go out, replies come in, in the order of the conversation. Invariant: at most
// one question is on its way, and what is on the screen is what the tab remembers.

import { answerCard, replyAsText } from './answer.js';
import * as api from './api.js';
import { createComposer } from './composer.js';
import { element, notice } from './dom.js';
import { newName, recall, remember } from './memory.js';
import { createPassageView } from './passage.js';
import { layOut } from './reply-text.js';
import { setUpTheme } from './theme.js';
import * as words from './words.js';

const log = document.getElementById('log');
const welcome = document.getElementById('welcome');
const memory = recall();
const passageView = createPassageView();
const composer = createComposer({
  questionMax: Number(document.body.dataset.questionMax),
  onSend: ask,
  onStop: () => inProgress?.abort(),
});
let inProgress;

function ask(question) {
  welcome.hidden = true;
  const bubble = askedBubble(question);
  log.append(bubble);
  return answer(question, bubble);
}

async function answer(question, bubble) {
  const waiting = waitingLine();
  let shown = waiting;
  const show = (node) => {
    shown.replaceWith(node);
    shown = node;
  };
  log.append(waiting);
  keepInView(bubble, waiting);
  inProgress = new AbortController();
  const { signal } = inProgress;
  composer.setBusy(true);
  try {
    const reply = await api.ask({
      question,
      conversation: memory.conversation,
      signal,
      onDraft: (text) => {
        show(draftCard(text));
        keepInView(bubble, shown);
      },
    });
    if (signal.aborted) return;
    const turn = { question, reply };
    show(cardOf(turn, bubble));
    if (reply.kind !== 'error') {
      memory.turns.push(turn);
      remember(memory);
    }
  } catch (error) {
    if (!bubble.isConnected) return; // the conversation was begun anew meanwhile
    show(cardOf({ question, reply: failure(error) }, bubble));
  } finally {
    if (inProgress?.signal === signal) {
      inProgress = undefined;
      composer.setBusy(false);
    }
  }
  keepInView(bubble, shown);
}

function failure(error) {
  const text = error.name === 'AbortError' ? words.stopped : error.message;
  const isOurs = error.name === 'AbortError' || error instanceof api.ApiError;
  if (!isOurs) console.error(error);
  return { kind: 'error', text: isOurs ? text : words.serverFailed, citations: [] };
}

function askedBubble(question) {
  return element(
    'div',
    { class: 'asked' },
    element('h2', { class: 'unseen' }, words.asked),
    element('div', {}, question),
  );
}

function waitingLine() {
  const dots = [0, 1, 2].map(() => element('i'));
  return element(
    'div',
    { class: 'waiting' },
    element('span', { class: 'dots', 'aria-hidden': 'true' }, ...dots),
    words.waiting,
  );
}

/** A reply still being written: silent for a screen reader, which reads the finished one. */
function draftCard(text) {
  return element(
    'div',
    { class: 'answer', 'aria-live': 'off', 'data-draft': true },
    element('div', { class: 'answer-text' }, layOut(text, [])),
  );
}

function cardOf(turn, bubble) {
  const card = answerCard(turn.reply, turn.rating, {
    open: passageView.open,
    copy,
    rate: (reply, rating) => rate(turn, reply, rating),
    retry: () => {
      if (inProgress) return;
      card.remove();
      log.append(bubble);
      composer.focus();
      void answer(turn.question, bubble);
    },
  });
  return card;
}

async function rate(turn, reply, rating) {
  try {
    await api.rate(reply.id, rating);
  } catch (error) {
    if (!(error instanceof api.ApiError)) throw error;
    notice(words.feedbackFailed);
    return false;
  }
  turn.rating = rating;
  remember(memory);
  notice(words.thanks);
  return true;
}

async function copy(reply) {
  try {
    await navigator.clipboard.writeText(replyAsText(reply));
    notice(words.copied);
  } catch {
    // Refused, or a page without https, where navigator.clipboard does not exist.
    notice(copyTheOldWay(replyAsText(reply)) ? words.copied : words.copyFailed);
  }
}

function copyTheOldWay(text) {
  const area = element('textarea', { class: 'unseen', readonly: true });
  area.value = text;
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  focused?.focus({ preventScroll: true });
  return done;
}

/** Brings the end of the conversation into view, but never pushes the question off the top. */
function keepInView(bubble, last) {
  const dock = document.getElementById('composer').offsetHeight;
  const top = bubble.getBoundingClientRect().top - document.querySelector('.top').offsetHeight - 16;
  const hidden = last.getBoundingClientRect().bottom - (innerHeight - dock - 8);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (hidden > 0 || top < 0) {
    scrollBy({ top: Math.min(top, Math.max(hidden, 0)), behavior: calm ? 'auto' : 'smooth' });
  }
}

function startAnew() {
  const old = memory.conversation;
  inProgress?.abort();
  inProgress = undefined;
  composer.setBusy(false);
  passageView.close();
  Object.assign(memory, { conversation: newName(), turns: [] });
  remember(memory);
  log.replaceChildren();
  welcome.hidden = false;
  scrollTo({ top: 0 });
  composer.focus();
  notice(words.newChat);
  api.forget(old).catch((error) => {
    if (!(error instanceof api.ApiError)) throw error;
    notice(words.forgetFailed);
  });
}

function restore() {
  if (memory.turns.length === 0) return;
  welcome.hidden = true;
  for (const turn of memory.turns) {
    const bubble = askedBubble(turn.question);
    log.append(bubble, cardOf(turn, bubble));
  }
  scrollTo({ top: document.body.scrollHeight });
}

document.getElementById('new-chat').addEventListener('click', startAnew);
welcome.addEventListener('click', (event) => {
  const example = event.target.closest('.example');
  if (example && !inProgress) void ask(example.textContent);
});
setUpTheme();
restore();
