// Small things with bytes that several files need.

export const utf8 = (text) => new TextEncoder().encode(text);

export const randomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/** The order of byte strings: negative where `a` comes first, 0 where they are equal. */
export function compareBytes(a, b) {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

/** An integer of 0 or more in LEB128. @param {number|bigint} value @returns {number[]} */
export function leb128(value) {
  const bytes = [];
  let rest = BigInt(value);
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest);
  return bytes;
}
