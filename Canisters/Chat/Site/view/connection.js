// How the connection stands: the words in the bar, the dialog behind them, and what is said when it is over.

import { gatewayAddress, readGateway } from '../settings.js';
import { openDialog, showFacts } from './dialogs.js';
import { byId, element, icon, setData, setText } from './dom.js';
import { counted, preciseTime } from './format.js';

/**
 * @param {import('../websocket/canister-socket.js').State} state
 * @returns {[string, string]} for scripts and for people
 */
function describe(state) {
  switch (state.phase) {
    case 'open': return ['open', 'Connected'];
    case 'connecting': return ['connecting', state.tries > 1 ? 'Connecting again' : 'Connecting'];
    case 'waiting': return ['connecting', 'No connection, trying again'];
    case 'closed':
      if (state.end.isOwn) return ['closed', 'Not connected'];
      return ['failed', state.end.isBreach ? 'Stopped' : 'Disconnected'];
    default: return ['closed', 'Not connected'];
  }
}

export class ConnectionView {
  /**
   * @param {object} facts `{ canister, network, session }`
   * @param {object} actions `{ choose(gateway), connect(), takePlace(), disconnect() }`
   */
  constructor(facts, actions) {
    Object.assign(this, facts, { actions });
    byId('connection-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#connect();
    });
    byId('disconnect').addEventListener('click', () => actions.disconnect());
  }

  #connect() {
    try {
      const gateway = gatewayAddress(byId('gateway-address').value);
      byId('gateway-problem').textContent = '';
      byId('connection-dialog').close();
      this.actions.choose(gateway);
    } catch (error) {
      byId('gateway-problem').textContent = error.message;
    }
  }

  /** Asks for a gateway. @param {boolean} [isOffered] a link named one */
  ask(isOffered) {
    openDialog('connection-dialog', () => this.fill());
    if (isOffered) byId('gateway-hint').prepend('The link that you followed names this one: connect if you want it. ');
  }

  fill() {
    const { gateway } = this.session.socket;
    const usual = this.network.tellsRootKey ? 'ws://127.0.0.1:8080' : '';
    byId('gateway-address').value = gateway || readGateway().gateway || usual;
    byId('gateway-problem').textContent = '';
    this.#showFacts(this.session.socket.state);
  }

  /** @param {import('../websocket/canister-socket.js').State} state */
  show(state) {
    const [name, words] = describe(state);
    setData(document.documentElement, 'connection', name);
    setText(byId('connection-status'), words);
    setText(byId('connection-news'), words);
    byId('disconnect').hidden = name !== 'open' && name !== 'connecting';
    if (byId('connection-dialog').open) this.#showFacts(state);
    if (this.#shown !== state) this.#showFailure(state);
    this.#shown = state;
  }

  #shown;

  #showFacts(state) {
    const rootKey = this.network.tellsRootKey
      ? 'told by the network on this machine' : 'the Internet Computer’s, part of this page';
    showFacts(byId('connection-facts'), [
      ['State', describe(state)[1]],
      ['Why', state.end?.message],
      ['Since', state.since && preciseTime(BigInt(state.since) * 1_000_000n)],
      ['Gateway’s key', state.gateway?.text],
      ['Canister', this.canister.text],
      ['Network', this.network.address],
      ['Root key', rootKey],
      ['Verified', counted(this.session.verified, 'message')],
    ]);
  }

  #showFailure({ phase, end }) {
    const box = byId('failure');
    box.hidden = phase !== 'closed' || end.isOwn;
    if (box.hidden) return;
    box.dataset.kind = end.isBreach ? 'breach' : end.isElsewhere ? 'elsewhere' : 'ended';
    const button = (words, onclick, kind = '') => element('button', { type: 'button', class: kind, onclick }, words);
    const again = button('Connect again', () => this.actions.connect());
    const other = button('Choose a gateway', () => this.ask());
    if (end.isElsewhere) {
      this.#say(box, 'This chat is open in another tab', 'An identity has one connection at a time. If you take it '
        + 'over, the other tab is disconnected.', '',
      [button('Use it here', () => this.actions.takePlace(), 'primary')]);
    } else if (end.isBreach) {
      this.#say(box, 'A message failed verification', 'The connection was closed, and nothing of the message is shown. '
        + 'Somebody between the canister and you changed, held back or invented something, or is broken: most likely '
        + 'the gateway. What you see below was verified before, where it is marked so.', end.message, [other, again]);
    } else {
      this.#say(box, 'Disconnected', '', end.message, [again, other]);
    }
  }

  #say(box, title, words, reason, buttons) {
    box.replaceChildren(element('h2', {}, icon('warning'), title), element('p', {}, words),
      ...reason ? [element('code', {}, reason)] : [], element('div', { class: 'actions' }, ...buttons));
  }
}
