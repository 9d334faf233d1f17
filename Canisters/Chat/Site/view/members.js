// Who is in the room: a column, or a panel where there is little space.

import { byId, element, reconcile, setText } from './dom.js';
import { counted } from './format.js';
import { isOwn, lookOf, nameOf, personParts } from './people.js';

export class MemberList {
  /** @param {object} actions `{ showPerson(principal) }` */
  constructor(actions) {
    this.actions = actions;
    byId('show-members').addEventListener('click', () => this.#toggle(document.body.dataset.members !== 'open'));
    byId('hide-members').addEventListener('click', () => this.#toggle(false));
    byId('members').addEventListener('keydown', ({ key }) => { if (key === 'Escape') this.#toggle(false); });
  }

  #toggle(isOpen) {
    if (isOpen) document.body.dataset.members = 'open';
    else delete document.body.dataset.members;
    byId('show-members').setAttribute('aria-expanded', String(isOpen));
    byId(isOpen ? 'hide-members' : 'show-members').focus();
  }

  /** @param {import('../chat/room.js').Room} room */
  show(room) {
    const members = [...room.members.values()].sort((a, b) => (
      isOwn(b) - isOwn(a) || nameOf(a).localeCompare(nameOf(b))));
    const count = members.length ? String(members.length) : '';
    setText(byId('member-count'), count);
    setText(byId('members-title'), count ? `Members · ${count}` : 'Members');
    byId('show-members').setAttribute('aria-label', counted(members.length, 'member'));
    reconcile(byId('member-list'), members, (member) => lookOf(member), (member) => element('li', {},
      element('button', {
        type: 'button', class: 'person', title: member.text, data: { principal: member.text },
        onclick: () => this.actions.showPerson(member),
      }, ...personParts(member))));
  }
}
