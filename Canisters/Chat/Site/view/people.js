// How people are shown: a name that the user gave them, or a part of their principal.

import { memory } from '../settings.js';
import { element } from './dom.js';

const maximumNames = 500;
const kept = memory.read('names');
const isPair = (pair) => Array.isArray(pair) && pair.every((part) => typeof part === 'string');
const names = new Map(Array.isArray(kept) ? kept.filter(isPair) : []);
let own = '';

/** Tells who the user is. @param {import('../ic/principal.js').Principal} principal */
export function setOwnPrincipal(principal) { own = principal.text; }

export const isOwn = (principal) => principal.text === own;
export const givenName = (principal) => names.get(principal.text) ?? '';

/** The principals that were shown, by their short names. */
const seen = new Map();
const maximumSeen = 5_000;

/** The short name, marked where somebody else has the same: by chance that does not happen. */
function shortName({ short, text }) {
  if (!seen.has(short)) {
    if (seen.size >= maximumSeen) seen.clear();
    seen.set(short, new Set());
  }
  return seen.get(short).add(text).size > 1 ? `${short} ⚠ somebody else looks the same` : short;
}

export const nameOf = (principal) => givenName(principal) || (isOwn(principal) ? 'You' : shortName(principal));

/** Remembers a name for somebody in this browser; an empty one forgets it. */
export function giveName(principal, name) {
  names.delete(principal.text);
  if (name) names.set(principal.text, name);
  if (names.size > maximumNames) names.delete(names.keys().next().value);
  memory.write('names', [...names]);
}

/** A circle whose colour and letters come from the principal, or from the name. */
export function avatar(principal) {
  const letters = (givenName(principal) || principal.short).match(/\p{L}|\p{N}/gu)?.slice(0, 2).join('') ?? '';
  const circle = element('span', { class: 'avatar', 'aria-hidden': 'true' }, letters.toUpperCase());
  const [first, second] = principal.bytes;
  circle.style.setProperty('--hue', String((first << 8 | second) % 360));
  return circle;
}

/** What a button shows that stands for a person. */
export function personParts(principal) {
  const detail = nameOf(principal) === principal.short ? [] : [element('small', {}, principal.short)];
  return [avatar(principal), element('span', {}, element('b', {}, nameOf(principal)), ...detail)];
}

/** Changes whenever the way somebody is shown may have changed. */
export const lookOf = (principal) => `${principal.text} ${nameOf(principal)}`;
