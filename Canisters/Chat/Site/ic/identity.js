// Who the user is to the canister: a key pair that this browser makes and keeps, and whose private half no script can read.

import { Principal } from './principal.js';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

export class Identity {
  /** @param {CryptoKey} privateKey @param {Uint8Array} publicKey SubjectPublicKeyInfo in DER */
  constructor(privateKey, publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.principal = Principal.selfAuthenticating(publicKey);
  }

  static async generate() {
    const keys = await crypto.subtle.generateKey(algorithm, false, ['sign']);
    return new Identity(keys.privateKey, new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey)));
  }

  /** The signature, 64 bytes: r and s, as both WebCrypto and the network write them. */
  async sign(bytes) {
    return new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, this.privateKey, bytes));
  }
}

const asPromise = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Does one thing with the store of identities, which holds one at most. */
async function withStore(mode, action) {
  const opening = indexedDB.open('identities', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('identities');
  const database = await asPromise(opening);
  try {
    const store = database.transaction('identities', mode).objectStore('identities');
    return await asPromise(action(store));
  } finally {
    database.close();
  }
}

/** The identity that this browser keeps; a new one where there is none. `isKept` is false where the browser keeps nothing,
 * as some private windows do: then the identity goes with the page.
 * @returns {Promise<{ identity: Identity, isKept: boolean }>} */
export async function loadIdentity() {
  try {
    const kept = await withStore('readonly', (store) => store.get('current'));
    if (kept) return { identity: new Identity(kept.privateKey, kept.publicKey), isKept: true };
  } catch {
    return { identity: await Identity.generate(), isKept: false };
  }
  return replaceIdentity();
}

/** Forgets the identity that is kept, for ever, and makes another. */
export async function replaceIdentity() {
  const identity = await Identity.generate();
  const { privateKey, publicKey } = identity;
  try {
    await withStore('readwrite', (store) => store.put({ privateKey, publicKey }, 'current'));
    return { identity, isKept: true };
  } catch {
    return { identity, isKept: false };
  }
}
