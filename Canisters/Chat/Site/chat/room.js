// A room that the user is in, or is about to join.

import { Timeline } from './timeline.js';

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
  /** Comings and goings while the members are asked for. */
  #changes;
  /** Whether messages are asked for. */
  isFilling = false;

  /** @param {string} name @param {import('./canister.js').ChatQueries} queries */
  constructor(name, queries) {
    Object.assign(this, { name, queries });
  }

  /** Somebody came or went. @returns {boolean} whether that is news */
  setPresence(client, isHere) {
    this.#changes?.push([client, isHere]);
    const wasHere = this.members.has(client.text);
    if (isHere) this.members.set(client.text, client);
    else this.members.delete(client.text);
    return wasHere !== isHere;
  }

  /** Asks who is there. What comes meanwhile is newer than the answer. */
  async loadMembers() {
    this.#changes = [];
    await this.#attempt('Members', async () => {
      const members = await this.queries.members(this.name);
      this.members = new Map(members.map((member) => [member.text, member]));
    });
    const changes = this.#changes;
    this.#changes = undefined;
    for (const [client, isHere] of changes) this.setPresence(client, isHere);
  }

  /** Asks for the messages that are missing. @returns {Promise<number>} how many came */
  async fill() {
    if (this.isFilling) return 0;
    this.isFilling = true;
    let count = 0;
    await this.#attempt('Earlier messages', async () => {
      for (const message of await this.queries.history(this.name, this.timeline.last)) {
        if (this.timeline.addMessage(message)) count++;
      }
      this.timeline.settle();
    });
    this.isFilling = false;
    return count;
  }

  async #attempt(what, action) {
    try {
      await action();
      this.problem = '';
    } catch (error) {
      this.problem = `${what} could not be loaded: ${error.message}`;
    }
  }
}
