// SHA-224 (FIPS 180-4), which principals of keys are made with and WebCrypto does not have.

const roundConstants = new Uint32Array(64);
for (let i = 0, prime = 2; i < 64; prime++) {
  let isPrime = true;
  for (let d = 2; d * d <= prime; d++) isPrime &&= prime % d > 0;
  if (isPrime) roundConstants[i++] = (prime ** (1 / 3) % 1) * 2 ** 32;
}

const rotate = (word, by) => word >>> by | word << 32 - by;

/** The message, a one, zeros and the length in bits, in whole blocks of 64 bytes. */
function padded(message) {
  const bytes = new Uint8Array((message.length + 72) >> 6 << 6);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n);
  return view;
}

function compress(state, view, offset) {
  const schedule = new Uint32Array(64);
  for (let i = 0; i < 16; i++) schedule[i] = view.getUint32(offset + 4 * i);
  for (let i = 16; i < 64; i++) {
    const [x, y] = [schedule[i - 15], schedule[i - 2]];
    schedule[i] = schedule[i - 16] + (rotate(x, 7) ^ rotate(x, 18) ^ x >>> 3)
      + schedule[i - 7] + (rotate(y, 17) ^ rotate(y, 19) ^ y >>> 10);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const first = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + (e & f ^ ~e & g) + roundConstants[i] + schedule[i];
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + (a & b ^ a & c ^ b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, d + first | 0, c, b, a, first + second | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
}

/** The 28 bytes of the hash. @param {Uint8Array} message */
export function sha224(message) {
  const state = Uint32Array.of(
    0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4);
  const view = padded(message);
  for (let offset = 0; offset < view.byteLength; offset += 64) compress(state, view, offset);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => digest.setUint32(4 * i, word));
  return new Uint8Array(digest.buffer, 0, 28);
}
