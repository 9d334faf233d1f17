// From a message to a point of G1 whose logarithm nobody knows: the suite BLS12381G1_XMD:SHA-256_SSWU_RO_ of RFC 9380.

import { sha256 } from '../sha256.js';
import { p, integer, inverse, isZero, mod, multiply, squareRoot } from './field.js';
import { add, multiplyByParameter } from './g1.js';

const tag = new TextEncoder().encode('BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_');

/** The point of a message. @param {Uint8Array} message */
export function hashToG1(message) {
  const bytes = expanded(message);
  const pointOf = (half) => isogeny(simplifiedMap(integer(half)));
  const sum = add(pointOf(bytes.subarray(0, 64)), pointOf(bytes.subarray(64)));
  // The multiple by 1 - x leads from the curve into the group.
  return add(multiplyByParameter(sum), sum);
}

/** 128 bytes that look random: `expand_message_xmd` (section 5.3.1). */
function expanded(message) {
  const tail = Uint8Array.of(...tag, tag.length);
  const seed = sha256(new Uint8Array(64), message, Uint8Array.of(0, 128, 0), tail);
  const bytes = new Uint8Array(128);
  let previous = new Uint8Array(32);
  for (let block = 0; block < 4; block++) {
    previous = sha256(seed.map((byte, index) => byte ^ previous[index]), Uint8Array.of(block + 1), tail);
    bytes.set(previous, 32 * block);
  }
  return bytes;
}

// y² = x³ + ax + b, a curve from which an isogeny of degree 11 leads to that of G1 (section 8.8.1).
const a = 0x144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1dn;
const b = 0x12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0n;

/** The simplified map of Shallue, van de Woestijne and Ulas (section 6.6.2), with Z = 11. */
function simplifiedMap(u) {
  const zuu = multiply(11n * u, u);
  const sum = multiply(zuu, zuu) + zuu;
  const x1 = multiply(-b * inverse(a), isZero(sum) ? inverse(-11n) : 1n + inverse(sum));
  for (const x of [x1, multiply(zuu, x1)]) {
    const y = squareRoot(x * x * x + a * x + b);
    if (y !== null) return [x, (mod(u) & 1n) === (mod(y) & 1n) ? y : -y];
  }
  throw new RangeError('BLS12-381: neither number is a square, which cannot be');
}

// The polynomial whose roots are the x of the isogeny's kernel, the highest power first.
const kernel = [
  1n,
  0x04afe09d5cf4956a23b6b71f59d2b3407b415a774b7be81bbb6fa99cbc798e0ac98ba725a5bc328016b1c268b4766e85n,
  0x094440f65f408a6e930e16e3e92dd17bf60d6e9679a8d3d58593de55ac23703042d609537eb3549aac234d896ca82944n,
  0x1335c502c1f54c49aceea65e87fd7203ba0f626f305fc0cfd606a5dae9f3c8e81a4b3b69600129fabd307c69bf319d39n,
  0x0264908af037bcede00d054cf5d4775e83eb6cf63c76b969f8ed174fb59fcff78d201f46f6cfc4ed6552e59ce75177b0n,
  0x133341fb0962a34cb0504a9c4fada0a5090d38679b4c040d5d1c3afb023a3409fcc0815fea66d8b02bbef9c8b5a66e07n,
];
const scale = 0x17a3e1bda8a2d1a38a19241a0ea1e2f25b552d6197903f96bae690ef6be6b1381be22e8a72a9745cd7a1ffffffffb26dn;

const derivative = (polynomial) =>
  polynomial.slice(0, -1).map((coefficient, index) => coefficient * BigInt(polynomial.length - 1 - index));
const derivatives = [kernel];
while (derivatives.length < 4) derivatives.push(derivative(derivatives.at(-1)));

/**
 * The isogeny of section 8.8.1, from its kernel instead of the 53 numbers of appendix E.2: by Kohel's formula x becomes
 *
 *     I(x) = 11x - 2·p1 - 2·(3x² + a)·L(x) - 4·(x³ + ax + b)·L'(x)
 *
 * where p1 is the sum of the kernel polynomial's roots and L its logarithmic derivative, and y becomes y·I'(x); then
 * the curve is scaled to that of G1.
 */
function isogeny([x, y]) {
  const [value, first, second, third] = derivatives.map(
    (polynomial) => polynomial.reduce((sum, coefficient) => (sum * x + coefficient) % p));
  const inverseOfValue = inverse(value);
  const [r1, r2, r3] = [first, second, third].map((number) => multiply(number, inverseOfValue));
  // L is r1; its derivatives:
  const l1 = r2 - multiply(r1, r1);
  const l2 = r3 - multiply(r1, r2) - multiply(2n * r1, l1);
  const cubic = multiply(x * x + a, x) + b;
  const slope = 3n * x * x + a;
  const newX = 11n * x + 2n * kernel[1] - 2n * slope * r1 - 4n * cubic * l1;
  const quotient = 11n - 12n * x * r1 - 6n * slope * l1 - 4n * cubic * l2;
  const square = multiply(scale, scale);
  return [multiply(newX, square), multiply(multiply(y, quotient), square * scale), 1n];
}
