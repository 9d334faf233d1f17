// The rooms: those that the user is in, with what is unread, and the others that there are.

import { byteCount, limits } from '../chat/canister.js';
import { byId, element, reconcile, setText } from './dom.js';

/** The most names that are shown at once: the field above finds the others. */
const maximumShown = 100;

export class RoomList {
  #field = byId('room-name');
  #hint = byId('room-hint');
  #offered = '';

  /** @param {object} actions `{ enter(name) }`, which may throw an error in words for the user */
  constructor(actions) {
    this.actions = actions;
    byId('room-form').addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#enter(this.#field.value.trim())) this.#field.value = '';
    });
    this.#field.addEventListener('input', () => this.show(this.session));
  }

  /** Offers a room that a link names: to join it is up to the user. */
  offer(name) { this.#field.value = this.#offered = name; }

  #enter(name) {
    try {
      this.actions.enter(name);
      return true;
    } catch (error) {
      this.#hint.textContent = error.message;
      return false;
    }
  }

  /** @param {import('../chat/session.js').ChatSession} session */
  show(session) {
    this.session = session;
    const wanted = this.#field.value.trim();
    const bytes = byteCount(wanted);
    const isTooLong = bytes > limits.name;
    const isOffered = wanted !== '' && wanted === this.#offered.trim();
    setText(this.#hint, isTooLong ? `A room’s name has at most ${limits.name} bytes; this one has ${bytes}.`
      : isOffered ? 'The link that you followed leads here: join if you want to.' : '');
    const joined = [...session.rooms.values()];
    const others = session.directory
      .filter((name) => !session.rooms.has(name) && name.toLowerCase().includes(wanted.toLowerCase()));
    byId('joined-title').hidden = joined.length === 0;
    byId('other-title').hidden = others.length === 0;
    const part = others.length > maximumShown ? ` (${maximumShown} of ${others.length})` : '';
    setText(byId('other-title'), `Other rooms${part}`);
    this.#list('joined-rooms', joined, session.selected);
    this.#list('other-rooms', others.slice(0, maximumShown).map((name) => ({ name, unread: 0 })), session.selected);
  }

  #list(id, rooms, selected) {
    reconcile(byId(id), rooms, (room) => room.name, ({ name }) => element('li', {},
      element('button', { type: 'button', data: { room: name }, onclick: () => this.#enter(name) },
        element('span', { class: 'name', dir: 'auto' }, name))), (node, { name, unread }) => {
      const button = node.firstElementChild;
      if (name === selected) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
      if ((button.dataset.unread ?? '0') === String(unread)) return;
      button.dataset.unread = unread;
      button.querySelector('.unread')?.remove();
      if (unread) {
        button.append(element('span', { class: 'unread' }, unread > 99 ? '99+' : String(unread),
          element('span', { class: 'unseen' }, ` unread ${unread === 1 ? 'message' : 'messages'}`)));
      }
    });
  }
}
