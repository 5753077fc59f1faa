// Where a person writes: grows with the text, sends with Enter, breaks the line with Shift+Enter,
// and becomes a stop button while an answer is on its way.

import { setIcon } from './dom.js';
import * as words from './words.js';

/** Shown from here on, so that a person sees the limit before it is met. */
const COUNT_FROM = 0.8;

/** onSend(question) runs with a question of allowed length; onStop() while busy. */
export function createComposer({ questionMax, onSend, onStop }) {
  const form = document.getElementById('composer');
  const input = document.getElementById('question');
  const button = document.getElementById('send');
  const note = document.getElementById('composer-note');
  const usualNote = note.textContent;
  let busy = false;

  function update() {
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
    const count = input.value.trim().length;
    const isLong = count > questionMax;
    button.setAttribute('aria-disabled', String(!busy && count === 0));
    note.classList.toggle('too-long', isLong);
    if (isLong)
      note.textContent = `${words.tooLong(questionMax)} (${words.charactersLeft(count, questionMax)})`;
    else if (count > questionMax * COUNT_FROM)
      note.textContent = words.charactersLeft(count, questionMax);
    else note.textContent = usualNote;
    input.setAttribute('aria-invalid', String(isLong));
  }

  function send() {
    const question = input.value.trim();
    if (busy || question === '' || question.length > questionMax) return;
    input.value = '';
    update();
    // On a touch screen the keyboard would cover half of the answer.
    if (matchMedia('(pointer: coarse)').matches) input.blur();
    onSend(question);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) onStop();
    else send();
  });
  input.addEventListener('keydown', (event) => {
    // Enter also confirms a syllable in some Vietnamese input methods; that Enter is not for us.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  input.addEventListener('input', update);
  update();

  return {
    focus: () => input.focus({ preventScroll: true }),
    setBusy(value) {
      busy = value;
      const label = busy ? words.stop : words.send;
      setIcon(button.querySelector('svg'), busy ? 'stop' : 'send');
      button.setAttribute('aria-label', label);
      button.title = label;
      update();
    },
  };
}
