// Small things with bytes that several files need.

export const utf8 = (text) => new TextEncoder().encode(text);

export const randomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

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
