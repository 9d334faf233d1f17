// What all dialogs share: how they open, close, copy, and list facts. Escape and the focus are the browser's work.

import { byId, element } from './dom.js';

/** @param {Object<string, () => void>} fillers what fills a dialog, by its id, before it opens */
export function setUpDialogs(fillers) {
  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('button');
    if (button?.dataset.open) openDialog(button.dataset.open, fillers[button.dataset.open]);
    else if (button && 'close' in button.dataset) button.closest('dialog').close();
    else if (button?.dataset.copy) copy(button);
  });
}

export function openDialog(id, fill) {
  fill?.();
  if (!byId(id).open) byId(id).showModal();
  byId(id).scrollTop = 0;
}

async function copy(button) {
  const source = byId(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = 'Copied';
  } catch {
    // Without leave to write to the clipboard the text is selected, for the user to copy.
    getSelection().selectAllChildren(source);
    button.textContent = 'Selected';
  }
  setTimeout(() => { button.textContent = 'Copy'; }, 2_000);
}

/** Fills a list with names and values, of which those without a value are left out. @param {[string, string?][]} facts */
export function showFacts(list, facts) {
  list.replaceChildren(...facts.filter(([, value]) => value).flatMap(([name, value]) => (
    [element('dt', {}, name), element('dd', {}, value)])));
}
