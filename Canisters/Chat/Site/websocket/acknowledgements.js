// What was sent and not acknowledged yet: the canister says every few minutes up to where messages came.

import { ConnectionEnd } from './connection-end.js';

const timeout = 330_000;
const maximumCount = 10_000;

export class Acknowledgements {
  /** When each waiting message was sent, in milliseconds, the oldest first. */
  #waiting = new Map();
  /** When the wait began: at the first message, and again at each acknowledgement. */
  #since = 0;

  get isFull() { return this.#waiting.size >= maximumCount; }

  /** How long the canister may still take, in milliseconds; `undefined` while nothing waits. */
  get timeLeft() { return this.#waiting.size ? this.#since + timeout - Date.now() : undefined; }

  add(sequence) {
    if (!this.#waiting.size) this.#since = Date.now();
    this.#waiting.set(sequence, Date.now());
  }

  /** Takes an acknowledgement. @param {bigint} last @param {bigint} sent the last number that was sent */
  acknowledge(last, sent) {
    if (last > sent) throw new Error(`message ${last} is acknowledged, but only ${sent} were sent`);
    for (const [sequence, time] of this.#waiting) {
      if (sequence <= last) this.#waiting.delete(sequence);
      else if (time + timeout < Date.now()) {
        throw new ConnectionEnd(`message ${sequence} was not acknowledged in time`, { mayReturn: true });
      }
    }
    this.#since = Date.now();
  }
}
