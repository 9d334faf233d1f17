// What was sent and not acknowledged yet: the canister says every few minutes up to where messages came.

import { ConnectionEnd } from './connection-end.js';

const timeout = 330_000;
const maximumCount = 10_000;

export class Acknowledgements {
  /** When each waiting message was sent, in milliseconds, the oldest first. */
  #waiting = new Map();
  /** When the wait began: at the opening, and again at each acknowledgement. */
  #since = Date.now();

  get isFull() { return this.#waiting.size >= maximumCount; }

  /** How long the canister may still take, in milliseconds: it acknowledges also where nothing waits, so that its
   * silence tells of a dead line. */
  get timeLeft() { return this.#since + timeout - Date.now(); }

  /** The canister opened the connection, and acknowledges from now on. */
  start() { this.#since = Date.now(); }

  add(sequence) { this.#waiting.set(sequence, Date.now()); }

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
