// What rooms and sessions make of answers, and of their absence: queries, socket and clock are played here.

import { Principal } from '/site/ic/principal.js';
import { Room } from '/site/chat/room.js';
import { ChatSession } from '/site/chat/session.js';

/**
 * What a room has after one answer to each question: `histories` and `members` are lists of answers, of which the last
 * one is given again and again; messages are numbers with seconds from now. `live`: numbers that came proven before.
 */
export async function room({ histories = [[]], members = [[]], live = [] }) {
  const user = Principal.anonymous;
  const time = (second) => BigInt(Date.now() + 1000 * second) * 1_000_000n;
  const message = ([number, second]) => ({
    sequence: BigInt(number), time: time(second), author: user, text: String(number),
  });
  const asked = { histories: 0, members: 0 };
  const next = (name, answers) => answers[Math.min(asked[name]++, answers.length - 1)];
  const judged = new Room('room', {
    history: async () => next('histories', histories).map(message),
    members: async () => next('members', members).map(Principal.fromText),
  });
  judged.setPresence(user, true);
  const proof = { sequence: 1n, certifiedAt: 0n, key: '', size: 0 };
  for (const one of live) judged.timeline.addMessage(message(one), proof);
  await judged.fill();
  const { problem } = judged;
  await judged.loadMembers(user);
  return {
    shown: judged.timeline.entries.map(({ text, proof: proven }) => `${proven ? 'verified' : 'unverified'} ${text}`),
    last: Number(judged.timeline.last), problem, members: [...judged.members.keys()].sort(), asked,
  };
}

/**
 * What a session does while it waits for answers, with the clock played: how often it waited, and what it did with the
 * line. Steps: `{ join: room }`, `{ answered: room }`, `{ other }` for any other news, `{ elapse }`, `{ online }`.
 */
export function line(steps) {
  const { setTimeout: later, clearTimeout: never } = globalThis;
  let limit;
  globalThis.setTimeout = (action, milliseconds) => {
    limit = { action, milliseconds };
    return 1;
  };
  globalThis.clearTimeout = () => { limit = undefined; };
  try {
    const done = [];
    const session = new ChatSession({
      socket: {
        state: { phase: 'open' }, send: () => done.push('sent'), hurry: () => done.push('hurried'),
        renew: () => done.push('renewed'),
      },
      queries: {}, principal: Principal.anonymous,
    }, { changed() {}, noticed() {}, isWatched: () => true });
    for (const step of steps) {
      if (step.join) session.join(step.join);
      else if (step.elapse) limit?.action();
      else if (step.online) session.lineChanged();
      else {
        if (step.answered) session.requests.take(({ Join: name }) => name === step.answered);
        session.heard();
      }
    }
    return { done, limit: limit?.milliseconds ?? 0 };
  } finally {
    Object.assign(globalThis, { setTimeout: later, clearTimeout: never });
  }
}
