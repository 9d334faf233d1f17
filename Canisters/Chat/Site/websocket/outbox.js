// What this page sends over one connection: numbered, signed one after another, and kept in mind until acknowledged.

import { randomBytes } from '../ic/bytes.js';
import { now } from '../ic/request.js';
import { Acknowledgements } from './acknowledgements.js';
import { ConnectionEnd } from './connection-end.js';
import { callFrame, encodeMessageArguments, encodeOpenArguments } from './messages.js';

/** The most bytes that wait in the socket. */
const maximumUnsent = 4 << 20;

export class Outbox {
  /** The connection's number among those of the identity: one by chance. */
  nonce = new DataView(randomBytes(8).buffer).getBigUint64(0);
  #sent = 0n;
  #acknowledgements = new Acknowledgements();
  /** Messages are signed in the order of their numbers. */
  #last = Promise.resolve();

  /**
   * @param {WebSocket} socket
   * @param {object} parties `{ canister, identity }`
   * @param {(end: ConnectionEnd) => void} failed
   */
  constructor(socket, { canister, identity }, failed) {
    Object.assign(this, { socket, canister, identity, failed });
  }

  /** The canister opened the connection. */
  opened() { this.#acknowledgements.start(); }

  /** How long the canister may still take to acknowledge, in milliseconds. */
  get timeLeft() { return this.#acknowledgements.timeLeft; }

  /** Asks the canister to open the connection. @param {import('../ic/principal.js').Principal} gateway */
  open(gateway) {
    this.#call('ws_open', encodeOpenArguments({ client_nonce: this.nonce, gateway_principal: gateway }));
  }

  /** @param {Uint8Array} content @throws {Error} where it cannot be sent */
  send(content, isServiceMessage = false) {
    if (this.#acknowledgements.isFull) throw new Error('too many messages wait for the canister');
    this.#acknowledgements.add(++this.#sent);
    this.#call('ws_message', encodeMessageArguments({
      client_key: { client_principal: this.identity.principal, client_nonce: this.nonce },
      sequence_num: this.#sent,
      timestamp: now(),
      is_service_message: isServiceMessage,
      content,
    }));
  }

  /** The canister got all messages up to one. @throws {Error} where it cannot be so */
  acknowledge(last) { this.#acknowledgements.acknowledge(last, this.#sent); }

  #call(method, argument) {
    this.#last = this.#last.then(async () => {
      const frame = await callFrame(this.canister, this.identity, method, argument);
      if (this.socket.bufferedAmount > maximumUnsent) {
        return this.failed(new ConnectionEnd('the gateway takes no more', { mayReturn: true }));
      }
      // A socket that is closed takes it too, and does nothing.
      this.socket.send(frame);
    }).catch((error) => this.failed(new ConnectionEnd(`a message could not be signed: ${error.message}`)));
  }
}
