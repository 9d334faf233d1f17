// WebSocket messages of a canister as gateways relay them: proven by a hash tree of the canister, whose digest is the
// canister's certified data in a certificate.

import { checkAge, VerificationError, verifyCertificate } from './certificate.js';
import { compare, HashTree } from './hash-tree.js';
import { sha256 } from './sha256.js';

/** How many certificates with their trees are kept: all messages of one poll come with the same. */
const maximumProofs = 4;

/** Verifies that a canister made a message; whether it is the connection's next one, its sequence number tells. */
export class CertifiedMessageVerifier {
  #trust;
  #proofs = [];

  /** @param {{ rootKey: Uint8Array, canisterId: Uint8Array, maximumAge?: number }} trust as for `verifyCertificate` */
  constructor(trust) {
    this.#trust = trust;
  }

  /**
   * @param {{ key: string, content: Uint8Array, cert: Uint8Array, tree: Uint8Array }} message as the gateway sent it
   * @param {number} [now] milliseconds since 1970
   * @returns {{ time: bigint }} when the subnet certified it, in nanoseconds since 1970
   * @throws {VerificationError} then nothing of the message may be looked at
   */
  verify({ key, content, cert, tree }, now = Date.now()) {
    const proof = this.#proof(cert, tree, now);
    const { status, value } = proof.tree.lookup(['websocket', key]);
    if (status !== 'found') {
      throw new VerificationError(`the canister's tree does not show the message's key (${status})`);
    }
    if (compare(value, sha256(content)) !== 0) {
      throw new VerificationError('the message is not the one that the canister made: its hash is another');
    }
    return { time: proof.time };
  }

  #proof(certificate, tree, now) {
    const known = this.#proofs.find((proof) =>
      compare(proof.certificate, certificate) === 0 && compare(proof.treeBytes, tree) === 0);
    if (known) {
      checkAge(known.time, { ...this.#trust, now });
      return known;
    }
    const verified = verifyCertificate(certificate, { ...this.#trust, now });
    const { status, value } = verified.lookup(['canister', this.#trust.canisterId, 'certified_data']);
    if (status !== 'found') {
      throw new VerificationError(`the certificate does not show certified data of the canister (${status})`);
    }
    let decoded;
    try {
      decoded = HashTree.decode(tree);
    } catch (error) {
      throw new VerificationError(`the canister's tree cannot be read: ${error.message}`);
    }
    if (compare(value, decoded.digest) !== 0) {
      throw new VerificationError("the tree is not the canister's: its digest is not the certified data");
    }
    // Copies, since the bytes may be parts of a buffer that is used again.
    const proof = { certificate: certificate.slice(), treeBytes: tree.slice(), tree: decoded, time: verified.time };
    this.#proofs = [proof, ...this.#proofs].slice(0, maximumProofs);
    return proof;
  }
}
