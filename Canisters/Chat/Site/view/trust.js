// What the panel “What is verified” says of this very page: where trust begins.

import { isLocal } from '../ic/network.js';
import { byId } from './dom.js';

/** @param {{ network: import('../ic/network.js').Network, isServedByCanister: boolean }} facts */
export function setUpTrust({ network, isServedByCanister }) {
  byId('trust-root').textContent = network.tellsRootKey
    ? `Certificates lead to the root key of the network. Here that is a network on this machine, ${network.address}, `
      + 'and it told its key itself: whoever believes it believes this machine.'
    : 'Certificates lead to the root key of the Internet Computer, which is part of this page: nobody has to be asked '
      + 'for it.';
  byId('trust-page').textContent = isServedByCanister ? pageWords(network) : otherPageWords();
}

function otherPageWords() {
  const start = `The page itself comes from ${location.host}, which is not the canister’s own address. `;
  return start + (isLocal(location.hostname)
    ? 'Its address names the canister, and the server on this machine is to be trusted to serve the right page.'
    : 'The page names the canister: whoever serves it is to be trusted to serve the right one.');
}

function pageWords(network) {
  if (network.tellsRootKey) {
    return 'The page itself comes from the canister, which certifies its files; the network on this machine passes '
      + 'them on, and nobody checks them on the way.';
  }
  if (location.hostname.includes('.raw.')) {
    return 'The page itself comes by a raw address, at which nobody checks that the canister certified it. Use the '
      + 'address without “raw”.';
  }
  return 'The page itself is certified by the canister too. The HTTP gateway that your browser loaded it from checks '
    + 'that; the browser does not. So you trust that gateway for the page, and through the page for the rest.';
}
