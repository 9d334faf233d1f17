// One row of a room as an element.

import { avatar, isOwn, lookOf, nameOf } from './people.js';
import { element, icon, setData, setText } from './dom.js';
import { clockTime } from './format.js';
import { markName, markOf } from './marks.js';

/**
 * @param {import('./rows.js').Row} row
 * @param {object} actions `{ showDetails(entry), showPerson(principal), writeAgain(entry) }`
 */
export function makeRow(row, actions) {
  if (!row.entry) return element('li', { class: 'divider', data: { kind: row.kind } }, row.words);
  if (row.entry.kind === 'presence') return element('li', { class: 'presence' });
  return makeMessage(row.entry, actions);
}

/** Lets an element show what its row has become. */
export function updateRow(node, row, actions) {
  if (!row.entry) return;
  if (row.entry.kind === 'presence') return updatePresence(node, row.entry);
  updateMessage(node, row, actions);
}

function makeMessage(entry, { showDetails, showPerson }) {
  const node = element('li', { class: 'message', data: { author: entry.author.text } });
  // The listeners look at the entry of the day: what was on its way becomes a message.
  node.entry = entry;
  const bubble = element('div', { class: 'bubble' },
    element('div', { class: 'words', dir: 'auto' }, entry.text),
    element('div', { class: 'meta' }, element('time'),
      element('button', { type: 'button', class: 'mark', tabindex: -1, onclick: () => showDetails(node.entry) })));
  if (isOwn(entry.author)) {
    setData(node, 'own', 'true');
    node.append(element('span', { class: 'unseen' }, 'You:'), bubble);
  } else {
    node.append(element('span', { class: 'look' }),
      element('button', { type: 'button', class: 'author', tabindex: -1, onclick: () => showPerson(entry.author) }),
      bubble);
  }
  return node;
}

function updatePresence(node, entry) {
  const verb = entry.hasJoined ? 'joined' : 'left';
  setData(node, 'verb', verb);
  setText(node, `${nameOf(entry.author)} ${verb} · ${clockTime(entry.time)}`);
}

function updateMessage(node, { entry, isContinued }, { writeAgain }) {
  // Most rows are as they were: in a room with many of them that is worth a look.
  const shown = `${markName(entry)} ${entry.sequence} ${isContinued} ${lookOf(entry.author)}`;
  if (node.shown === shown) return;
  node.shown = shown;
  node.entry = entry;
  setData(node, 'continued', isContinued);
  setData(node, 'sequence', entry.sequence ? String(entry.sequence) : '');
  const author = node.querySelector('.author');
  if (author && author.dataset.look !== lookOf(entry.author)) {
    author.dataset.look = lookOf(entry.author);
    author.textContent = nameOf(entry.author);
    author.title = entry.author.text;
    node.firstElementChild.replaceWith(avatar(entry.author));
  }
  const time = node.querySelector('time');
  setText(time, clockTime(entry.time));
  if (node.dataset.mark !== markName(entry)) showMark(node, entry, writeAgain);
}

function showMark(node, entry, writeAgain) {
  node.dataset.mark = markName(entry);
  const mark = markOf(entry);
  const button = node.querySelector('.mark');
  const isSaid = markName(entry) === 'unclear' || markName(entry) === 'refused';
  button.replaceChildren(icon(mark.icon), ...isSaid ? [mark.label] : []);
  button.title = `${mark.label}. ${entry.reason ?? ''}`.trim();
  button.setAttribute('aria-label', `${mark.label}. Details`);
  node.querySelector('.again')?.remove();
  if (isSaid) {
    const onclick = () => writeAgain(node.entry);
    button.after(element('button', { type: 'button', class: 'again', onclick }, 'Write again'));
  }
}
