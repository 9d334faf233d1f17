// Times and counts in words, in the user's language and zone.

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const precise = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });

/** A date from nanoseconds since 1970. @param {bigint} time */
export const dateOf = (time) => new Date(Number(time / 1_000_000n));

export const clockTime = (time) => clock.format(dateOf(time));
export const preciseTime = (time) => precise.format(dateOf(time));
export const dayKey = (time) => dateOf(time).toDateString();

export function dayName(time) {
  const date = dateOf(time);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return 'Today';
  if (date.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return (date.getFullYear() === today.getFullYear() ? day : dayOfYear).format(date);
}

/** “1 message”, “2 messages” */
export const counted = (count, noun) => `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
