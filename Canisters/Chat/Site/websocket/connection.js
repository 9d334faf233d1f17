// One connection to the canister, through a gateway that need not be trusted: from its handshake to its end.

import { compare } from '../ic/hash-tree.js';
import { ConnectionEnd } from './connection-end.js';
import * as wire from './messages.js';
import { Outbox } from './outbox.js';

/** How long the gateway may take for its handshake, and the canister to open the connection. */
const openTimeout = 60_000;
/** The most bytes that wait to be verified, with something for each frame. */
const maximumWaiting = 16 << 20;
const frameOverhead = 128;

/**
 * @typedef {{ sequence: bigint, certifiedAt: bigint, key: string, size: number }} Proof of a message that was verified
 */

export class Connection {
  #phase = 'connecting';
  #received = 0n;
  #waiting = 0;
  /** Each frame is dealt with to its end before the next. */
  #incoming = Promise.resolve();
  #timer = 0;

  /**
   * @param {object} parties `{ gateway, canister, identity, verify }`: the gateway's address, the canister's principal,
   *   who
   *   signs, and what verifies a relayed message
   * @param {object} listener `{ opened(gatewayPrincipal), received(content, proof), ended(end) }`
   */
  constructor({ gateway, canister, identity, verify }, listener) {
    Object.assign(this, { principal: identity.principal, verify, listener });
    this.socket = new WebSocket(gateway);
    this.socket.binaryType = 'arraybuffer';
    this.socket.onmessage = ({ data }) => this.#enqueue(data);
    // What came before the end counts: it is dealt with first.
    this.socket.onclose = (event) => this.#incoming.then(() => this.#end(ConnectionEnd.ofSocket(event)));
    this.outbox = new Outbox(this.socket, { canister, identity }, (end) => this.#end(end));
    this.#limit(openTimeout, 'the gateway did not answer in time');
  }

  /** Sends a message of the application. @throws {Error} where it cannot be sent */
  send(content) {
    if (this.#phase !== 'open') throw new Error('there is no connection');
    this.outbox.send(content);
  }

  close() { this.#end(ConnectionEnd.own()); }

  #limit(milliseconds, problem) {
    clearTimeout(this.#timer);
    const end = () => this.#end(new ConnectionEnd(problem, { mayReturn: true }));
    this.#timer = setTimeout(end, Math.max(milliseconds, 0));
  }

  #awaitAcknowledgement() {
    this.#limit(this.outbox.timeLeft, 'the canister did not acknowledge in time');
  }

  #end(end) {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    clearTimeout(this.#timer);
    this.socket.onclose = this.socket.onmessage = null;
    this.socket.close(end.code);
    this.listener.ended(end);
  }

  #enqueue(data) {
    const size = frameOverhead + (data.byteLength ?? 0);
    if ((this.#waiting += size) > maximumWaiting) {
      return this.#end(new ConnectionEnd('messages came faster than they can be verified', { mayReturn: true }));
    }
    this.#incoming = this.#incoming.then(() => this.#receive(data)).catch((error) => {
      this.#end(error instanceof ConnectionEnd ? error : new ConnectionEnd(error.message, { isBreach: true }));
    }).then(() => { this.#waiting -= size; });
  }

  async #receive(data) {
    if (this.#phase === 'ended') return;
    if (!(data instanceof ArrayBuffer)) throw new Error('the gateway sent text, where the protocol has bytes alone');
    const frame = new Uint8Array(data);
    if (this.#phase === 'connecting') return this.#open(wire.decodeHandshake(frame));
    const relayed = wire.decodeRelayed(frame);
    const { time } = await this.verify(relayed);
    // From here on the content is what the canister certified. Whether it is the next one for us stands inside.
    const message = wire.decodeContent(relayed.content);
    if (compare(message.client_principal, this.principal.bytes) || message.client_nonce !== this.outbox.nonce) {
      throw new Error('the message is certified, but it belongs to another connection');
    }
    if (message.sequence_num !== this.#received + 1n) {
      throw new Error(`message ${message.sequence_num} came where ${this.#received + 1n} was expected: `
        + 'messages were left out, repeated, or put into another order');
    }
    if (this.#phase === 'ended') return;
    this.#received = message.sequence_num;
    const proof = { sequence: message.sequence_num, certifiedAt: time, key: relayed.key, size: relayed.content.length };
    if (message.is_service_message) this.#takeServiceMessage(wire.decodeServiceMessage(message.content));
    // What the application makes of it is no concern of the connection.
    else if (this.#phase === 'open') queueMicrotask(() => this.listener.received(message.content, proof));
    else throw new Error('a message came before the canister opened the connection');
  }

  #open(gateway) {
    this.gateway = gateway;
    this.#phase = 'opening';
    this.#limit(openTimeout, 'the canister did not open the connection in time');
    this.outbox.open(gateway);
  }

  #takeServiceMessage({ OpenMessage: opened, AckMessage: acknowledged, CloseMessage: closed }) {
    if (closed) throw ConnectionEnd.ofCanister(Object.keys(closed.reason)[0]);
    if (opened && this.#phase === 'opening') {
      const { client_principal: principal, client_nonce: nonce } = opened.client_key;
      if (principal.text !== this.principal.text || nonce !== this.outbox.nonce) {
        throw new Error('the canister opened another connection than this one');
      }
      this.#phase = 'open';
      this.outbox.opened();
      this.#awaitAcknowledgement();
      this.listener.opened(this.gateway);
    } else if (acknowledged && this.#phase === 'open') {
      this.outbox.acknowledge(acknowledged.last_incoming_sequence_num);
      this.outbox.send(wire.encodeKeepAlive(this.#received), true);
      this.#awaitAcknowledgement();
    } else {
      throw new Error('a service message came that has no place here');
    }
  }
}
