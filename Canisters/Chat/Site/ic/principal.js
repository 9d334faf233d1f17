// Principals: who somebody or something is on the Internet Computer, as 0 to 29 bytes or as text with a checksum.

import { sha224 } from './sha256.js';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** CRC-32 as in zlib. @param {Uint8Array} bytes */
function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function base32(bytes) {
  let text = '';
  let bits = 0;
  let buffer = 0;
  for (const byte of bytes) {
    buffer = buffer << 8 | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[buffer >> bits - 5 & 31];
    buffer &= 31;
  }
  return bits ? text + alphabet[buffer << 5 - bits & 31] : text;
}

function fromBase32(text) {
  const bytes = [];
  let bits = 0;
  let buffer = 0;
  for (const letter of text) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new Error(`“${letter}” is no letter of a principal`);
    buffer = (buffer << 5 | value) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push(buffer >> (bits -= 8) & 255);
  }
  return Uint8Array.from(bytes);
}

export class Principal {
  /** @param {Uint8Array} bytes 0 to 29 of them */
  constructor(bytes) {
    if (bytes.length > 29) throw new Error(`a principal has at most 29 bytes, not ${bytes.length}`);
    this.bytes = bytes.slice();
    const checksum = new Uint8Array(4);
    new DataView(checksum.buffer).setUint32(0, crc32(bytes));
    this.text = base32([...checksum, ...bytes]).match(/.{1,5}/g).join('-');
  }

  /** @param {string} text with dashes; @throws {Error} where the checksum or the form is not right */
  static fromText(text) {
    const bytes = fromBase32(text.toLowerCase().replaceAll('-', ''));
    if (bytes.length < 4 || bytes.length > 33) throw new Error(`“${text}” is no principal: its length is not right`);
    const principal = new Principal(bytes.subarray(4));
    if (principal.text !== text.toLowerCase()) throw new Error(`“${text}” is no principal: its checksum is not right`);
    return principal;
  }

  /** The principal of a public key. @param {Uint8Array} der the key's SubjectPublicKeyInfo */
  static selfAuthenticating(der) {
    return new Principal(Uint8Array.of(...sha224(der), 2));
  }

  static anonymous = new Principal(Uint8Array.of(4));

  /** Few letters, enough for people to tell each other apart; not enough to prove anything. From the middle, where the
   * key's hash stands: the first letters are a checksum, and keys with the same are soon found. */
  get short() {
    const parts = this.text.split('-');
    return parts.length < 6 ? this.text : `…${parts[2]}-${parts[3]}…`;
  }

  toString() { return this.text; }
}
