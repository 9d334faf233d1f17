// The messages of the room that is looked at: what is new is added, read out, and scrolled to while the end is in sight.

import { byId, element, reconcile, setText } from './dom.js';
import { makeRow, updateRow } from './message.js';
import { rowsOf } from './rows.js';

/** How far from its end the log may stand to count as being there, in pixels. */
const nearEnd = 48;

export class Log {
  #log = byId('log');
  #list = this.#log.appendChild(element('ol'));
  #latest = byId('show-latest');
  #room;
  #isAtEnd = true;
  #isLoading = false;

  /** @param {object} actions see `makeRow` */
  constructor(actions) {
    this.actions = actions;
    this.#log.addEventListener('scroll', () => {
      this.#isAtEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < nearEnd;
      if (this.#isAtEnd) this.#latest.hidden = true;
    });
    this.#latest.addEventListener('click', () => this.#toEnd());
    this.#log.addEventListener('keydown', (event) => this.#moveFocus(event));
    new ResizeObserver(() => { if (this.#isAtEnd) this.#toEnd(); }).observe(this.#log);
  }

  /** @param {import('../chat/room.js').Room} room */
  show(room) {
    const isOther = room !== this.#room;
    this.#room = room;
    this.#log.setAttribute('aria-label', `Messages in ${room.name}`);
    // What was there before is not read out, only what comes while the room is looked at.
    this.#log.setAttribute('aria-live', isOther || this.#isLoading ? 'off' : 'polite');
    this.#isLoading = room.isFilling;
    if (isOther) this.#list.replaceChildren();
    const last = this.#list.lastElementChild;
    reconcile(this.#list, rowsOf(room.timeline.entries), (row) => row.key,
      (row) => makeRow(row, this.actions), (node, row) => updateRow(node, row, this.actions));
    setText(byId('log-empty'), this.#list.firstChild ? '' : emptyWords(room));
    if (isOther || this.#isAtEnd) this.#toEnd();
    else if (last !== this.#list.lastElementChild) this.#latest.hidden = false;
  }

  /** The user wrote something: then the end is what he wants to see. */
  follow() { this.#isAtEnd = true; }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#isAtEnd = true;
    this.#latest.hidden = true;
  }

  /** The log is one stop of the Tab key. Within it the arrows go from mark to mark, from where their details open. */
  #moveFocus(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const isInside = document.activeElement !== this.#log;
    if (event.key === 'Escape' && isInside) this.#log.focus();
    if (!step) return;
    const marks = [...this.#list.querySelectorAll('.mark')];
    const at = marks.indexOf(document.activeElement);
    const next = marks[isInside ? at + step : step < 0 ? marks.length - 1 : 0];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }
}

function emptyWords(room) {
  if (room.state === 'joining') return 'You join as soon as there is a connection.';
  return room.isFilling ? '' : 'Nobody has said anything here yet.';
}
