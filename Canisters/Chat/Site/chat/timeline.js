// What is shown of a room, in the order in which it happened: messages, who came and went, and what is on its way.

/** The most entries that are kept: the oldest go first. */
const maximumEntries = 1_000;

/**
 * `time` is in nanoseconds since 1970. `proof` is there where the entry came certified over the socket, and was
 *   verified.
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
 * @property {bigint} [after] of what this user wrote: the last number that was known then
 * @property {boolean} [isClaimed] of a message: what this user wrote was found again in it
 * @property {boolean} [hasJoined] of presence
 */

let lastId = 0;

export class Timeline {
  /** @type {Entry[]} */
  entries = [];
  /** Messages since the room began, by their numbers. */
  #messages = new Map();
  /** The last message that is proven: what a query tells changes nothing of what is taken for true. */
  #newest;
  /** The number up to which all is here that the canister still has. */
  last = 0n;

  /** @param {Omit<Entry, 'id'>} entry one with an id takes the place of another with the same */
  add(entry) {
    const complete = { sequence: 0n, id: ++lastId, ...entry };
    let at = this.entries.length;
    while (at > 0 && follows(this.entries[at - 1], complete)) at--;
    this.entries.splice(at, 0, complete);
    if (this.entries.length > maximumEntries) this.remove(this.entries[0]);
    return complete;
  }

  remove(entry) {
    const at = this.entries.indexOf(entry);
    if (at >= 0) this.entries.splice(at, 1);
    if (this.#messages.get(entry.sequence) === entry) this.#messages.delete(entry.sequence);
  }

  /**
   * Adds a message, or the proof to one that is there.
   * @param {import('./canister.js').Message} message @param {Entry['proof']} [proof]
   * @param {Entry} [sent] what this user wrote, and now came back as this message
   * @returns {boolean} whether the message is new
   */
  addMessage(message, proof, sent) {
    if (sent) this.remove(sent);
    const known = this.#messages.get(message.sequence);
    if (known && isSame(known, message)) {
      known.proof ??= proof;
      if (sent) known.isClaimed = true;
      this.#follow(known);
      return false;
    }
    const isOutOfOrder = this.#newest !== undefined && isAtOdds(this.#newest, message);
    // What the network certified is true. What a query answered gives way to it.
    if (!proof && (known || isOutOfOrder)) return false;
    if (known?.proof || isOutOfOrder) this.#beginAnew(message.time);
    else if (proof) this.#forgetLies(message);
    const isClaimed = sent !== undefined;
    const entry = this.add({ kind: 'message', ...message, proof, isClaimed, ...sent && { id: sent.id } });
    this.#messages.set(message.sequence, entry);
    this.#follow(entry);
    return true;
  }

  /** Counts an entry among those that are there. */
  #follow(entry) {
    if (entry.proof && !(this.#newest?.sequence > entry.sequence)) this.#newest = entry;
    while (this.#messages.has(this.last + 1n)) this.last++;
  }

  /** Where a query told what is at odds with a proven message, nothing is known of what it told from there on. */
  #forgetLies(message) {
    const told = [...this.#messages.values()].filter(({ proof }) => !proof);
    const lies = told.filter((entry) => isAtOdds(entry, message));
    if (!lies.length) return;
    const first = lies.reduce((least, { sequence }) => (sequence < least ? sequence : least), message.sequence);
    for (const entry of told) if (entry.sequence >= first) this.remove(entry);
    if (this.last >= first) this.last = first - 1n;
  }

  /** The canister forgot the room, and its numbers began at 1 again. */
  #beginAnew(time) {
    this.#messages.clear();
    this.#newest = undefined;
    this.last = 0n;
    this.add({ kind: 'restart', time });
  }

  /** All was added that the canister still has up to a number: what is missing before it is gone.
   * @param {bigint} last @returns {boolean} whether nothing is missing before the last message that is proven */
  settle(last) {
    if (last > this.last) this.last = last;
    while (this.#messages.has(this.last + 1n)) this.last++;
    return !(this.#newest?.sequence > this.last);
  }

  /** What this user wrote and was not seen back, oldest first. */
  outgoing(state) { return this.entries.filter((entry) => entry.kind === 'outgoing' && entry.state === state); }

  /** What was written, and is among the author's messages that came since, arrived. */
  clearUp(author) {
    const arrived = this.entries.filter((entry) => (
      entry.kind === 'message' && !entry.isClaimed && `${entry.author}` === `${author}`));
    for (const entry of this.outgoing('unclear')) {
      const message = arrived.find(({ isClaimed, sequence, text }) => (
        !isClaimed && sequence > entry.after && text === entry.text));
      if (message) {
        message.isClaimed = true;
        this.remove(entry);
      }
    }
  }
}

const isSame = (entry, message) => (
  entry.time === message.time && entry.text === message.text && `${entry.author}` === `${message.author}`);

/** Whether two messages cannot be of one room: numbers and times grow together. */
const isAtOdds = (one, other) => (one.sequence === other.sequence
  ? !isSame(one, other) : (one.sequence - other.sequence) * (one.time - other.time) < 0n);

/** Whether an entry stands behind one that is new. What is on its way stands last. */
function follows(entry, added) {
  if (entry.state === 'sending' && added.state !== 'sending') return true;
  return entry.time > added.time || entry.time === added.time && entry.sequence > added.sequence;
}
