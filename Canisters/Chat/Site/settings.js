// Where the page connects to: what its address says, and what this browser remembers.

import { Principal } from './ic/principal.js';
import { isLocal } from './ic/network.js';

/** What is kept by name; browsers that keep nothing make no difference to this visit. */
export const memory = {
  read(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  },
  write(name, value) {
    try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* It is asked for again next time. */ }
  },
};

const query = new URLSearchParams(location.search);

/** The canister that the page comes from, if its host is one. */
function canisterOfHost() {
  try { return Principal.fromText(location.hostname.split('.')[0]); } catch { return undefined; }
}

/**
 * The canister and its network. A page that comes from a canister is about that one, whatever else its address says: else a
 * link could show another canister's chat under its name.
 * @returns {{ canister?: Principal, network: string, isServedByCanister: boolean }}
 * @throws {Error} where the address of the page names something that is none
 */
export function readTarget() {
  const own = canisterOfHost();
  const ownNetwork = isLocal(location.hostname) ? location.origin : 'https://icp-api.io';
  if (own) return { canister: own, network: ownNetwork, isServedByCanister: true };
  const named = query.get('canister') ?? query.get('canisterId');
  return {
    canister: named ? Principal.fromText(named) : undefined,
    network: new URL(query.get('network') ?? ownNetwork).origin,
    isServedByCanister: false,
  };
}

/** The gateway's address, as a WebSocket's. @throws {Error} in words for the user */
export function gatewayAddress(text) {
  let url;
  try { url = new URL(text.trim()); } catch { throw new Error('A gateway’s address looks like wss://gateway.example.'); }
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') throw new Error('A gateway’s address begins with wss:// or ws://.');
  if (url.protocol === 'ws:' && location.protocol === 'https:' && !isLocal(url.hostname)) {
    throw new Error('From this page browsers reach gateways by wss:// alone.');
  }
  url.hash = '';
  return url.href;
}

/** The gateway that the page's address names, else the one that was used last. @returns {string} '' where there is none */
export function readGateway() {
  try { return gatewayAddress(query.get('gateway') ?? memory.read('gateway') ?? ''); } catch { return ''; }
}

export const readRoom = () => query.get('room') ?? '';

/** Writes a setting into the page's address, so that it can be passed on. */
export function writeToAddress(name, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(null, '', url);
}
