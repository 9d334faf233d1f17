// What the user asked of the canister and was not answered yet. The canister takes messages in their order, and each
// brings the user one piece of news: so an answer tells of those before it, too, that they will have none.

/** @typedef {{ message: object, entry?: import('./timeline.js').Entry }} Request `entry` shows what the user wrote */

export class Requests {
  /** @type {Request[]} */
  #waiting = [];

  /** @returns {Request} */
  add(message) {
    const request = { message };
    this.#waiting.push(request);
    return request;
  }

  get isEmpty() { return this.#waiting.length === 0; }

  clear() { this.#waiting = []; }

  /** Takes out the oldest. */
  takeFirst() { return this.#waiting.shift(); }

  /** Takes out the one that is answered, and those before it. @param {(message: object) => boolean} isIt */
  take(isIt) {
    const at = this.#waiting.findIndex(({ message }) => isIt(message));
    const passed = this.#waiting.splice(0, at + 1);
    const answered = passed.pop();
    for (const { entry } of passed) if (entry) entry.state = 'unclear';
    return answered;
  }
}
