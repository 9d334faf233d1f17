// A room that the user is in, or is about to join.

import { now } from '../ic/request.js';
import { limits } from './canister.js';
import { Timeline } from './timeline.js';

/** Before each try to get an answer that is up to date, in milliseconds: a machine of the network may be behind. */
const waits = [0, 500, 1_000, 2_000];
/** How far ahead of this clock a message may be, in nanoseconds. */
const maximumLead = 300_000_000_000n;

export class Room {
  /** Where the user stands: joining until the canister says that he has joined, as after each break of the connection.
   * @type {'joining'|'joined'} */
  state = 'joining';
  timeline = new Timeline();
  /** Who is there, by the principal's text. @type {Map<string, import('../ic/principal.js').Principal>} */
  members = new Map();
  unread = 0;
  /** Why messages or members could not be asked for. */
  problem = '';
  /** Comings and goings from the Join on until the members are known. */
  #changes = [];
  /** While messages are asked for: how many will have come. @type {Promise<number> | undefined} */
  filling;

  /** @param {string} name @param {import('./canister.js').ChatQueries} queries */
  constructor(name, queries) {
    Object.assign(this, { name, queries });
  }

  get isFilling() { return this.filling !== undefined; }

  /** Somebody came or went. @returns {boolean} whether that is news */
  setPresence(client, isHere) {
    this.#changes?.push([client, isHere]);
    const wasHere = this.members.has(client.text);
    if (isHere) this.members.set(client.text, client);
    else this.members.delete(client.text);
    return wasHere !== isHere;
  }

  /** The connection is gone, and with it the user is out of the room. */
  closed() {
    this.state = 'joining';
    this.#changes = [];
  }

  /** Asks who is there. What came since the Join is newer than the answer, which shows the user or is of before.
   * @param {import('../ic/principal.js').Principal} user */
  async loadMembers(user) {
    const changes = this.#changes ??= [];
    let members = [];
    await this.#attempt('Members', async () => {
      members = await this.queries.members(this.name);
      return this.#changes !== changes || members.some(({ text }) => text === user.text);
    });
    // Of another connection than the one that there is now.
    if (this.#changes !== changes) return;
    this.#changes = undefined;
    if (members.length) this.members = new Map(members.map((member) => [member.text, member]));
    for (const [client, isHere] of changes) this.setPresence(client, isHere);
  }

  /** Asks for the messages that are missing, until none is before the last that is proven.
   * @returns {Promise<number>} how many came */
  fill() { return this.filling ??= this.#fill().finally(() => { this.filling = undefined; }); }

  async #fill() {
    let count = 0;
    await this.#attempt('Earlier messages', async () => {
      const { timeline } = this;
      const after = timeline.last;
      const messages = await this.queries.history(this.name, after);
      checkHistory(messages, after);
      // Else the room began anew meanwhile.
      if (timeline.last < after) return false;
      for (const message of messages) if (timeline.addMessage(message)) count++;
      return timeline.settle(messages.at(-1)?.sequence ?? after);
    });
    return count;
  }

  /** @param {string} what @param {() => Promise<boolean>} ask whether the answer is up to date */
  async #attempt(what, ask) {
    try {
      for (const wait of waits) {
        if (wait) await new Promise((resolve) => { setTimeout(resolve, wait); });
        if (await ask()) {
          this.problem = '';
          return;
        }
      }
      throw new Error('the machines of the network that answered are behind');
    } catch (error) {
      this.problem = `${what} could not be loaded: ${error.message}`;
    }
  }
}

/** Refuses what the canister cannot have answered. */
function checkHistory(messages, after) {
  if (messages.length > limits.history) {
    throw new Error(`${messages.length} messages came, where the canister keeps ${limits.history}`);
  }
  let last = messages.length ? messages[0].sequence - 1n : after;
  const latest = now() + maximumLead;
  for (const { sequence, time } of messages) {
    if (sequence <= after || sequence !== ++last) throw new Error(`message ${sequence} came out of its order`);
    if (time > latest) throw new Error(`message ${sequence} is of the future: check this device’s clock`);
  }
}
