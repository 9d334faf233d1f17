// The page as a whole: what is shown of a session, and what the user can do.

import { memory, writeToAddress } from '../settings.js';
import { Composer } from './composer.js';
import { ConnectionView } from './connection.js';
import { setUpDetails, showDetails, showPerson } from './details.js';
import { setUpDialogs } from './dialogs.js';
import { byId, setData, setText } from './dom.js';
import { setUpIdentity, showIdentity, showKept } from './identity.js';
import { Log } from './log.js';
import { MemberList } from './members.js';
import { setOwnPrincipal } from './people.js';
import { RoomList } from './rooms.js';
import { setUpTrust } from './trust.js';

const noticeTime = 8_000;

export class Page {
  #isScheduled = false;
  #noticeTimer = 0;
  #problem = '';
  #remembered = '';

  /**
   * @param {object} facts `{ session, canister, network, isServedByCanister, isIdentityKept }`
   * @param {object} connecting see `ConnectionView`
   */
  constructor(facts, connecting) {
    const { session } = facts;
    this.session = session;
    this.memory = `rooms of ${facts.canister}`;
    setOwnPrincipal(session.principal);
    setUpIdentity(session.principal, facts.isIdentityKept);
    setUpTrust(facts);
    showIdentity(session.principal);
    setUpDetails(() => {
      showIdentity(session.principal);
      this.changed();
    });
    this.connection = new ConnectionView(facts, connecting);
    setUpDialogs({
      'connection-dialog': () => this.connection.fill(),
      'identity-dialog': () => showKept(facts.isIdentityKept),
    });
    this.rooms = new RoomList({ enter: (name) => this.#enter(name) });
    this.members = new MemberList({ showPerson });
    this.composer = new Composer({ talk: (text) => this.#talk(text) });
    this.log = new Log({ showDetails, showPerson, writeAgain: (entry) => (
      this.composer.write(session.withdraw(session.room, entry))) });
    byId('join-lobby').addEventListener('click', () => this.#enter('lobby'));
    byId('show-rooms').addEventListener('click', () => this.#showPane('rooms', byId('room-name')));
    byId('leave-room').addEventListener('click', () => this.#leave());
  }

  /** Something of the session is another. What changes at once is shown at once. */
  changed() {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#show();
    });
  }

  /** Tells the user something that passes. */
  notice(text) {
    byId('notice').textContent = text;
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => { byId('notice').textContent = ''; }, noticeTime);
  }

  /**
   * Goes into the rooms that the user was in when he was here last, and looks at one. Any other is only offered: a link
   * must not make people join what they do not want.
   * @param {string} room '' for any
   */
  enterFirst(room) {
    const names = memory.read(this.memory);
    try {
      for (const name of Array.isArray(names) ? names : []) this.session.join(String(name));
      if (this.session.rooms.has(room)) this.session.select(room);
    } catch (error) {
      this.notice(error.message);
    }
    if (room && !this.session.rooms.has(room)) this.rooms.offer(room);
    else if (this.session.room) this.#showPane('conversation');
  }

  #enter(name) {
    this.session.join(name);
    this.#show();
    this.#showPane('conversation');
    this.composer.focus();
  }

  #leave() {
    this.session.leave(this.session.selected);
    this.session.read();
    this.#show();
    if (this.session.room) this.composer.focus();
    else this.#showPane('rooms', byId('room-name'));
  }

  #talk(text) {
    this.log.follow();
    this.session.talk(text);
  }

  #remember(names, selected) {
    const state = JSON.stringify([names, selected]);
    if (state === this.#remembered) return;
    this.#remembered = state;
    writeToAddress('room', selected);
    memory.write(this.memory, names);
  }

  #showPane(name, focused) {
    document.body.dataset.pane = name;
    // On a phone the room comes into sight with this.
    if (name === 'conversation') this.session.read();
    focused?.focus();
  }

  #show() {
    const { session } = this;
    const { room, rooms, selected } = session;
    this.connection.show(session.socket.state);
    this.rooms.show(session);
    byId('welcome').hidden = room !== undefined;
    byId('room').hidden = room === undefined;
    setData(document.body, 'room', selected);
    if (room) {
      setText(byId('room-title'), room.name);
      this.members.show(room);
      this.log.show(room);
      this.composer.show(room, session.socket.state.phase === 'open' && room.state === 'joined');
      if (room.problem && room.problem !== this.#problem) this.notice(room.problem);
      this.#problem = room.problem;
    }
    const unread = [...rooms.values()].reduce((count, { unread }) => count + unread, 0);
    document.title = `${unread ? `(${unread}) ` : ''}${selected ? `${selected} – ` : ''}Chat`;
    this.#remember([...rooms.keys()], selected);
  }
}
