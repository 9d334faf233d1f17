// G1, the group of signatures: the points of order r on y² = x³ + 4 over Fp, as [X, Y, Z] for (X/Z, Y/Z).

import { p, parameterBits, isGreater, isZero, multiply, squareRoot } from './field.js';
import { coordinates } from './point-encoding.js';

/** A cube root of 1. In the group, and nowhere else on the curve, (x, y) ↦ (βx, y) multiplies by -x² for the curve's
 * parameter x (Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves"). */
const beta = 0x5f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffen;

/** The sum of any two points of the curve, equal ones too: Renes, Costello and Batina, "Complete addition formulas for
 * prime order elliptic curves", algorithm 7. That asks for a curve without points of order two, as this one is. */
export function add([x1, y1, z1], [x2, y2, z2]) {
  const [xx, yy, zz] = [multiply(x1, x2), multiply(y1, y2), multiply(z1, z2)];
  const xy = ((x1 + y1) * (x2 + y2) - xx - yy) % p;
  const yz = ((y1 + z1) * (y2 + z2) - yy - zz) % p;
  const xz = ((x1 + z1) * (x2 + z2) - xx - zz) % p;
  const [sum, difference, three, bxz] = [yy + 12n * zz, yy - 12n * zz, 3n * xx, 12n * xz];
  return [(xy * difference - yz * bxz) % p, (sum * difference + bxz * three) % p, (yz * sum + three * xy) % p];
}

/** The multiple by |x|. */
export function multiplyByParameter(point) {
  let multiple = point;
  for (const bit of parameterBits) {
    multiple = add(multiple, multiple);
    if (bit) multiple = add(multiple, point);
  }
  return multiple;
}

/** The point that 48 bytes are the compressed form of.
 * @param {Uint8Array} bytes @throws {RangeError} unless it is one of the group, other than that at infinity */
export function decodeG1(bytes) {
  const { parts: [x], greater } = coordinates(bytes, 48);
  const root = squareRoot(x * x * x + 4n);
  if (root === null) throw new RangeError('no point of the curve has this coordinate');
  const y = isGreater(root) === greater ? root : -root;
  const [a, b, c] = multiplyByParameter(multiplyByParameter([x, y, 1n]));
  const isImage = !isZero(c) && isZero(a - beta * x * c) && isZero(b + y * c);
  if (!isImage) throw new RangeError('the point is not in the group');
  return [x, y, 1n];
}
