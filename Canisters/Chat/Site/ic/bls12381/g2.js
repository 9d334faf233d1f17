// G2, the group of public keys: the points of order r on the twist y² = x³ + 4·(1 + u) over Fp2, as [x, y].

import { parameterBits } from './field.js';
import { fp2, frobeniusFactors } from './extension.js';
import { coordinates } from './point-encoding.js';

export const generator = [
  [
    0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8n,
    0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7en,
  ],
  [
    0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801n,
    0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79ben,
  ],
];

/**
 * The lines of Miller's loop for a point: those through the points on the way of its multiplication by |x|, each as its
 * slope and slope·x - y. They do not depend on the point of G1, so that a key needs them once.
 * @throws {RangeError} unless the point is one of the group
 */
export function lines(point) {
  const result = [];
  let multiple = point;
  const step = ([x, y], slope, [otherX]) => {
    result.push([slope, fp2.subtract(fp2.multiply(slope, x), y)]);
    const third = fp2.subtract(fp2.multiply(slope, slope), fp2.add(x, otherX));
    multiple = [third, fp2.subtract(fp2.multiply(slope, fp2.subtract(x, third)), y)];
  };
  const double = ([x, y]) =>
    step([x, y], fp2.multiply(fp2.scale(fp2.multiply(x, x), 3n), fp2.inverse(fp2.add(y, y))), [x, y]);
  const add = ([x, y], [otherX, otherY]) =>
    step([x, y], fp2.multiply(fp2.subtract(y, otherY), fp2.inverse(fp2.subtract(x, otherX))), [otherX, otherY]);

  for (const bit of parameterBits) {
    double(multiple);
    if (bit) add(multiple, point);
  }

  // In the group, and nowhere else on the twist, the endomorphism ψ multiplies by x, which is negative (Scott, as for
  // G1). Outside of it a step may also divide by zero, which throws.
  const [x, y] = point;
  const [, , second, third] = frobeniusFactors;
  const isMultiple = fp2.equal(fp2.multiply(multiple[0], second), fp2.conjugate(x))
    && fp2.equal(fp2.multiply(multiple[1], third), fp2.scale(fp2.conjugate(y), -1n));
  if (!isMultiple) throw new RangeError('the point is not in the group');
  return result;
}

/** The point of the twist that 96 bytes are the compressed form of; whether it is in the group, `lines` tells.
 * @param {Uint8Array} bytes @throws {RangeError} */
export function decodeG2(bytes) {
  const { parts: [imaginary, real], greater } = coordinates(bytes, 96);
  const x = [real, imaginary];
  const root = fp2.squareRoot(fp2.add(fp2.multiply(fp2.multiply(x, x), x), [4n, 4n]));
  if (root === null) throw new RangeError('no point of the curve has this coordinate');
  return [x, fp2.isGreater(root) === greater ? root : fp2.scale(root, -1n)];
}
