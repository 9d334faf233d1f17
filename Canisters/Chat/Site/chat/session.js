// The chat of one user: rooms, what is said in them, and what the user asks for. It knows nothing of how it is shown.

import { now } from '../ic/request.js';
import { byteCount, encodeAppMessage, limits } from './canister.js';
import { Requests } from './requests.js';
import { Room } from './room.js';

/** How long nothing may come while the user waits for an answer, in milliseconds: then the line is dead. */
const answerTimeout = 30_000;

export class ChatSession {
  /** Rooms that the user is in, or joins, by name. @type {Map<string, Room>} */
  rooms = new Map();
  /** Names of all rooms of the canister, as far as it told. @type {string[]} */
  directory = [];
  /** The room that is looked at. */
  selected = '';
  /** Messages that were verified so far. */
  verified = 0;
  requests = new Requests();
  #timer = 0;

  /**
   * @param {object} parts `{ socket, queries, principal }`: where it sends, whom it asks, who the user is
   * @param {object} listener `{ changed(), noticed(text), isWatched() }`, the last: whether the user sees the room
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
    const entry = { kind: 'outgoing', state: 'sending', time: now(), author: this.principal, text: words };
    request.entry = room.timeline.add({ ...entry, after: room.timeline.last });
    this.listener.changed();
  }

  /** Takes back what was written and not seen back. @returns {string} its text */
  withdraw(room, entry) {
    room.timeline.remove(entry);
    this.listener.changed();
    return entry.text;
  }

  /** Sends something, if there is a connection; without one there is no need: a new one joins all rooms. */
  request(message) {
    if (this.socket.state.phase !== 'open') return undefined;
    this.socket.send(encodeAppMessage(message));
    const request = this.requests.add(message);
    if (!this.#timer) this.heard();
    return request;
  }

  /** Something came, so that the line is alive; from now on it has to show that again while an answer is missing. */
  heard() {
    clearTimeout(this.#timer);
    const giveUp = () => this.socket.renew('the canister did not answer in time');
    this.#timer = this.requests.isEmpty ? 0 : setTimeout(giveUp, answerTimeout);
  }

  /** Perhaps the line is another one than before: where something waits it is not to be relied on. */
  lineChanged() {
    if (this.requests.isEmpty) this.socket.hurry();
    else this.socket.renew('the network of this device changed');
  }

  /** A new connection: the canister knows nothing of the former one, and its members left all rooms with it. */
  opened() {
    for (const room of this.rooms.values()) this.request({ Join: room.name });
    this.loadDirectory();
  }

  /** The connection is gone, and with it what was not answered: nobody can tell whether it arrived. */
  closed() {
    this.requests.clear();
    this.heard();
    for (const room of this.rooms.values()) {
      room.closed();
      for (const entry of room.timeline.outgoing('sending')) entry.state = 'unclear';
    }
  }

  async loadDirectory() {
    // The list is a convenience: rooms are joined by their names, and it is asked for again.
    try { this.directory = await this.queries.rooms(); } catch { return; }
    this.listener.changed();
  }

  /** The canister took the user into a room: asks for what was said there, and who is there. */
  async entered(room) {
    room.state = 'joined';
    const members = room.loadMembers(this.principal);
    // What was asked before the connection broke does not tell what was said since.
    await room.filling;
    const before = room.timeline.last;
    const [count] = await Promise.all([this.fill(room), members]);
    // What was there before the user came for the first time is not news.
    if (before > 0n) this.countUnread(room, count);
    this.listener.changed();
  }

  /** Asks for messages that are missing, and looks for the user's own among them. @returns {Promise<number>} */
  async fill(room) {
    const count = await room.fill();
    room.timeline.clearUp(this.principal);
    return count;
  }

  countUnread(room, messages) {
    if (room.name !== this.selected || !this.listener.isWatched()) room.unread += messages;
  }
}
