// Has messages verified in a thread of its own, so that the page stays quick while it is done.

import { ConnectionEnd } from './connection-end.js';

// Pages under “trusted types” take addresses of scripts from policies alone. This one knows a single address.
const policy = globalThis.trustedTypes?.createPolicy('verification', { createScriptURL: () => address() });
const address = () => new URL('verification-worker.js', import.meta.url).href;

export class Verifier {
  /** One that failed is replaced when it is needed next: its parts may not have loaded because the network was away. */
  #worker;
  /** Who waits, the longest first: answers come in the order of the questions. */
  #waiting = [];

  constructor() { this.#start(); }

  #start() {
    const worker = new Worker(policy ? policy.createScriptURL('') : address(), { type: 'module' });
    worker.onmessage = ({ data: { error, isStale, time } }) => {
      const { resolve, reject } = this.#waiting.shift();
      if (error === undefined) resolve({ time });
      else if (isStale) reject(new ConnectionEnd(error, { mayReturn: true, isStale }));
      else reject(new Error(error));
    };
    worker.onerror = ({ message }) => {
      worker.terminate();
      this.#worker = undefined;
      const failure = new ConnectionEnd(
        `messages cannot be verified on this page: ${message ?? 'its parts did not load'}`);
      for (const { reject } of this.#waiting.splice(0)) reject(failure);
    };
    this.#worker = worker;
    return worker;
  }

  /**
   * Proves that a canister sent this: the network's signature, the canister's tree, and the hash of the content in it.
   * @param {{ key: string, content: Uint8Array, cert: Uint8Array, tree: Uint8Array }} message
   * @param {Uint8Array} canister @param {Uint8Array} rootKey in DER
   * @returns {Promise<{ time: bigint }>} when the network certified it, in nanoseconds since 1970
   */
  verify(message, canister, rootKey) {
    const worker = this.#worker ?? this.#start();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      worker.postMessage({ message, canister, rootKey });
    });
  }
}
