// What the checks in Python call in the page. Integers of 64 bits come and go as decimal digits.

import { decodeCandid } from '/site/ic/candid/decode.js';
import * as candid from '/site/ic/candid/types.js';
import { encode } from '/site/ic/cbor.js';
import { Identity } from '/site/ic/identity.js';
import { Principal } from '/site/ic/principal.js';
import { requestId, signedEnvelope } from '/site/ic/request.js';
import { decodeAppMessage, encodeAppMessage } from '/site/chat/canister.js';
import { Timeline } from '/site/chat/timeline.js';
import { element, reconcile } from '/site/view/dom.js';
import { rowsOf } from '/site/view/rows.js';
import { bytes, each, hex } from '/test/hexadecimal.js';

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
  const value = { sequence_num: BigInt(number), content: bytes(data), is_service_message: true };
  const message = candid.encodeCandid(types, [value]);
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
 * `{ sending: text, second }`, `{ arrived: text, said }`, `{ broken }`, `{ clearUp }`, `{ settle: sequence }`,
 * `{ removeTwice: text }`.
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
      const sent = { text: step.sending, time: time(step.second), author: author('me'), after: timeline.last };
      timeline.add({ kind: 'outgoing', state: 'sending', ...sent });
    } else if (step.broken) timeline.outgoing('sending').forEach((entry) => { entry.state = 'unclear'; });
    else if (step.clearUp) timeline.clearUp(author('me'));
    else if (step.settle) timeline.settle(BigInt(step.settle));
    else if (step.removeTwice) {
      const entry = timeline.entries.find(({ text }) => text === step.removeTwice);
      for (let i = 0; i < 2; i++) timeline.remove(entry);
    }
  }
  const shown = rowsOf(timeline.entries).filter(({ kind }) => kind !== 'day').map(({ entry, kind, words }) => (
    entry ? `${entry.state ?? (entry.proof ? 'verified' : 'unverified')} ${entry.text}` : `${kind}: ${words}`));
  return { shown, last: Number(timeline.last), count: timeline.entries.length };
}

/** How many elements are made or moved when a list's items become others. */
export function placed({ before, after }) {
  const list = document.createElement('ol');
  const show = (items) => reconcile(list, items, (item) => item, (item) => element('li', {}, item));
  show(before);
  const observer = new MutationObserver(() => {});
  observer.observe(list, { childList: true });
  show(after);
  const added = observer.takeRecords().reduce((count, { addedNodes }) => count + addedNodes.length, 0);
  return { added, shown: Array.from(list.children, ({ textContent }) => textContent) };
}

export const shortNames = each((data) => new Principal(bytes(data)).short);

export { connection } from '/test/parts/connections.js';
export { line, room } from '/test/parts/sessions.js';
