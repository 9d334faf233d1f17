// The extensions of the field: Fp2 = Fp[u]/(u² + 1), an element as [a, b] for a + b·u; and Fp12 = Fp2[w]/(w⁶ - ξ) with
// ξ = 1 + u, an element as the six coefficients of 1, w … w⁵, where `null` stands for zero.

import { p, mod, multiply, inverse, isZero, isGreater, squareRoot, power } from './field.js';

export const fp2 = {
  add: ([a, b], [c, d]) => [a + c, b + d],
  subtract: ([a, b], [c, d]) => [a - c, b - d],
  multiply: ([a, b], [c, d]) => [(a * c - b * d) % p, (a * d + b * c) % p],
  scale: ([a, b], factor) => [a * factor % p, b * factor % p],
  conjugate: ([a, b]) => [a, -b],
  equal: ([a, b], [c, d]) => isZero(a - c) && isZero(b - d),

  inverse([a, b]) {
    const inverseOfNorm = inverse(a * a + b * b);
    return [multiply(a, inverseOfNorm), multiply(-b, inverseOfNorm)];
  },

  /** Whether the element is greater than its negative; the coefficient of u decides first. */
  isGreater: ([a, b]) => isZero(b) ? isGreater(a) : isGreater(b),

  /** A square root, or `null`. For (x + y·u)² = a + b·u: x² is half of a ± the norm's root, y is b/2x. */
  squareRoot([a, b]) {
    const norm = squareRoot(a * a + b * b);
    if (norm === null) return null;
    for (const twice of [a + norm, a - norm]) {
      const x = squareRoot(multiply(twice, (p + 1n) / 2n));
      if (x !== null && x !== 0n) return [x, multiply(b, inverse(2n * x))];
    }
    const y = squareRoot(-a);
    return isZero(b) && y !== null ? [0n, y] : null;
  },
};

/** γ^0 … γ^5 for γ = ξ^((p - 1)/6), by which Frobenius' map multiplies the powers of w. */
export const frobeniusFactors = (() => {
  let gamma = [1n, 0n];
  for (const bit of ((p - 1n) / 6n).toString(2)) {
    gamma = fp2.multiply(gamma, gamma);
    if (bit === '1') gamma = fp2.multiply(gamma, [1n, 1n]);
  }
  const factors = [[1n, 0n]];
  while (factors.length < 6) factors.push(fp2.multiply(factors.at(-1), gamma));
  return factors;
})();

export const fp12 = {
  one: [[1n, 0n], null, null, null, null, null],

  /** Products of coefficients are summed up before any is reduced: divisions are what takes the time. */
  multiply(left, right) {
    const real = new Array(11).fill(0n);
    const imaginary = new Array(11).fill(0n);
    const isSquare = left === right;
    for (let i = 0; i < 6; i++) {
      if (left[i] === null) continue;
      const [a, b] = left[i];
      // In a square all products but those of a coefficient with itself are there twice.
      for (let j = isSquare ? i : 0; j < 6; j++) {
        if (right[j] === null) continue;
        const [c, d] = isSquare && i < j ? [2n * right[j][0], 2n * right[j][1]] : right[j];
        real[i + j] += a * c - b * d;
        imaginary[i + j] += a * d + b * c;
      }
    }
    // w⁶ is ξ, and (a + b·u)·(1 + u) = (a - b) + (a + b)·u.
    return fp12.one.map((_, k) => k === 5 ? [real[5] % p, imaginary[5] % p] : [
      (real[k] + real[k + 6] - imaginary[k + 6]) % p, (imaginary[k] + real[k + 6] + imaginary[k + 6]) % p,
    ]);
  },

  /** The power with the exponent p⁶; of what has the norm 1 over Fp6 also the inverse. */
  conjugate: (a) => a.map((coefficient, i) => i % 2 ? [-coefficient[0], -coefficient[1]] : coefficient),

  /** The power with the exponent p. */
  frobenius: (a) => a.map((coefficient, i) => fp2.multiply(fp2.conjugate(coefficient), frobeniusFactors[i])),

  /** The product of the five other powers with exponents p^2i, divided by that of all six: the norm, in Fp2. */
  inverse(a) {
    let others = null;
    for (let i = 0, next = a; i < 5; i++) {
      next = fp12.frobenius(fp12.frobenius(next));
      others = others === null ? next : fp12.multiply(others, next);
    }
    const inverseOfNorm = fp2.inverse(fp12.multiply(a, others)[0]);
    return others.map((coefficient) => fp2.multiply(coefficient, inverseOfNorm));
  },

  isOne: (a) => a.every(([real, imaginary], i) => mod(real) === (i ? 0n : 1n) && isZero(imaginary)),
};
