// What the checks in Python call in the page: bytes come and go in hexadecimal, and what is thrown comes back as
// `{ refused: 'Name: message' }`.

import { decode, encode } from '/ic/cbor.js';
import { HashTree } from '/ic/hash-tree.js';
import { sha224, sha256 } from '/ic/sha256.js';
import { verifyCertificate } from '/ic/certificate.js';
import { CertifiedMessageVerifier } from '/ic/certified-messages.js';
import { hashToG1 } from '/ic/bls12381/hash-to-curve.js';
import { inverse, isGreater, mod } from '/ic/bls12381/field.js';
import { decodeG1 } from '/ic/bls12381/g1.js';
import { decodeG2, lines } from '/ic/bls12381/g2.js';
import { isValidSignature } from '/ic/bls12381/signatures.js';

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const label = (text) => text.startsWith('0x') ? bytes(text.slice(2)) : text;

/** What there is or what is refused, for each of the arguments. */
const each = (work) => (cases) => cases.map((one) => {
  try {
    return work(one);
  } catch (error) {
    return { refused: `${error.name}: ${error.message}` };
  }
});

const trusting = ({ rootKey, canister, now, maximumAge }) =>
  ({ rootKey: bytes(rootKey), canisterId: bytes(canister), now, maximumAge });

const relayed = ({ key, content, certificate, tree }) =>
  ({ key, content: bytes(content), cert: bytes(certificate), tree: bytes(tree) });

export const hashes = each((data) => [hex(sha256(bytes(data))), hex(sha224(bytes(data)))]);

export const recoded = each((data) => hex(encode(decode(bytes(data)), { tagged: data.startsWith('d9d9f7') })));

export const points = each((message) => {
  const [x, y, z] = hashToG1(bytes(message));
  const inverseOfZ = inverse(z);
  const data = bytes(mod(x * inverseOfZ).toString(16).padStart(96, '0'));
  data[0] |= isGreater(y * inverseOfZ) ? 0xa0 : 0x80;
  return hex(data);
});

export const encodings = each((data) => {
  const point = bytes(data);
  if (point.length === 48) decodeG1(point);
  else lines(decodeG2(point));
  return 'accepted';
});

export const signatures = each(({ key, signature, message }) =>
  isValidSignature(bytes(key), bytes(signature), bytes(message)));

export const trees = each(({ tree, paths }) => {
  const decoded = HashTree.decode(bytes(tree));
  return [hex(decoded.digest), ...paths.map((path) => {
    const { status, value } = decoded.lookup(path.map(label));
    return value ? `${status} ${hex(value)}` : status;
  })];
});

export const certificates = each(({ certificate, paths = [], ...trust }) => {
  const { time, lookup } = verifyCertificate(bytes(certificate), trusting(trust));
  return [String(time), ...paths.map((path) => lookup(path.map(label)).status)];
});

/** Each of the messages by one and the same verifier. */
export function messages({ messages, ...trust }) {
  const verifier = new CertifiedMessageVerifier(trusting(trust));
  return each((message) => String(verifier.verify(relayed(message), message.now ?? trust.now).time))(messages);
}

/** Milliseconds of verifying a certificate: the first one with all that the key needs, and the mean of some more. */
export function milliseconds({ certificate, repetitions, ...trust }) {
  const once = () => verifyCertificate(bytes(certificate), trusting(trust));
  const started = performance.now();
  once();
  const first = performance.now();
  for (let i = 0; i < repetitions; i++) once();
  return [first - started, (performance.now() - first) / repetitions];
}
