// The thread of the verifier.

import { CertifiedMessageVerifier } from '../ic/certified-messages.js';

/** For the canister and root key that were asked for last: it knows the certificates that it has verified. */
let verifier;
let trusted = '';

onmessage = ({ data: { message, canister: canisterId, rootKey } }) => {
  if (trusted !== `${canisterId}/${rootKey}`) {
    verifier = new CertifiedMessageVerifier({ rootKey, canisterId });
    trusted = `${canisterId}/${rootKey}`;
  }
  try {
    postMessage(verifier.verify(message));
  } catch (error) {
    postMessage({ error: error.message, isStale: error.isStale });
  }
};
