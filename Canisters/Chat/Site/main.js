// Puts the parts together: who the user is, where the canister is, what is shown.

import { ChatQueries } from './chat/canister.js';
import { takeNews } from './chat/news.js';
import { holdPlace } from './chat/one-page.js';
import { ChatSession } from './chat/session.js';
import { loadIdentity } from './ic/identity.js';
import { isLocal, Network } from './ic/network.js';
import { memory, readGateway, readRoom, readTarget, writeToAddress } from './settings.js';
import { byId, element } from './view/dom.js';
import { Page } from './view/page.js';
import { setUpTheme } from './view/theme.js';
import { CanisterSocket } from './websocket/canister-socket.js';
import { ConnectionEnd } from './websocket/connection-end.js';
import { Verifier } from './websocket/verifier.js';

/** How often the list of rooms is asked for while the page is looked at, in milliseconds. */
const directoryInterval = 30_000;

const isInFront = () => document.visibilityState === 'visible';
/** Whether the user sees what is said: on a phone the list of rooms hides it. */
const isWatched = () => isInFront() && byId('log').checkVisibility();

async function start() {
  if (!globalThis.crypto?.subtle) {
    throw new Error('Browsers sign and verify only for pages that come by https, or from this machine.');
  }
  const target = readTarget();
  if (!target.canister) {
    throw new Error(isLocal(location.hostname)
      ? 'The address of this page names no canister: add “?canister=” and its id.'
      : 'The address of this page names no canister, and neither does the page: it belongs to no chat.');
  }
  const network = new Network(target.network);
  const { identity, isKept } = await loadIdentity();

  const socket = new CanisterSocket({ ...target, network, identity, verifier: new Verifier() }, {
    changed(state) {
      if (state.phase === 'open') session.opened();
      else session.closed();
      if (state.end?.isStale) page.notice(`${state.end.message}.`);
      page.changed();
    },
    received: (content, proof) => takeNews(session, content, proof),
  });
  const session = new ChatSession(
    { socket, queries: new ChatQueries(network, target.canister), principal: identity.principal },
    { changed: () => page.changed(), noticed: (text) => page.notice(text), isWatched });

  const elsewhere = new ConnectionEnd('another tab has the connection', { isElsewhere: true });
  let { gateway, isKnown } = readGateway();
  /** Whether this page has the place, as soon as that is known. @type {Promise<boolean> | undefined} */
  let place;
  function losePlace() {
    place = undefined;
    socket.stop(elsewhere);
  }
  async function connect(steals = false) {
    writeToAddress('gateway', gateway);
    place ??= holdPlace(`${target.canister} ${identity.principal}`, steals, losePlace);
    if (await place) socket.start(gateway);
    else losePlace();
  }
  const page = new Page({ ...target, session, network, isIdentityKept: isKept }, {
    choose(address) {
      gateway = address;
      // One that only came with a link is not remembered.
      memory.write('gateway', gateway);
      connect();
    },
    connect: () => connect(),
    takePlace: () => connect(true),
    disconnect: () => socket.stop(),
  });

  page.enterFirst(readRoom());
  document.addEventListener('visibilitychange', () => {
    if (!isInFront()) return;
    if (isWatched()) session.read();
    socket.hurry();
    page.changed();
  });
  addEventListener('online', () => session.lineChanged());
  setInterval(() => { if (isInFront()) session.loadDirectory(); }, directoryInterval);
  session.loadDirectory();
  page.changed();
  if (gateway && isKnown) connect();
  else page.connection.ask(gateway !== '');
}

setUpTheme();
start().catch((error) => {
  byId('failure').replaceChildren(element('h2', {}, 'The chat cannot start'), element('p', {}, error.message));
  byId('failure').hidden = false;
  for (const part of document.querySelectorAll('nav, main')) part.hidden = true;
  byId('connection-status').textContent = 'Stopped';
  document.documentElement.dataset.connection = 'failed';
});
