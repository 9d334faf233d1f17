// The chat of one user: rooms, what is said in them, and what the user asks for. It knows nothing of how it is shown.

import { now } from '../ic/request.js';
import { byteCount, encodeAppMessage, limits } from './canister.js';
import { Requests } from './requests.js';
import { Room } from './room.js';

export class ChatSession {
  /** Rooms that the user is in, or joins, by name. @type {Map<string, Room>} */
  rooms = new Map();
  /** Names of all rooms of the canister, as far as it told. @type {string[]} */
  directory = [];
  /** The room that is looked at. */
  selected = '';
  /** Messages that were verified since the page was loaded. */
  verified = 0;
  requests = new Requests();

  /**
   * @param {object} parts `{ socket, queries, principal }`: where it sends, whom it asks, who the user is
   * @param {object} listener `{ changed(), noticed(text), isWatched() }`; the last tells whether the user looks at the page
   */
  constructor({ socket, queries, principal }, listener) {
    Object.assign(this, { socket, queries, principal, listener });
  }

  get room() { return this.rooms.get(this.selected); }

  /** @throws {Error} in words for the user */
  join(name) {
    const bytes = byteCount(name);
    if (bytes < 1 || bytes > limits.name) throw new Error(`A room’s name has 1 to ${limits.name} bytes, not ${bytes}.`);
    if (!this.rooms.has(name)) {
      if (this.rooms.size >= limits.rooms) throw new Error(`You can be in ${limits.rooms} rooms at once.`);
      this.rooms.set(name, new Room(name, this.queries));
      this.request({ Join: name });
    }
    this.select(name);
  }

  leave(name) {
    if (this.rooms.get(name)?.state === 'joined') this.request({ Leave: name });
    this.rooms.delete(name);
    if (this.selected === name) this.selected = this.rooms.keys().next().value ?? '';
    this.listener.changed();
  }

  select(name) {
    this.selected = name;
    this.read();
    this.listener.changed();
  }

  /** The user sees the room that is selected. */
  read() { if (this.room) this.room.unread = 0; }

  /** @throws {Error} in words for the user: then nothing was sent */
  talk(words) {
    const room = this.room;
    const bytes = byteCount(words);
    if (bytes > limits.text) throw new Error(`A message has at most ${limits.text} bytes; this one has ${bytes}.`);
    if (this.socket.state.phase !== 'open' || room.state !== 'joined') {
      throw new Error('Not sent: there is no connection yet.');
    }
    const request = this.request({ Talk: { room: room.name, text: words } });
    request.entry = room.timeline.add({
      kind: 'outgoing', state: 'sending', time: now(), author: this.principal, text: words,
    });
    this.listener.changed();
  }

  /** Takes back what was written and not seen back. @returns {string} its text */
  withdraw(room, entry) {
    room.timeline.remove(entry);
    this.listener.changed();
    return entry.text;
  }

  /** Sends something, if there is a connection. Without one there is no need: a new one begins with all rooms joined. */
  request(message) {
    if (this.socket.state.phase !== 'open') return undefined;
    this.socket.send(encodeAppMessage(message));
    return this.requests.add(message);
  }

  /** A new connection: the canister knows nothing of the former one, and its members left all rooms with it. */
  opened() {
    for (const room of this.rooms.values()) this.request({ Join: room.name });
    this.loadDirectory();
  }

  /** The connection is gone, and with it what was not answered: nobody can tell whether it arrived. */
  closed() {
    this.requests.clear();
    for (const room of this.rooms.values()) {
      room.state = 'joining';
      for (const entry of room.timeline.outgoing('sending')) entry.state = 'unclear';
    }
  }

  async loadDirectory() {
    try {
      this.directory = await this.queries.rooms();
    } catch {
      // The list is a convenience: rooms are joined by their names, and it is asked for again.
      return;
    }
    this.listener.changed();
  }

  /** The canister took the user into a room: asks for what was said there, and who is there. */
  async entered(room) {
    room.state = 'joined';
    const before = room.timeline.last;
    const [count] = await Promise.all([room.fill(), room.loadMembers()]);
    room.timeline.clearUp(before, this.principal);
    // What was there before the user came for the first time is not news.
    if (before > 0n) this.countUnread(room, count);
    this.listener.changed();
  }

  countUnread(room, messages) {
    if (room.name !== this.selected || !this.listener.isWatched()) room.unread += messages;
  }
}
