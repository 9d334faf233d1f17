// Who the user is to the canister: a key pair that this browser makes and keeps, and whose private half no script can
// read.

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

/** Does one thing with the store of identities, which holds one at most. What was written is kept when this is over. */
async function withStore(mode, action) {
  const opening = indexedDB.open('identities', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('identities');
  const database = await new Promise((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    const transaction = database.transaction('identities', mode);
    const request = action(transaction.objectStore('identities'));
    return await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      // Also where the request did well, and then the disk was full.
      transaction.onabort = () => reject(transaction.error ?? request.error);
    });
  } finally {
    database.close();
  }
}

/** Asks the browser not to throw away what is kept here. @returns {Promise<boolean>} whether it promises that */
export async function askToKeep() {
  try { return await navigator.storage.persist(); } catch { return false; }
}

/**
 * The identity that this browser keeps; a new one where there is none. `isKept` is false where the browser keeps
 * nothing, as some private windows do: then the identity goes with the page.
 * @returns {Promise<{ identity: Identity, isKept: boolean }>}
 */
export async function loadIdentity() {
  try {
    const kept = await withStore('readonly', (store) => store.get('current'));
    if (kept) return { identity: new Identity(kept.privateKey, kept.publicKey), isKept: true };
  } catch {
    return { identity: await Identity.generate(), isKept: false };
  }
  return replaceIdentity();
}

/** Makes another identity and forgets the one that is kept, for ever; where the other cannot be kept, it stays. */
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
