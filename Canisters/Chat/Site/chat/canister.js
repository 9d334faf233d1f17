// The interface of the chat canister, as far as this page uses it: Chat.did.

import { decodeCandid } from '../ic/candid/decode.js';
import { encodeCandid, nat64, principal, record, text, variant, vec } from '../ic/candid/types.js';
import { utf8 } from '../ic/bytes.js';

/** What the canister takes, in bytes of UTF-8 and in rooms, and how many messages of a room it keeps. */
export const limits = { name: 64, text: 1_000, rooms: 20, history: 100 };

const message = record({ sequence: nat64, time: nat64, author: principal, text });
const presence = record({ room: text, client: principal });
const appMessage = variant({
  Join: text,
  Leave: text,
  Talk: record({ room: text, text }),
  Joined: presence,
  Left: presence,
  Said: record({ room: text, message }),
  Refused: text,
});

/**
 * @typedef {{ sequence: bigint, time: bigint, author: import('../ic/principal.js').Principal, text: string }} Message
 */

export const encodeAppMessage = (value) => encodeCandid([appMessage], [value]);
export const decodeAppMessage = (content) => decodeCandid([appMessage], content)[0];

export const byteCount = (words) => utf8(words).length;

/** The canister's queries. The network does not certify what they answer. */
export class ChatQueries {
  /** @param {import('../ic/network.js').Network} network @param {import('../ic/principal.js').Principal} canister */
  constructor(network, canister) {
    Object.assign(this, { network, canister });
  }

  /** The names of all rooms. @returns {Promise<string[]>} */
  rooms() { return this.network.query(this.canister, 'rooms', [], [], vec(text)); }

  /** @returns {Promise<import('../ic/principal.js').Principal[]>} */
  members(room) { return this.network.query(this.canister, 'members', [text], [room], vec(principal)); }

  /** The messages with sequence numbers above one, oldest first. @returns {Promise<Message[]>} */
  history(room, after) {
    return this.network.query(this.canister, 'history', [text, nat64], [room, after], vec(message));
  }
}
