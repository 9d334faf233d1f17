// The compressed form of points: x, most significant byte first, with three bits in front that it leaves free
// (draft-irtf-cfrg-pairing-friendly-curves, appendix C).

import { p, integer } from './field.js';

const [compressed, infinity, greater] = [0x80, 0x40, 0x20];

/**
 * The parts of x that are in `size` bytes, 48 each, and whether the greater y is meant.
 * @param {Uint8Array} bytes
 * @throws {RangeError} for anything but the one encoding of a coordinate; the point at infinity is none that signs
 */
export function coordinates(bytes, size) {
  if (bytes.length !== size) throw new RangeError(`a point has ${size} bytes, here are ${bytes.length}`);
  const flags = bytes[0];
  if (!(flags & compressed)) throw new RangeError('the point is not in the compressed form');
  if (flags & infinity) throw new RangeError('the point is that at infinity');
  const parts = [];
  for (let at = 0; at < size; at += 48) parts.push(integer(bytes.subarray(at, at + 48)));
  parts[0] &= (1n << 381n) - 1n;
  if (parts.some((part) => part >= p)) throw new RangeError('a coordinate is not below the order of the field');
  return { parts, greater: (flags & greater) !== 0 };
}
