// What a connection makes of what a relay sends: the relay, the thread that verifies, and the clock are played here.

import { decode, encode } from '/site/ic/cbor.js';
import { decodeCandid } from '/site/ic/candid/decode.js';
import { encodeCandid, nat64, nullType, principal, record, variant } from '/site/ic/candid/types.js';
import { Principal } from '/site/ic/principal.js';
import { CanisterSocket } from '/site/websocket/canister-socket.js';
import { Verifier } from '/site/websocket/verifier.js';

const user = new Principal(Uint8Array.of(1, 2, 3));
const stranger = new Principal(Uint8Array.of(3, 2, 1));
const canister = new Principal(Uint8Array.of(9, 9));

const upTo = record({ last_incoming_sequence_num: nat64 });
const serviceMessage = variant({
  OpenMessage: record({ client_key: record({ client_principal: principal, client_nonce: nat64 }) }),
  AckMessage: upTo,
  CloseMessage: record({ reason: variant({ KeepAliveTimeout: nullType, ClosedByApplication: nullType }) }),
});
const openArguments = record({ client_nonce: nat64, gateway_principal: principal });

const globals = ['WebSocket', 'Worker', 'setTimeout'];
const { setTimeout: laterForReal } = globalThis;
/** Until all is done that was begun; signing and verifying take several turns. */
const settled = async () => { for (let i = 0; i < 20; i++) await new Promise((go) => { laterForReal(go, 0); }); };

/** The thread says of a message what its key says. */
class Thread {
  static count = 0;
  constructor() { Thread.count++; }

  postMessage({ message: { key } }) {
    queueMicrotask(() => {
      if (key === 'broken') this.onerror({ message: 'it is broken' });
      else if (key === 'stale' || key === 'forged') this.onmessage({ data: { error: key, isStale: key === 'stale' } });
      else this.onmessage({ data: { time: 1n } });
    });
  }

  terminate() {}
}

/**
 * A socket's states after steps, the last end, what it sent, received and closed with, and how long it waits.
 * Steps: `{ handshake }`, `{ text }`, `{ elapse }`, `{ send }`, `{ renew }`, `{ start }`, `{ closed: code }`, and
 * messages: `{ open | ack | close | said, sequence, key, principal, nonce, inside }`.
 */
export async function connection(steps) {
  const kept = globals.map((name) => globalThis[name]);
  const sockets = [];
  const limits = [];
  const result = { states: [], received: [], ends: [] };
  Thread.count = 0;
  class Relay {
    sent = [];
    bufferedAmount = 0;
    constructor() { sockets.push(this); }

    send(frame) { this.sent.push(frame); }
    close(code) { this.closedWith = code; }
  }
  Object.assign(globalThis, {
    WebSocket: Relay, Worker: Thread,
    setTimeout: (action, milliseconds) => limits.push({ action, milliseconds }),
  });
  try {
    const identity = { principal: user, publicKey: Uint8Array.of(1), sign: async () => new Uint8Array(64) };
    const network = { rootKey: async () => Uint8Array.of(1) };
    const socket = new CanisterSocket({ canister, identity, network, verifier: new Verifier() }, {
      changed: ({ phase, end }) => {
        result.states.push(phase);
        if (end) result.ends.push({ ...end, message: end.message });
      },
      received: (content) => result.received.push(new TextDecoder().decode(content)),
    });
    socket.start('ws://relay.test');
    await settled();
    for (const step of steps) {
      carryOut(step, socket, sockets.at(-1), limits);
      await settled();
    }
    const { sent, closedWith } = sockets.at(-1);
    const last = limits.at(-1).milliseconds;
    return { ...result, sent: sent.length, closedWith, limit: last, sockets: sockets.length, threads: Thread.count };
  } finally {
    globals.forEach((name, index) => { globalThis[name] = kept[index]; });
  }
}

function carryOut(step, socket, relay, limits) {
  if (step.start) socket.start('ws://relay.test');
  else if (step.elapse) limits.at(-1).action();
  else if (step.renew) socket.renew(step.renew);
  else if (step.send) socket.send(new TextEncoder().encode(step.send));
  else if (step.closed) relay.onclose?.({ code: step.closed, reason: '' });
  else if (step.text) relay.onmessage?.({ data: step.text });
  else relay.onmessage?.({ data: frameOf(step, relay).slice().buffer });
}

function frameOf(step, relay) {
  if (step.handshake) return encode({ gateway_principal: Uint8Array.of(7) }, { tagged: true });
  const opening = decode(relay.sent[0]).get('envelope').get('content').get('arg');
  const { client_nonce: own } = decodeCandid([openArguments], opening)[0];
  const nonceOf = (isOther) => (isOther ? own ^ 1n : own);
  const client = step.principal ? stranger : user;
  const content = {
    client_key: { client_principal: client.bytes, client_nonce: nonceOf(step.nonce) },
    sequence_num: BigInt(step.sequence), timestamp: 1n,
    is_service_message: step.said === undefined, content: contentOf(step, nonceOf(step.inside)),
  };
  const proof = { cert: Uint8Array.of(1), tree: Uint8Array.of(1) };
  return encode({ key: step.key ?? 'right', content: encode(content, { tagged: true }), ...proof }, { tagged: true });
}

function contentOf({ said, open, ack, close }, nonce) {
  if (said !== undefined) return new TextEncoder().encode(said);
  return encodeCandid([serviceMessage], [
    open ? { OpenMessage: { client_key: { client_principal: user, client_nonce: nonce } } }
      : ack !== undefined ? { AckMessage: { last_incoming_sequence_num: BigInt(ack) } }
        : { CloseMessage: { reason: { [close]: null } } }]);
}
