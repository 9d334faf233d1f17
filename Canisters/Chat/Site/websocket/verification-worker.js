// The thread of the verifier.

import { verifyMessage } from '../ic/certificate.js';

// One after another: messages that share a certificate cost one verification.
let last = Promise.resolve();

onmessage = ({ data: { message, canister, rootKey } }) => {
  last = last.then(async () => {
    try {
      const { time } = await verifyMessage(message, { rootKey, canisterId: canister, now: Date.now() });
      postMessage({ time });
    } catch (error) {
      postMessage({ error: error.message });
    }
  });
};
