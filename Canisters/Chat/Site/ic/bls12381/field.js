// The field of the curve BLS12-381 (draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1): integers modulo p, as
// BigInts.
//
// Sums and differences are left as they come, negative or beyond p; products are brought back between -p and p; `mod`
// gives the one number from 0 to p - 1, for comparisons. All that is computed here is public: no running time has to
// hide anything.

/** The order of the field. It is 3 modulo 4. */
export const p =
  0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;

/** The bits of |x|, most significant first without the leading one; x, from which the curve follows, is negative. */
export const parameterBits = [...0xd201000000010000n.toString(2)].slice(1).map(Number);

/** The number from 0 to p - 1. @param {bigint} a */
export const mod = (a) => {
  const rest = a % p;
  return rest < 0n ? rest + p : rest;
};

/** @param {bigint} a @param {bigint} b */
export const multiply = (a, b) => a * b % p;

/** @param {bigint} a */
export const isZero = (a) => a % p === 0n;

/** @param {bigint} base @param {bigint} exponent */
export function power(base, exponent) {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = result * result % p;
    if (bit === '1') result = result * base % p;
  }
  return result;
}

/** By Euclid's algorithm. Throws for zero: whoever comes to divide by it was given what no honest side makes. */
export function inverse(a) {
  let [larger, smaller, previous, current] = [p, mod(a), 0n, 1n];
  while (smaller > 1n) {
    const quotient = larger / smaller;
    [larger, smaller] = [smaller, larger - quotient * smaller];
    [previous, current] = [current, previous - quotient * current];
  }
  if (smaller === 0n) throw new RangeError('BLS12-381: division by zero');
  return current;
}

/** A square root, or `null` if there is none. @param {bigint} a */
export function squareRoot(a) {
  const root = power(a, (p + 1n) / 4n);
  return isZero(root * root - a) ? root : null;
}

/** Whether the number is greater than its negative: what the sign in a compressed point tells. @param {bigint} a */
export const isGreater = (a) => mod(a) > p / 2n;

/** The number that bytes stand for, most significant first. @param {Uint8Array} bytes */
export function integer(bytes) {
  let value = 0n;
  for (const byte of bytes) value = value << 8n | BigInt(byte);
  return value;
}
