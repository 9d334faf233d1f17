// Who the user is: the button with the own principal, and the dialog behind it.

import { askToKeep, replaceIdentity } from '../ic/identity.js';
import { byId } from './dom.js';
import { personParts } from './people.js';

/** @param {import('../ic/principal.js').Principal} principal @param {boolean} isKept by this browser */
export function setUpIdentity(principal, isKept) {
  byId('own-principal').textContent = principal.text;
  byId('identity-kept').textContent = isKept ? 'This browser keeps it for this address.'
    : 'This browser keeps nothing here, as in some private windows: it is gone when you close this page.';
  const button = byId('new-identity');
  button.addEventListener('click', async () => {
    // The second click does it: there is no way back.
    if (!button.dataset.isSure) {
      button.dataset.isSure = 'true';
      button.textContent = 'Forget it for ever?';
      return;
    }
    if ((await replaceIdentity()).isKept) return location.reload();
    byId('identity-kept').textContent = 'This browser could not keep another identity: this one stays.';
  });
  byId('identity-dialog').addEventListener('close', () => {
    delete button.dataset.isSure;
    button.textContent = 'Forget it, and make a new one';
  });
}

/** When the dialog opens, and not sooner, since some browsers ask the user. @param {boolean} isKept */
export async function showKept(isKept) {
  if (!isKept) return;
  const until = await askToKeep() ? 'until you clear its data'
    : 'but may forget it where space is short, or after weeks without a visit';
  byId('identity-kept').textContent = `This browser keeps it for this address, ${until}. Nobody can restore it then.`;
}

export function showIdentity(principal) {
  byId('own-identity').replaceChildren(...personParts(principal));
}
