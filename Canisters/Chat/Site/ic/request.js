// Requests to the network: their representation-independent id, and the envelope that their signature goes in.

import { leb128, randomBytes, utf8 } from './bytes.js';
import { joined } from './cbor.js';
import { compare } from './hash-tree.js';
import { sha256 } from './sha256.js';

const nanosecondsOfMinute = 60_000_000_000n;

/** Now, in nanoseconds since 1970. */
export const now = () => BigInt(Date.now()) * 1_000_000n;

/** Three to four minutes from now: the network takes five at most, and its clock may differ from this one. In whole
 * minutes, so that it tells no more of this machine's clock than it has to. */
function ingressExpiry() {
  const expiry = now() + 4n * nanosecondsOfMinute;
  return expiry - expiry % nanosecondsOfMinute;
}

/** The content of a request. @param {'call'|'query'} kind @param {Uint8Array} canister @param {Uint8Array} sender */
export const requestContent = (kind, canister, method, argument, sender) => ({
  request_type: kind,
  canister_id: canister,
  method_name: method,
  arg: argument,
  sender,
  ingress_expiry: ingressExpiry(),
  // Equal calls are different requests; equal queries need not be.
  nonce: kind === 'call' ? randomBytes(16) : undefined,
});

/** The hash of a text, of bytes, or of an integer. */
function valueHash(value) {
  if (typeof value === 'string') return sha256(utf8(value));
  return sha256(value instanceof Uint8Array ? value : Uint8Array.from(leb128(value)));
}

/** The id of a request with this content (Internet Computer interface specification, “Request ids”). */
export function requestId(content) {
  const pairs = Object.entries(content).filter(([, value]) => value !== undefined);
  const hashes = pairs.map(([name, value]) => joined([sha256(utf8(name)), valueHash(value)]));
  return sha256(...hashes.sort(compare));
}

/** A signed envelope. @param {import('./identity.js').Identity} identity */
export async function signedEnvelope(content, identity) {
  const payload = joined([utf8('\x0Aic-request'), requestId(content)]);
  return { content, sender_pubkey: identity.publicKey, sender_sig: await identity.sign(payload) };
}
