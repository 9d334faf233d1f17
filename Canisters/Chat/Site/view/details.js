// The dialogs about a message and about a person.

import { byId } from './dom.js';
import { openDialog, showFacts } from './dialogs.js';
import { preciseTime } from './format.js';
import { markOf } from './marks.js';
import { giveName, givenName, isOwn, nameOf } from './people.js';

/** What is known of a message. @param {import('../chat/timeline.js').Entry} entry */
export function showDetails({ proof, ...entry }) {
  const mark = markOf({ proof, ...entry });
  byId('details-title').textContent = mark.label;
  byId('details-words').textContent = entry.reason ? `${mark.words} It says: “${entry.reason}”.` : mark.words;
  showFacts(byId('details-facts'), [
    ['Written', preciseTime(entry.time)],
    ['By', entry.author.text],
    ['In the room', entry.sequence ? `number ${entry.sequence}` : ''],
    ['Certified', proof && preciseTime(proof.certifiedAt)],
    ['For you', proof && `number ${proof.sequence} of this connection`],
    ['Key in the tree', proof?.key],
    ['Size', proof && `${proof.size} bytes of content, whose SHA-256 is certified`],
  ]);
  openDialog('details-dialog');
}

let person;

/** Who somebody is, and what the user calls them. @param {import('../ic/principal.js').Principal} principal */
export function showPerson(principal) {
  person = principal;
  byId('person-title').textContent = isOwn(principal) ? 'You' : nameOf(principal);
  byId('person-principal').textContent = principal.text;
  byId('person-name').value = givenName(principal);
  openDialog('person-dialog');
}

/** @param {() => void} changed somebody has another name */
export function setUpDetails(changed) {
  byId('person-form').addEventListener('submit', (event) => {
    event.preventDefault();
    giveName(person, byId('person-name').value.trim());
    byId('person-dialog').close();
    changed();
  });
}
