// What the checks in Python call in the page. Bytes come and go in hexadecimal, integers of 64 bits as decimal digits, and
// what is thrown comes back as `{ refused: message }`.

import { decodeCandid } from '/site/ic/candid/decode.js';
import * as candid from '/site/ic/candid/types.js';
import { encode } from '/site/ic/cbor.js';
import { Identity } from '/site/ic/identity.js';
import { Principal } from '/site/ic/principal.js';
import { requestId, signedEnvelope } from '/site/ic/request.js';
import { decodeAppMessage, encodeAppMessage } from '/site/chat/canister.js';
import { Timeline } from '/site/chat/timeline.js';
import { rowsOf } from '/site/view/rows.js';

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const each = (work) => (cases) => cases.map((one) => {
  try {
    return work(one);
  } catch (error) {
    return { refused: error.message };
  }
});

/** A value as JSON carries it. */
function plain(value) {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Principal) return value.text;
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, plain(content)]));
}

export const read = each((data) => plain(decodeAppMessage(bytes(data))));

export const written = each((value) => hex(encodeAppMessage(value)));

/** Texts in a vector: for messages that are made by hand. */
export const readTexts = each((data) => decodeCandid([candid.vec(candid.text)], bytes(data))[0]);

export const readNulls = each((data) => decodeCandid([candid.vec(candid.nullType)], bytes(data))[0].length);

/** Numbers and bytes, there and back. */
export const numbersThereAndBack = each(({ number, data }) => {
  const types = [candid.record({ sequence_num: candid.nat64, content: candid.blob, is_service_message: candid.bool })];
  const message = candid.encodeCandid(types, [{ sequence_num: BigInt(number), content: bytes(data), is_service_message: true }]);
  return [hex(message), plain(decodeCandid(types, message)[0])];
});

export const principals = each((text) => hex(Principal.fromText(text).bytes));

export const principalTexts = each((data) => new Principal(bytes(data)).text);

export const principalOfKey = (der) => Principal.selfAuthenticating(bytes(der)).text;

const content = ({ ingress_expiry: expiry, request_type: kind, method_name: method, ...blobs }) => ({
  ...Object.fromEntries(Object.entries(blobs).map(([name, data]) => [name, bytes(data)])),
  request_type: kind, method_name: method, ingress_expiry: BigInt(expiry), nonce: blobs.nonce && bytes(blobs.nonce),
});

export const requestIds = each((fields) => hex(requestId(content(fields))));

/** An envelope that a new identity signs, and the principal that it has. */
export async function envelope(fields) {
  const identity = await Identity.generate();
  const sender = identity.principal.bytes;
  const signed = await signedEnvelope({ ...content(fields), sender }, identity);
  const keys = ['extractable', 'usages'].map((name) => identity.privateKey[name]);
  return { envelope: hex(encode(signed, { tagged: true })), principal: identity.principal.text, keys };
}

/**
 * A room's rows after what happened in it, in short. Steps: `{ said: [sequence, second, author, text], isProven }`,
 * `{ sending: text, second }`, `{ arrived: text, said }`, `{ broken }`, `{ clearUp: after }`, `{ settle }`.
 */
export function rows(steps) {
  const timeline = new Timeline();
  const time = (second) => BigInt(second) * 1_000_000_000n;
  const author = (name) => new Principal(new TextEncoder().encode(name));
  const message = ([sequence, second, name, text]) => ({
    sequence: BigInt(sequence), time: time(second), author: author(name), text,
  });
  const proof = { sequence: 1n, certifiedAt: 0n, key: '', size: 0 };
  for (const step of steps) {
    if (step.arrived) {
      const sent = timeline.outgoing('sending').find(({ text }) => text === step.arrived);
      timeline.addMessage(message(step.said), proof, sent);
    } else if (step.said) timeline.addMessage(message(step.said), step.isProven ? proof : undefined);
    else if (step.sending) {
      timeline.add({ kind: 'outgoing', state: 'sending', time: time(step.second), author: author('me'), text: step.sending });
    } else if (step.broken) timeline.outgoing('sending').forEach((entry) => { entry.state = 'unclear'; });
    else if (step.clearUp !== undefined) timeline.clearUp(BigInt(step.clearUp), author('me'));
    else if (step.settle) timeline.settle();
  }
  const shown = rowsOf(timeline.entries).filter(({ kind }) => kind !== 'day').map(({ entry, kind, words }) => (
    entry ? `${entry.state ?? (entry.proof ? 'verified' : 'unverified')} ${entry.text}` : `${kind}: ${words}`));
  return { shown, last: Number(timeline.last), count: timeline.entries.length };
}
