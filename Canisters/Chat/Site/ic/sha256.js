// SHA-256 and SHA-224 (FIPS 180-4), at once: hash trees and request ids are many small hashes, for which the browser's
// own `crypto.subtle.digest` would mean as many promises. SHA-224, which principals are made with, it does not have.

const primes = [2];
for (let candidate = 3; primes.length < 64; candidate += 2) {
  if (primes.every((prime) => candidate % prime)) primes.push(candidate);
}

// The first 32 bits behind the point. The roots are good for 12 bits more, and none of them is so near to a step.
const fraction = (root) => Math.floor((root % 1) * 2 ** 32) | 0;

const roundConstants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const initial256 = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
// The second 32 bits of the roots of the ninth to sixteenth prime.
const initial224 = Int32Array.of(
  0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4);

/** The SHA-256 of the parts, one after the other. @param {...Uint8Array} parts @returns {Uint8Array} 32 bytes */
export const sha256 = (...parts) => digest(parts, initial256, 32);

/** The SHA-224 of the parts, one after the other. @param {...Uint8Array} parts @returns {Uint8Array} 28 bytes */
export const sha224 = (...parts) => digest(parts, initial224, 28);

function digest(parts, initial, size) {
  const state = initial.slice();
  const length = parts.reduce((total, part) => total + part.length, 0);
  // Behind the message: a bit that is set, zeros, and its length in bits as eight bytes.
  const padded = new Uint8Array((length + 72) & ~63);
  let at = 0;
  for (const part of parts) {
    padded.set(part, at);
    at += part.length;
  }
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(length) * 8n);
  for (let block = 0; block < padded.length; block += 64) compress(state, view, block);
  const result = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => result.setInt32(4 * index, word));
  return new Uint8Array(result.buffer, 0, size);
}

const schedule = new Int32Array(64);
const rotated = (word, count) => word >>> count | word << (32 - count);

function compress(state, view, block) {
  for (let i = 0; i < 16; i++) schedule[i] = view.getInt32(block + 4 * i);
  for (let i = 16; i < 64; i++) {
    const [early, late] = [schedule[i - 15], schedule[i - 2]];
    schedule[i] = schedule[i - 16] + (rotated(early, 7) ^ rotated(early, 18) ^ early >>> 3)
      + schedule[i - 7] + (rotated(late, 17) ^ rotated(late, 19) ^ late >>> 10);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const first = h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + (e & f ^ ~e & g)
      + roundConstants[i] + schedule[i];
    const second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + (a & b ^ a & c ^ b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, d + first | 0, c, b, a, first + second | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => { state[index] += word; });
}
