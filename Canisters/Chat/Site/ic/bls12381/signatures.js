// BLS signatures as the Internet Computer makes them: the scheme BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_ of
// draft-irtf-cfrg-bls-signature, with signatures in G1 and public keys in G2.

import { decodeG1 } from './g1.js';
import { decodeG2, generator, lines } from './g2.js';
import { hashToG1 } from './hash-to-curve.js';
import { isProductOne } from './pairing.js';

// The half of a verification that depends on the key alone, for a few keys: a network's root key, and that of a subnet.
const preparedKeys = new Map();
const maximumPreparedKeys = 8;

let linesOfGenerator;

/**
 * Whether a signature is one of a key for a message.
 * @param {Uint8Array} publicKey 96 bytes
 * @param {Uint8Array} signature 48 bytes
 * @param {Uint8Array} message
 * @throws {RangeError} if the key or the signature is no encoding of a point of its group, or that at infinity
 */
export function isValidSignature(publicKey, signature, message) {
  const [x, y, z] = decodeG1(signature);
  linesOfGenerator ??= lines(generator);
  // e(signature, generator) = e(H(message), key), with both on one side.
  return isProductOne([
    { point: [x, -y, z], lines: linesOfGenerator }, { point: hashToG1(message), lines: preparedLines(publicKey) },
  ]);
}

function preparedLines(publicKey) {
  const name = publicKey.join();
  let prepared = preparedKeys.get(name);
  if (prepared === undefined) {
    prepared = lines(decodeG2(publicKey));
    if (preparedKeys.size === maximumPreparedKeys) preparedKeys.delete(preparedKeys.keys().next().value);
    preparedKeys.set(name, prepared);
  }
  return prepared;
}
