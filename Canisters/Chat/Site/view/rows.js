// The rows of a room: its entries, with dividers between days, before what is not verified, and where something is missing.

import { counted, dayKey, dayName } from './format.js';

/** Messages of one author that follow within this time stand together, in nanoseconds. */
const together = 300_000_000_000n;

/** @typedef {{ key: string, entry?: import('../chat/timeline.js').Entry, isContinued?: boolean, kind?: string, words?: string }} Row */

/** @param {import('../chat/timeline.js').Entry[]} entries @returns {Row[]} */
export function rowsOf(entries) {
  const rows = [];
  /** The last message since the room began. */
  let message;
  let previous;
  let today;
  for (const entry of entries) {
    const divide = (kind, words) => {
      rows.push({ key: `${kind} ${entry.id}`, kind, words });
      previous = undefined;
    };
    if (entry.kind === 'restart') {
      message = undefined;
      divide('restart', 'The canister had forgotten this room; here it began anew');
      continue;
    }
    if (today !== dayKey(entry.time)) divide('day', dayName(entry.time));
    today = dayKey(entry.time);
    if (entry.kind === 'message') {
      const missing = entry.sequence - (message?.sequence ?? 0n) - 1n;
      if (missing > 0n) divide('missing', missingWords(missing, message));
      if (!entry.proof && (!message || message.proof)) divide('unverified', 'Told by a query, not verified');
      if (entry.proof && message && !message.proof) divide('verified', 'From here on live and verified');
      message = entry;
    }
    rows.push({ key: `entry ${entry.id}`, entry, isContinued: continues(entry, previous) });
    previous = entry.kind === 'presence' ? undefined : entry;
  }
  return rows;
}

function missingWords(missing, message) {
  const count = counted(Number(missing), message ? 'message' : 'earlier message');
  return message ? `${count} missing here` : `${count} no longer kept by the canister`;
}

const continues = (entry, previous) => (
  entry.kind !== 'presence' && previous?.author.text === entry.author.text && entry.time - previous.time < together);
