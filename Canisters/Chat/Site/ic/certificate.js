// Certificates of the Internet Computer (interface specification, "Certification"): what a subnet says of its state,
// signed with a key that leads to the network's root key.

import { isValidSignature } from './bls12381/signatures.js';
import { decode, joined } from './cbor.js';
import { compare, HashTree } from './hash-tree.js';

/** Why something is not proven: the message says what was found, and what should have been. */
export class VerificationError extends Error {
  name = 'VerificationError';
  /** Whether its time alone is wrong: it came late, or a clock is off, and nobody need have meddled with it. */
  isStale = false;
}

/** @param {string} message @param {boolean} [isStale] @returns {never} */
const refuse = (message, isStale = false) => { throw Object.assign(new VerificationError(message), { isStale }); };

/** How far a certificate's time may be from the clock, in milliseconds. */
export const defaultMaximumAge = 5 * 60_000;

/** @typedef {{ time: bigint, tree: HashTree, lookup: (path: import('./hash-tree.js').Label[]) =>
 *   import('./hash-tree.js').Lookup }} VerifiedCertificate `time`: of the state, in nanoseconds since 1970 */

/**
 * Verifies a certificate: its form, its delegation if it has one, its signature, its age.
 * @param {Uint8Array} bytes CBOR, with or without tag 55799
 * @param {object} trust
 * @param {Uint8Array} trust.rootKey the network's, in DER
 * @param {Uint8Array} trust.canisterId the canister that it is to speak of: a subnet speaks for its own canisters only
 * @param {number} [trust.now] milliseconds since 1970
 * @param {number} [trust.maximumAge] milliseconds that its time may be from `now`, in either direction
 * @returns {VerifiedCertificate}
 * @throws {VerificationError}
 */
export function verifyCertificate(bytes, { rootKey, canisterId, now = Date.now(), maximumAge = defaultMaximumAge }) {
  const { tree, signature, delegation } = decodeCertificate(bytes, 'the certificate');
  const key = delegation === undefined
    ? rootKey : keyFromDelegation(delegation, { rootKey, canisterId, now, maximumAge });
  checkSignature(tree, signature, key, 'the certificate');
  const time = timeOf(tree, 'the certificate');
  checkAge(time, { now, maximumAge });
  return { time, tree, lookup: (path) => tree.lookup(path) };
}

/** Checks how far a certificate's time is from the clock; for one that was verified before.
 * @param {bigint} time nanoseconds @param {{ now?: number, maximumAge?: number }} clock as for `verifyCertificate`
 * @throws {VerificationError} */
export function checkAge(time, { now = Date.now(), maximumAge = defaultMaximumAge }) {
  const age = now - Number(time / 1_000_000n);
  if (Math.abs(age) <= maximumAge) return;
  const distance = `${Math.round(Math.abs(age) / 1000)} seconds ${age > 0 ? 'old' : 'ahead of this clock'}`;
  refuse(`the certificate is ${distance}, where at most ${maximumAge / 1000} are taken: `
    + (age > 0 ? 'it came late, or this device’s clock is wrong' : 'check this device’s clock'), true);
}

function decodeCertificate(bytes, name) {
  try {
    const fields = decode(bytes);
    if (!(fields instanceof Map)) throw new Error('it is no map');
    const signature = fields.get('signature');
    if (!(signature instanceof Uint8Array)) throw new Error('it has no signature');
    return { tree: new HashTree(fields.get('tree')), signature, delegation: fields.get('delegation') };
  } catch (error) {
    return refuse(`${name} cannot be read: ${error.message}`);
  }
}

const stateRoot = Uint8Array.of(13, ...new TextEncoder().encode('ic-state-root'));

// DER that names BLS signatures and the curve BLS12-381, up to the 96 bytes of the point.
const keyPrefix = Uint8Array.of(
  0x30, 0x81, 0x82, 0x30, 0x1d, 0x06, 0x0d, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xdc, 0x7c, 0x05, 0x03, 0x01, 0x02,
  0x01, 0x06, 0x0c, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xdc, 0x7c, 0x05, 0x03, 0x02, 0x01, 0x03, 0x61, 0x00);

function checkSignature(tree, signature, key, name) {
  if (key.length !== 133 || compare(key.subarray(0, 37), keyPrefix) !== 0) {
    refuse(`the key for ${name} is not one of BLS12-381 in DER`);
  }
  let isValid;
  try {
    isValid = isValidSignature(key.subarray(37), signature, joined([stateRoot, tree.digest]));
  } catch (error) {
    refuse(`the signature or the key of ${name} is malformed: ${error.message}`);
  }
  if (!isValid) refuse(`the signature of ${name} is not valid: the network did not sign this`);
}

/** The key of the subnet that a delegation lets sign, if it lets it sign for the canister. */
function keyFromDelegation(delegation, { rootKey, canisterId, now, maximumAge }) {
  const name = 'the delegation';
  const [subnet, bytes] = delegation instanceof Map ? [delegation.get('subnet_id'), delegation.get('certificate')] : [];
  if (!(subnet instanceof Uint8Array && bytes instanceof Uint8Array)) refuse('the delegation cannot be read');
  const { tree, signature, delegation: nested } = decodeCertificate(bytes, name);
  if (nested !== undefined) refuse('the delegation was not signed by the root itself, but has a delegation too');
  checkSignature(tree, signature, rootKey, name);
  // A subnet's key stays, so that a delegation may be of any age; but it cannot be of tomorrow.
  if (Number(timeOf(tree, name) / 1_000_000n) > now + maximumAge) {
    refuse('the delegation is ahead of this clock: check this device’s clock', true);
  }
  const holds = ([first, last]) => compare(first, canisterId) <= 0 && compare(canisterId, last) <= 0;
  if (!rangesOf(tree, subnet).some(holds)) {
    refuse('the delegation is of a subnet that does not hold the canister');
  }
  const key = tree.lookup(['subnet', subnet, 'public_key']);
  return key.status === 'found' ? key.value : refuse(`the delegation does not show the subnet's key (${key.status})`);
}

/** The ranges of a subnet's canisters, first and last ones: in shards, or all in one as they were before. */
function rangesOf(tree, subnet) {
  const paths = tree.labels(['canister_ranges', subnet]).map((shard) => ['canister_ranges', subnet, shard]);
  if (paths.length === 0) paths.push(['subnet', subnet, 'canister_ranges']);
  return paths.flatMap((path) => {
    const ranges = tree.lookup(path);
    if (ranges.status !== 'found') return [];
    try {
      const pairs = decode(ranges.value);
      if (pairs.every((pair) => pair.length === 2 && pair.every((end) => end instanceof Uint8Array))) return pairs;
    } catch {
      // As bad as any other form.
    }
    return refuse('the ranges of canisters in the delegation cannot be read');
  });
}

/** The value at `/time`: LEB128, in nanoseconds since 1970. */
function timeOf(tree, name) {
  const { status, value } = tree.lookup(['time']);
  if (status !== 'found') refuse(`${name} does not show its time (${status})`);
  const last = value.findIndex((byte) => byte < 0x80);
  if (last < 0 || last !== value.length - 1 || value.length > 10) refuse(`the time of ${name} cannot be read`);
  return value.reduceRight((time, byte) => time << 7n | BigInt(byte & 0x7f), 0n);
}
