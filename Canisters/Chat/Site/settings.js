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
 * The canister and its network. A page is about the canister that it comes from, or that is written in it: else a link
 * could show another canister's chat under its name. On this machine, for trials, the address may name them.
 * @returns {{ canister?: Principal, network: string, isServedByCanister: boolean }}
 * @throws {Error} where the address of the page names something that is none
 */
export function readTarget() {
  const own = canisterOfHost();
  const isHere = isLocal(location.hostname);
  const ownNetwork = isHere ? location.origin : 'https://icp-api.io';
  if (own) return { canister: own, network: ownNetwork, isServedByCanister: true };
  const named = isHere ? query.get('canister') ?? query.get('canisterId')
    : document.querySelector('meta[name="canister"]')?.content;
  return {
    canister: named ? Principal.fromText(named) : undefined,
    network: new URL(isHere && query.get('network') || ownNetwork).origin,
    isServedByCanister: false,
  };
}

/** The gateway's address, as a WebSocket's. @throws {Error} in words for the user */
export function gatewayAddress(text) {
  let url;
  try {
    url = new URL(text.trim());
  } catch {
    throw new Error('A gateway’s address looks like wss://gateway.example.');
  }
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw new Error('A gateway’s address begins with wss:// or ws://.');
  }
  if (url.protocol === 'ws:' && location.protocol === 'https:' && !isLocal(url.hostname)) {
    throw new Error('From this page browsers reach gateways by wss:// alone.');
  }
  url.hash = '';
  return url.href;
}

/**
 * The gateway that the page's address names, else the one that was used last; '' where there is none. Whoever makes a
 * link must not choose for the user: `isKnown` tells whether the user did, or page and gateway are on this machine.
 * @returns {{ gateway: string, isKnown: boolean }}
 */
export function readGateway() {
  const read = (text) => { try { return gatewayAddress(text ?? ''); } catch { return ''; } };
  const named = read(query.get('gateway'));
  const last = read(memory.read('gateway'));
  const isHere = named && isLocal(location.hostname) && isLocal(new URL(named).hostname);
  return { gateway: named || last, isKnown: !named || named === last || isHere };
}

export const readRoom = () => query.get('room') ?? '';

/** Writes a setting into the page's address, so that it can be passed on. */
export function writeToAddress(name, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(null, '', url);
}
