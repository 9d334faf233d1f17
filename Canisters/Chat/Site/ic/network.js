// The network that the canister is on: which root key it has, and queries to it.

import { decode, encode } from './cbor.js';
import { decodeCandid } from './candid/decode.js';
import { encodeCandid } from './candid/types.js';
import { Principal } from './principal.js';
import { requestContent } from './request.js';

const timeout = 15_000;
const cborType = 'application/cbor';

/** The Internet Computer's root key, which all its certificates lead to. It is part of this page, so nobody has to be asked. */
const rootKeyOfInternetComputer = '308182301d060d2b0601040182dc7c0503010201060c2b0601040182dc7c05030201036100'
  + '814c0e6ec71fab583b08bd81373c255c3c371b2e84863c98a4f1e08b74235d14fb5d9c0cd546d9685f913a0c0b2cc534'
  + '1583bf4b4392e467db96d65b9bb4cb717112f8472e0d5a4d14505ffd7484b01291091c5f87b98883463f98091a0baaae';

/** Whether a host is this machine. */
export const isLocal = (hostname) => /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

export class Network {
  /** @param {string} address such as https://icp-api.io */
  constructor(address) {
    this.address = new URL(address).origin;
    /** Only a network on this machine may tell by itself what its root key is: all others are the Internet Computer. */
    this.tellsRootKey = isLocal(new URL(address).hostname);
  }

  /** The root key in DER. */
  async rootKey() {
    if (!this.tellsRootKey) return Uint8Array.from(rootKeyOfInternetComputer.match(/../g), (pair) => parseInt(pair, 16));
    const key = (await this.ask('/api/v2/status')).get('root_key');
    return key instanceof Uint8Array ? key.slice() : fail('the network does not tell its root key');
  }

  /** Asks a method of a canister and believes the answer: the signatures of the nodes that gave it are not checked.
   * @param {Principal} canister */
  async query(canister, method, types, values, resultType) {
    const argument = encodeCandid(types, values);
    const content = requestContent('query', canister.bytes, method, argument, Principal.anonymous.bytes);
    const answer = await this.ask(`/api/v3/canister/${canister}/query`, encode({ content }, { tagged: true }));
    if (answer.get('status') !== 'replied') fail(`${method}: ${answer.get('reject_message')}`);
    return decodeCandid([resultType], answer.get('reply').get('arg'))[0];
  }

  /** The map that the network answers with. */
  async ask(path, body) {
    const request = body
      ? { method: 'POST', headers: { 'Content-Type': cborType }, body, signal: AbortSignal.timeout(timeout) }
      : { signal: AbortSignal.timeout(timeout) };
    const response = await fetch(this.address + path, { ...request, credentials: 'omit', referrerPolicy: 'no-referrer' })
      .catch((error) => fail(`the network at ${this.address} cannot be reached: ${error.message}`));
    if (!response.ok) fail(`${path}: HTTP ${response.status} ${(await response.text()).slice(0, 200)}`);
    return decode(new Uint8Array(await response.arrayBuffer()));
  }
}

function fail(problem) { throw new Error(problem); }
