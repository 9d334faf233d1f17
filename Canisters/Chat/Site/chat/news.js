// What the canister tells, and what it changes in the session. All of it was verified before it comes here.

import { decodeAppMessage } from './canister.js';

/**
 * @param {import('./session.js').ChatSession} session
 * @param {Uint8Array} content @param {import('../websocket/connection.js').Proof} proof
 */
export function takeNews(session, content, proof) {
  session.verified++;
  let news;
  try {
    news = decodeAppMessage(content);
  } catch (error) {
    return session.listener.noticed(`The canister sent something that this page does not know. ${error.message}`);
  }
  if (news.Joined) presence(session, news.Joined, true, proof);
  else if (news.Left) presence(session, news.Left, false, proof);
  else if (news.Said) said(session, news.Said, proof);
  else if (news.Refused !== undefined) refused(session, news.Refused);
  session.heard();
  session.listener.changed();
}

function presence(session, { room: name, client }, isHere, proof) {
  const isUser = client.text === session.principal.text;
  if (isUser) session.requests.take((message) => message[isHere ? 'Join' : 'Leave'] === name);
  const room = session.rooms.get(name);
  if (!room) {
    // The user left before the canister had answered that he joined.
    if (isUser && isHere) session.request({ Leave: name });
    return;
  }
  const isNews = room.setPresence(client, isHere);
  if (isUser && isHere) session.entered(room);
  else if (isNews && !isUser) {
    room.timeline.add({ kind: 'presence', hasJoined: isHere, author: client, time: proof.certifiedAt, proof });
  }
}

function said(session, { room: name, message }, proof) {
  const room = session.rooms.get(name);
  const isUser = message.author.text === session.principal.text;
  const isAnswered = ({ Talk: talk }) => talk?.room === name && talk.text === message.text;
  const request = isUser ? session.requests.take(isAnswered) : undefined;
  if (!room) return;
  const isNew = room.timeline.addMessage(message, proof, request?.entry);
  // Written before the connection broke, and come late.
  if (isUser && !request) room.timeline.clearUp(session.principal);
  if (isNew && !isUser) session.countUnread(room, 1);
  if (message.sequence > room.timeline.last) session.fill(room).then(() => session.listener.changed());
}

function refused(session, reason) {
  const { message, entry } = session.requests.takeFirst() ?? {};
  if (entry) Object.assign(entry, { state: 'refused', reason });
  // Perhaps because the canister knows nothing of the user in that room: joining once more does no harm.
  if (message?.Talk && session.rooms.has(message.Talk.room)) session.request({ Join: message.Talk.room });
  if (message?.Join) session.leave(message.Join);
  const what = message?.Join ? ` to let you join “${message.Join}”` : '';
  session.listener.noticed(`The canister refused${what}: ${reason}.`);
}
