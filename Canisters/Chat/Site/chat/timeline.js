// What is shown of a room, in the order in which it happened: messages, who came and went, and what is on its way.

/** The most entries that are kept: the oldest go first. */
const maximumEntries = 1_000;

/**
 * `time` is in nanoseconds since 1970. `proof` is there where the entry came certified over the socket, and was verified.
 * @typedef {object} Entry
 * @property {number} id
 * @property {'message'|'outgoing'|'presence'|'restart'} kind
 * @property {bigint} time
 * @property {bigint} sequence of a message; 0 of all others
 * @property {import('../websocket/connection.js').Proof} [proof]
 * @property {import('../ic/principal.js').Principal} [author] of a message, or who came or went
 * @property {string} [text]
 * @property {'sending'|'unclear'|'refused'} [state] of what this user wrote and was not seen back
 * @property {string} [reason] why it was refused
 * @property {boolean} [hasJoined] of presence
 */

let lastId = 0;

export class Timeline {
  /** @type {Entry[]} */
  entries = [];
  /** Messages since the room began, by their numbers. */
  #messages = new Map();
  #newest;
  /** The number up to which all is here that the canister still has. */
  last = 0n;

  /** @param {Omit<Entry, 'id'>} entry one with an id takes the place of another with the same */
  add(entry) {
    const complete = { sequence: 0n, id: ++lastId, ...entry };
    let at = this.entries.length;
    while (at > 0 && follows(this.entries[at - 1], complete)) at--;
    this.entries.splice(at, 0, complete);
    if (this.entries.length > maximumEntries) this.#messages.delete(this.entries.shift().sequence);
    return complete;
  }

  remove(entry) { this.entries.splice(this.entries.indexOf(entry), 1); }

  /**
   * Adds a message, or the proof to one that is there.
   * @param {import('./canister.js').Message} message @param {Entry['proof']} [proof]
   * @param {Entry} [sent] what this user wrote, and now came back as this message
   * @returns {boolean} whether the message is new
   */
  addMessage(message, proof, sent) {
    if (sent) this.remove(sent);
    const known = this.#messages.get(message.sequence);
    if (known && known.time === message.time && known.text === message.text && `${known.author}` === `${message.author}`) {
      known.proof ??= proof;
      return false;
    }
    const isNextLife = known || this.#newest?.sequence > message.sequence && this.#newest.time < message.time;
    if (isNextLife) {
      // What the network certified is true. What a query answered gives way to it.
      if (!proof) return false;
      this.#beginAnew(message.time);
    }
    const entry = this.add({ kind: 'message', ...message, proof, ...sent && { id: sent.id } });
    this.#messages.set(message.sequence, entry);
    if (!this.#newest || this.#newest.sequence < message.sequence) this.#newest = entry;
    if (message.sequence === this.last + 1n) this.last = message.sequence;
    return true;
  }

  /** The canister forgot the room, and its numbers began at 1 again. */
  #beginAnew(time) {
    this.#messages.clear();
    this.#newest = undefined;
    this.last = 0n;
    this.add({ kind: 'restart', time });
  }

  /** All that the canister still has was added: what is missing now is gone. */
  settle() { this.last = this.#newest?.sequence ?? this.last; }

  /** What this user wrote and was not seen back, oldest first. */
  outgoing(state) { return this.entries.filter((entry) => entry.kind === 'outgoing' && entry.state === state); }

  /** After a break: what was written and is among the messages that came since arrived.
   * @param {bigint} after the last number before the break */
  clearUp(after, author) {
    const arrived = this.entries.filter((entry) => (
      entry.kind === 'message' && entry.sequence > after && `${entry.author}` === `${author}`));
    for (const entry of this.outgoing('unclear')) {
      const at = arrived.findIndex((message) => message.text === entry.text);
      if (at >= 0) {
        arrived.splice(at, 1);
        this.remove(entry);
      }
    }
  }
}

/** Whether an entry stands behind one that is new. What is on its way stands last. */
function follows(entry, added) {
  if (entry.state === 'sending' && added.state !== 'sending') return true;
  return entry.time > added.time || entry.time === added.time && entry.sequence > added.sequence;
}
