// One connection to the canister, through a gateway that need not be trusted: from its handshake to its end.

import { randomBytes } from '../ic/bytes.js';
import { compare } from '../ic/hash-tree.js';
import { now } from '../ic/request.js';
import { Acknowledgements } from './acknowledgements.js';
import { ConnectionEnd } from './connection-end.js';
import * as wire from './messages.js';

/** How long the gateway may take for its handshake, and the canister to open the connection. */
const openTimeout = 60_000;
/** Frames that wait to be verified, and bytes that wait to be sent. */
const maximumWaitingFrames = 2_000;
const maximumUnsent = 4 << 20;

/** @typedef {{ sequence: bigint, certifiedAt: bigint, key: string, size: number }} Proof of a message that was verified */

export class Connection {
  #phase = 'connecting';
  #nonce = new DataView(randomBytes(8).buffer).getBigUint64(0);
  #received = 0n;
  #sent = 0n;
  #acknowledgements = new Acknowledgements();
  #waitingFrames = 0;
  // Each frame is dealt with to its end before the next, and messages are signed in the order of their numbers.
  #incoming = Promise.resolve();
  #outgoing = Promise.resolve();
  #timer = 0;

  /**
   * @param {object} parties `{ gateway, canister, identity, verify }`: the gateway's address, the canister's principal, who
   *   signs, and what verifies a relayed message
   * @param {object} listener `{ opened(gatewayPrincipal), received(content, proof), ended(end) }`
   */
  constructor({ gateway, canister, identity, verify }, listener) {
    Object.assign(this, { canister, identity, verify, listener });
    this.socket = new WebSocket(gateway);
    this.socket.binaryType = 'arraybuffer';
    this.socket.onmessage = ({ data }) => this.#enqueue(data);
    this.socket.onclose = (event) => this.#end(ConnectionEnd.ofSocket(event));
    this.#limit(openTimeout, 'the gateway did not answer in time');
  }

  /** Sends a message of the application. @throws {Error} where it cannot be sent */
  send(content) {
    if (this.#phase !== 'open') throw new Error('there is no connection');
    if (this.#acknowledgements.isFull) throw new Error('too many messages wait for the canister');
    this.#sendMessage(content, false);
  }

  close() { this.#end(ConnectionEnd.own(), 1000); }

  #limit(milliseconds, problem) {
    clearTimeout(this.#timer);
    if (milliseconds === undefined) return;
    this.#timer = setTimeout(() => this.#end(new ConnectionEnd(problem, { mayReturn: true })), Math.max(milliseconds, 0));
  }

  #awaitAcknowledgement() {
    this.#limit(this.#acknowledgements.timeLeft, 'the canister did not acknowledge what was sent in time');
  }

  #end(end, code = 4000) {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    clearTimeout(this.#timer);
    this.socket.onclose = this.socket.onmessage = null;
    this.socket.close(code);
    this.listener.ended(end);
  }

  #enqueue(data) {
    if (++this.#waitingFrames > maximumWaitingFrames) {
      return this.#end(new ConnectionEnd('messages came faster than they can be verified', { mayReturn: true }));
    }
    this.#incoming = this.#incoming.then(() => this.#receive(data)).catch((error) => {
      this.#end(error instanceof ConnectionEnd ? error : new ConnectionEnd(error.message, { isBreach: true }));
    });
  }

  async #receive(data) {
    this.#waitingFrames--;
    if (this.#phase === 'ended') return;
    if (!(data instanceof ArrayBuffer)) throw new Error('the gateway sent text, where the protocol has bytes alone');
    const frame = new Uint8Array(data);
    if (this.#phase === 'connecting') return this.#open(wire.decodeHandshake(frame));
    const relayed = wire.decodeRelayed(frame);
    const { time } = await this.verify(relayed);
    // From here on the content is what the canister certified. Whether it is the next one for us stands inside.
    const message = wire.decodeContent(relayed.content);
    if (compare(message.client_principal, this.identity.principal.bytes) || message.client_nonce !== this.#nonce) {
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
    else if (this.#phase === 'open') this.listener.received(message.content, proof);
    else throw new Error('a message came before the canister opened the connection');
  }

  async #open(gateway) {
    this.gateway = gateway;
    this.#phase = 'opening';
    this.#limit(openTimeout, 'the canister did not open the connection in time');
    const argument = wire.encodeOpenArguments({ client_nonce: this.#nonce, gateway_principal: gateway });
    await this.#transmit('ws_open', argument);
  }

  #takeServiceMessage({ OpenMessage: opened, AckMessage: acknowledged, CloseMessage: closed }) {
    if (closed) throw ConnectionEnd.ofCanister(Object.keys(closed.reason)[0]);
    if (opened && this.#phase === 'opening') {
      const { client_principal: principal, client_nonce: nonce } = opened.client_key;
      if (principal.text !== this.identity.principal.text || nonce !== this.#nonce) {
        throw new Error('the canister opened another connection than this one');
      }
      this.#phase = 'open';
      this.#awaitAcknowledgement();
      this.listener.opened(this.gateway);
    } else if (acknowledged && this.#phase === 'open') {
      this.#acknowledgements.acknowledge(acknowledged.last_incoming_sequence_num, this.#sent);
      this.#sendMessage(wire.encodeKeepAlive(this.#received), true);
    } else {
      throw new Error('a service message came that has no place here');
    }
  }

  #sendMessage(content, isServiceMessage) {
    const sequence = ++this.#sent;
    this.#acknowledgements.add(sequence);
    this.#awaitAcknowledgement();
    const key = { client_principal: this.identity.principal, client_nonce: this.#nonce };
    const argument = wire.encodeMessageArguments({
      client_key: key, sequence_num: sequence, timestamp: now(), is_service_message: isServiceMessage, content,
    });
    this.#outgoing = this.#outgoing.then(() => this.#transmit('ws_message', argument)).catch((error) => (
      this.#end(new ConnectionEnd(`a message could not be signed: ${error.message}`))));
  }

  async #transmit(method, argument) {
    const frame = await wire.callFrame(this.canister, this.identity, method, argument);
    if (this.#phase === 'ended') return;
    if (this.socket.bufferedAmount > maximumUnsent) {
      return this.#end(new ConnectionEnd('the gateway takes no more', { mayReturn: true }));
    }
    this.socket.send(frame);
  }
}
