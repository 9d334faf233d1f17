// The field to write in: Enter sends, Shift and Enter begin a line, and the limit is shown before it is reached.

import { byteCount, limits } from '../chat/canister.js';
import { byId, setData, setText } from './dom.js';

/** From how many bytes on the count is shown. */
const shownFrom = limits.text * 0.8;

export class Composer {
  #form = byId('composer');
  #field = byId('message-text');
  #button = byId('send-message');
  #hint = byId('composer-hint');
  #isReady = false;
  #room;
  #drafts = new WeakMap();
  #problem = '';

  /** @param {object} actions `{ talk(text) }`, which may throw an error in words for the user */
  constructor(actions) {
    this.actions = actions;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#field.addEventListener('keydown', (event) => {
      // While a word is put together, as in Japanese, Enter ends the word. Safari tells by the key's number alone.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#send();
    });
    this.#field.addEventListener('input', () => {
      this.#problem = '';
      this.#show();
    });
  }

  #send() {
    const text = this.#field.value.trim();
    if (!text) return;
    try {
      this.actions.talk(text);
      this.#field.value = '';
    } catch (error) {
      this.#problem = error.message;
    }
    this.#show();
  }

  /** Shows what is written for a room, and whether the canister takes it now.
   * @param {import('../chat/room.js').Room} room @param {boolean} isReady */
  show(room, isReady) {
    if (this.#room !== room) {
      if (this.#room) this.#drafts.set(this.#room, this.#field.value);
      this.#field.value = this.#drafts.get(room) ?? '';
      this.#room = room;
    }
    if (isReady && !this.#isReady) this.#problem = '';
    this.#isReady = isReady;
    this.#show();
  }

  /** Puts a text into the field, to be changed and sent, before what is being written there. */
  write(text) {
    this.#field.value = [text, this.#field.value].filter((part) => part.trim()).join('\n');
    this.#show();
    this.focus();
  }

  focus() { this.#field.focus(); }

  #show() {
    const bytes = byteCount(this.#field.value.trim());
    const isTooLong = bytes > limits.text;
    setData(this.#form, 'tooLong', isTooLong);
    this.#button.disabled = !this.#isReady || isTooLong || bytes === 0;
    const count = `${bytes.toLocaleString()} of ${limits.text.toLocaleString()} bytes`;
    const size = isTooLong ? `${count}: too long to be sent` : bytes > shownFrom ? count : '';
    setText(this.#hint, this.#problem || size);
  }
}
