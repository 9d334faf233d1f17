// CBOR (RFC 8949), as far as the Internet Computer and WebSocket gateways use it: definite lengths, no floating-point
// numbers, no tag but 55799 ("self-described CBOR") around the whole.

/** What a decoded value may be: maps have text keys only, integers beyond 2^53 - 1 are bigints.
 * @typedef {number|bigint|string|boolean|null|undefined|Uint8Array|Array<Value>|Map<string, Value>} Value */

const selfDescribed = 55799;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The value in `bytes`, which must be exactly one. Byte strings are views of `bytes`, not copies.
 * @param {Uint8Array} bytes
 * @param {{ maximumDepth?: number, maximumBytes?: number }} [limits] of arrays and maps within each other (160), and of
 *   the whole (4 MiB)
 * @returns {Value}
 * @throws {Error} saying what is wrong and at which byte
 */
export function decode(bytes, { maximumDepth = 160, maximumBytes = 4 << 20 } = {}) {
  let at = 0;

  const fail = (problem, position = at) => {
    throw new Error(`CBOR: ${problem} (byte ${position} of ${bytes.length})`);
  };

  const take = (count) => {
    if (count > bytes.length - at) fail(`the data ends where ${count} more bytes are announced`);
    at += Number(count);
    return bytes.subarray(at - Number(count), at);
  };

  const argument = (short) => {
    if (short < 24) return short;
    if (short > 27) fail('indefinite lengths and reserved sizes are not accepted', at - 1);
    let value = 0n;
    for (const byte of take(1 << (short - 24))) value = value << 8n | BigInt(byte);
    return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  };

  const text = (count) => {
    const start = at;
    try {
      return utf8.decode(take(count));
    } catch (error) {
      if (error instanceof TypeError) fail('a text is not UTF-8', start);
      throw error;
    }
  };

  // Every item takes a byte at least, so a count that the rest cannot hold is refused before anything is set aside.
  const items = (count) => {
    if (count > bytes.length - at) fail(`${count} items are announced where ${bytes.length - at} bytes are left`);
    return Number(count);
  };

  const map = (count, depth) => {
    const entries = new Map();
    for (let left = items(count); left > 0; left--) {
      const start = at;
      const key = item(depth);
      if (typeof key !== 'string') fail('a key of a map is not text', start);
      if (entries.has(key)) fail(`the key ${JSON.stringify(key)} is there twice`, start);
      entries.set(key, item(depth));
    }
    return entries;
  };

  const item = (depth) => {
    if (depth > maximumDepth) fail(`more than ${maximumDepth} arrays and maps within each other`);
    const [initial] = take(1);
    const short = initial & 31;
    switch (initial >> 5) {
      case 0: return argument(short);
      case 1: {
        const value = -1n - BigInt(argument(short));
        return value >= Number.MIN_SAFE_INTEGER ? Number(value) : value;
      }
      case 2: return take(argument(short));
      case 3: return text(argument(short));
      case 4: return Array.from({ length: items(argument(short)) }, () => item(depth + 1));
      case 5: return map(argument(short), depth + 1);
      case 6: return fail(`tag ${argument(short)} is not accepted here`);
      default:
        if (short < 20 || short > 23) fail('floating-point numbers and other simple values are not accepted', at - 1);
        return [false, true, null, undefined][short - 20];
    }
  };

  if (bytes.length > maximumBytes) fail(`longer than the limit of ${maximumBytes} bytes`);
  if (bytes[0] === 0xd9 && (bytes[1] << 8 | bytes[2]) === selfDescribed) at = 3;
  const value = item(0);
  if (at < bytes.length) fail('bytes are left over after the value');
  return value;
}

/**
 * `value` as CBOR. Integers may be numbers or bigints; maps are `Map`s with text keys or plain objects, in their order
 * of keys, where keys of objects whose value is `undefined` are left out.
 * @param {Value | Object<string, Value>} value
 * @param {{ tagged?: boolean }} [options] `tagged`: begins with the tag 55799, as the Internet Computer asks
 * @returns {Uint8Array}
 */
export function encode(value, { tagged = false } = {}) {
  const parts = [];

  const head = (major, argument) => {
    const size = argument < 24 ? 0 : argument < 0x100 ? 1 : argument < 0x10000 ? 2 : argument < 0x100000000 ? 4 : 8;
    const bytes = new Uint8Array(1 + size);
    bytes[0] = major << 5 | (size ? 24 + Math.log2(size) : Number(argument));
    for (let rest = BigInt(argument), i = size; i > 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
    parts.push(bytes);
  };

  const integer = (value) => {
    const exact = BigInt(value);
    const magnitude = exact < 0n ? -1n - exact : exact;
    if (magnitude >= 1n << 64n) throw new RangeError(`CBOR: the integer ${value} does not fit into 64 bits`);
    head(exact < 0n ? 1 : 0, magnitude);
  };

  const string = (major, bytes) => {
    head(major, bytes.length);
    parts.push(bytes);
  };

  const item = (value) => {
    if (Number.isSafeInteger(value) || typeof value === 'bigint') return integer(value);
    if (typeof value === 'string') return string(3, new TextEncoder().encode(value));
    if (value instanceof Uint8Array) return string(2, value);
    if (value === undefined || value === null || typeof value === 'boolean') {
      return head(7, 20 + [false, true, null, undefined].indexOf(value));
    }
    if (Array.isArray(value)) {
      head(4, value.length);
      return value.forEach(item);
    }
    if (typeof value !== 'object') throw new TypeError(`CBOR: ${String(value)} cannot be written`);
    const entries = value instanceof Map
      ? [...value] : Object.entries(value).filter(([, content]) => content !== undefined);
    head(5, entries.length);
    for (const [key, content] of entries) {
      if (typeof key !== 'string') throw new TypeError(`CBOR: the key ${String(key)} of a map is not text`);
      item(key);
      item(content);
    }
  };

  if (tagged) head(6, selfDescribed);
  item(value);
  return joined(parts);
}

/** The bytes of `parts`, one after the other. @param {Uint8Array[]} parts */
export function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
