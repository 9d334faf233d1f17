// A socket that comes back: one connection after another, with waits between them that grow and differ by chance.

import { Connection } from './connection.js';
import { ConnectionEnd } from './connection-end.js';

const firstWait = 500;
const longestWait = 30_000;
/** How long a connection has to be open to count as a success: after a shorter one the waits grow on. */
const steadyAfter = 10_000;

/** @typedef {{ phase: 'idle' } | { phase: 'connecting', tries: number }
 *   | { phase: 'open', gateway: import('../ic/principal.js').Principal, since: number }
 *   | { phase: 'waiting', until: number, end: ConnectionEnd } | { phase: 'closed', end: ConnectionEnd }} State */

export class CanisterSocket {
  /** @type {State} */
  state = { phase: 'idle' };
  #connection;
  #tries = 0;
  #timer = 0;

  /**
   * @param {object} parties `{ canister, identity, verifier, network }`
   * @param {object} listener `{ changed(state), received(content, proof) }`
   */
  constructor(parties, listener) {
    Object.assign(this, { parties, listener });
  }

  /** Connects, in the place of the connection that there is. @param {string} gateway its address */
  start(gateway) {
    this.gateway = gateway;
    this.#tries = 0;
    this.#drop();
    this.#connect();
  }

  /** Closes the connection and makes no other. */
  stop(end = ConnectionEnd.own()) {
    this.#drop();
    this.#change({ phase: 'closed', end });
  }

  #drop() {
    clearTimeout(this.#timer);
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.close?.();
  }

  /** Ends a wait: something changed that lets one hope. */
  hurry() {
    if (this.state.phase !== 'waiting') return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  /** Gives the connection up for a new one, or ends a wait for one. @param {string} why */
  renew(why) {
    if (this.state.phase !== 'open') return this.hurry();
    this.#drop();
    this.#ended(new ConnectionEnd(why, { mayReturn: true }));
  }

  send(content) {
    if (this.state.phase !== 'open') throw new Error('there is no connection');
    this.#connection.send(content);
  }

  #change(state) {
    this.state = state;
    this.listener.changed(state);
  }

  async #connect() {
    const attempt = {};
    this.#connection = attempt;
    this.#change({ phase: 'connecting', tries: ++this.#tries });
    const { canister, identity, network, verifier } = this.parties;
    try {
      const rootKey = await network.rootKey();
      if (this.#connection !== attempt) return;
      const verify = (message) => verifier.verify(message, canister.bytes, rootKey);
      this.#connection = this.#listenTo((listener) => (
        new Connection({ gateway: this.gateway, canister, identity, verify }, listener)));
    } catch (error) {
      if (this.#connection !== attempt) return;
      const isAddress = error.name === 'SyntaxError' || error.name === 'SecurityError';
      this.#ended(new ConnectionEnd(error.message, { mayReturn: !isAddress }));
    }
  }

  /** Makes a connection whose news count as long as it is the present one. */
  #listenTo(make) {
    const ifPresent = (action) => (...news) => { if (this.#connection === connection) action(...news); };
    const connection = make({
      opened: ifPresent((gateway) => this.#change({ phase: 'open', gateway, since: Date.now() })),
      received: ifPresent((content, proof) => this.listener.received(content, proof)),
      ended: ifPresent((end) => this.#ended(end)),
    });
    return connection;
  }

  #ended(end) {
    this.#connection = undefined;
    if (!end.mayReturn) return this.#change({ phase: 'closed', end });
    if (this.state.phase === 'open' && Date.now() - this.state.since >= steadyAfter) this.#tries = 0;
    // A half of each wait is left to chance, so that many who were cut off at once do not come back at once.
    const wait = Math.min(firstWait * 2 ** this.#tries, longestWait) * (1 - Math.random() / 2);
    this.#timer = setTimeout(() => this.#connect(), wait);
    this.#change({ phase: 'waiting', until: Date.now() + wait, end });
  }
}
