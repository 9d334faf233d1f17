// What goes over the socket: the arguments of the canister's methods, service messages, and the frames of the gateway.

import { decode, encode } from '../ic/cbor.js';
import { decodeCandid } from '../ic/candid/decode.js';
import { blob, bool, encodeCandid, nat64, nullType, opt, principal, record, text, variant } from '../ic/candid/types.js';
import { Principal } from '../ic/principal.js';
import { requestContent, signedEnvelope } from '../ic/request.js';

const clientKey = record({ client_principal: principal, client_nonce: nat64 });
const upTo = record({ last_incoming_sequence_num: nat64 });

const openArguments = record({ client_nonce: nat64, gateway_principal: principal });
const messageArguments = record({
  msg: record({ client_key: clientKey, sequence_num: nat64, timestamp: nat64, is_service_message: bool, content: blob }),
});
const serviceMessage = variant({
  OpenMessage: record({ client_key: clientKey }),
  AckMessage: upTo,
  KeepAliveMessage: upTo,
  CloseMessage: record({
    reason: variant({
      WrongSequenceNumber: nullType, InvalidServiceMessage: nullType, KeepAliveTimeout: nullType,
      ClosedByApplication: nullType,
    }),
  }),
});

export const encodeOpenArguments = (value) => encodeCandid([openArguments], [value]);

/** The second argument only tells the type of the application's messages to who reads the interface. */
export const encodeMessageArguments = (msg) => encodeCandid([messageArguments, opt(nullType)], [{ msg }, null]);

export const decodeServiceMessage = (content) => decodeCandid([serviceMessage], content)[0];

export const encodeKeepAlive = (last) => (
  encodeCandid([serviceMessage], [{ KeepAliveMessage: { last_incoming_sequence_num: last } }]));

/** The frame with a signed call of the canister. */
export async function callFrame(canister, identity, method, argument) {
  const content = requestContent('call', canister.bytes, method, argument, identity.principal.bytes);
  return encode({ envelope: await signedEnvelope(content, identity) }, { tagged: true });
}

/** The entries of a CBOR map that must be there, each of its kind. @param {Object<string, Function>} kinds */
function entries(map, kinds) {
  return Object.fromEntries(Object.entries(kinds).map(([name, kind]) => {
    const value = map instanceof Map ? map.get(name) : undefined;
    // CBOR gives integers as numbers or, where they are large, as bigints.
    const exact = kind === BigInt && Number.isInteger(value) ? BigInt(value) : value;
    if (!(Object(exact) instanceof kind)) throw new Error(`the entry ${name} is missing or of another kind`);
    return [name, exact];
  }));
}

/** The gateway's first frame: who it is. */
export function decodeHandshake(frame) {
  return new Principal(entries(decode(frame), { gateway_principal: Uint8Array }).gateway_principal);
}

/** A message of the canister with its proof, as the gateway relays it. */
export function decodeRelayed(frame) {
  return entries(decode(frame), { key: String, content: Uint8Array, cert: Uint8Array, tree: Uint8Array });
}

/** The content of a relayed message: what the canister certified. */
export function decodeContent(bytes) {
  const kinds = { client_key: Map, sequence_num: BigInt, is_service_message: Boolean, content: Uint8Array };
  const content = entries(decode(bytes), kinds);
  return { ...content, ...entries(content.client_key, { client_principal: Uint8Array, client_nonce: BigInt }) };
}
