// Has messages verified in a thread of its own, so that the page stays quick while it is done.

import { ConnectionEnd } from './connection-end.js';

// Pages under “trusted types” take addresses of scripts from policies alone. This one knows a single address.
const policy = globalThis.trustedTypes?.createPolicy('verification', { createScriptURL: () => address() });
const address = () => new URL('verification-worker.js', import.meta.url).href;

export class Verifier {
  #worker = new Worker(policy ? policy.createScriptURL('') : address(), { type: 'module' });
  /** Who waits, the longest first: answers come in the order of the questions. */
  #waiting = [];
  #failure;

  constructor() {
    this.#worker.onmessage = ({ data: { error, time } }) => {
      const { resolve, reject } = this.#waiting.shift();
      if (error === undefined) resolve({ time });
      else reject(new Error(error));
    };
    this.#worker.onerror = ({ message }) => {
      this.#failure = new ConnectionEnd(`messages cannot be verified on this page: ${message ?? 'its parts did not load'}`);
      for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
    };
  }

  /**
   * Proves that a canister sent this: the network's signature, the canister's tree, and the hash of the content in it.
   * @param {{ key: string, content: Uint8Array, cert: Uint8Array, tree: Uint8Array }} message
   * @param {Uint8Array} canister @param {Uint8Array} rootKey in DER
   * @returns {Promise<{ time: bigint }>} when the network certified it, in nanoseconds since 1970
   */
  verify(message, canister, rootKey) {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage({ message, canister, rootKey });
    });
  }
}
