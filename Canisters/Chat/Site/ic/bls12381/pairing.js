// The optimal ate pairing of G1 and G2.

import { parameterBits, inverse, multiply } from './field.js';
import { fp2, fp12 } from './extension.js';

/**
 * Whether the product of the pairings is 1: one Miller loop for all of them, and one final exponentiation.
 * @param {Array<{ point: [bigint, bigint, bigint], lines: Array }>} pairs each a point of G1, not that at infinity, and
 *   the lines of one of G2
 */
export function isProductOne(pairs) {
  const factors = pairs.map(({ point: [x, y, z], lines }) => {
    const inverseOfY = inverse(y);
    return { lines, xOverY: multiply(x, inverseOfY), inverseOfY: multiply(z, inverseOfY) };
  });
  let value = fp12.one;
  let index = 0;
  const multiplyByLines = () => {
    // The line through the twist's points, at a point of G1, is (slope·x' - y') - slope·x·w² + y·w³, up to a power of
    // w. Factors in Fp2 do not survive the final exponentiation: divided by y, its last coefficient is 1.
    for (const { lines, xOverY, inverseOfY } of factors) {
      const [slope, constant] = lines[index];
      const line = [fp2.scale(constant, inverseOfY), null, fp2.scale(slope, -xOverY), [1n, 0n], null, null];
      value = fp12.multiply(value, line);
    }
    index += 1;
  };
  for (const bit of parameterBits) {
    value = fp12.multiply(value, value);
    multiplyByLines();
    if (bit) multiplyByLines();
  }
  // The loop took |x| for the negative x.
  return fp12.isOne(finalPower(fp12.conjugate(value)));
}

/** The power with the exponent 3·(p¹² - 1)/r: first with (p⁶ - 1)·(p² + 1), then with (x - 1)²·(x + p)·(x² + p² - 1)
 * + 3 (Hayashida, Hayasaka and Teruya, "Efficient final exponentiation via cyclotomic structure for pairings over
 * families of elliptic curves"). That the power is a cube changes nothing: r is no multiple of three. */
function finalPower(value) {
  const { multiply, conjugate, frobenius, inverse } = fp12;
  const unitary = multiply(conjugate(value), inverse(value));
  const base = multiply(frobenius(frobenius(unitary)), unitary);
  const first = multiply(parameterPower(base), conjugate(base));
  const second = multiply(parameterPower(first), conjugate(first));
  const third = multiply(parameterPower(second), frobenius(second));
  const fourth = multiply(
    multiply(parameterPower(parameterPower(third)), frobenius(frobenius(third))), conjugate(third));
  return multiply(multiply(fourth, base), multiply(base, base));
}

/** The power with the exponent x, which is negative: the inverse is the conjugate by now. */
function parameterPower(base) {
  let power = base;
  for (const bit of parameterBits) {
    power = fp12.multiply(power, power);
    if (bit) power = fp12.multiply(power, base);
  }
  return fp12.conjugate(power);
}
