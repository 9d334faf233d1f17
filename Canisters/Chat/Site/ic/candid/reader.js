// Reads Candid's bytes: numbers, lengths that are checked before anything is set aside, and the table of types.

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Opcodes of the wire. */
export const opcodes = {
  null: -1, bool: -2, nat: -3, int: -4, text: -15, reserved: -16, empty: -17,
  opt: -18, vec: -19, record: -20, variant: -21, principal: -24,
};

export class CandidReader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    // Values without bytes, such as nulls in a vector, must not make endless work out of a few bytes.
    this.steps = 10_000 + 4 * bytes.length;
  }

  fail(problem) { throw new Error(`Candid: ${problem} (byte ${this.at} of ${this.bytes.length})`); }

  step() { if (--this.steps < 0) this.fail('the value is too large for its bytes'); }

  take(count) {
    if (count > this.bytes.length - this.at) this.fail(`the data ends where ${count} more bytes are announced`);
    return this.bytes.subarray(this.at, this.at += count);
  }

  byte() { return this.take(1)[0]; }

  /** An integer in LEB128 of at most 2^53 - 1: lengths, indexes and field ids. */
  leb128() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER || scale > 2 ** 63) this.fail('a number is too large');
      if (byte < 128) return value;
    }
  }

  /** How many items follow, of which each takes a byte at least. */
  count() {
    const count = this.leb128();
    if (count > this.bytes.length - this.at) this.fail(`${count} items are announced where fewer bytes are left`);
    return count;
  }

  /** A number in signed LEB128, which says which type: an index into the table, or an opcode. */
  signed() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return byte & 64 && shift < 25 ? value | -1 << shift + 7 : value;
      if (shift > 21) this.fail('a type’s number is too large');
    }
  }

  text() {
    const bytes = this.take(this.leb128());
    try { return utf8.decode(bytes); } catch { return this.fail('a text is not UTF-8'); }
  }

  principal() {
    if (this.byte() !== 1) this.fail('an opaque reference where a principal should stand');
    return this.take(this.leb128());
  }

  /** The table of types: `{ opcode, element }` of optional values and vectors, `{ opcode, fields }` of the others. */
  table() {
    if (String.fromCharCode(...this.take(4)) !== 'DIDL') this.fail('the data does not begin with DIDL');
    const size = this.count();
    return Array.from({ length: size }, () => {
      const opcode = this.signed();
      if (opcode === opcodes.opt || opcode === opcodes.vec) return { opcode, element: this.reference(size) };
      if (opcode !== opcodes.record && opcode !== opcodes.variant) this.fail(`types of kind ${opcode} are not read here`);
      let last = -1;
      const fields = Array.from({ length: this.count() }, () => {
        const id = this.leb128();
        if (id <= last || id >= 2 ** 32) this.fail('the fields of a type are not in ascending order');
        last = id;
        return { id, type: this.reference(size) };
      });
      return { opcode, fields };
    });
  }

  /** A type: an index into the table of `size`, or the opcode of a primitive one. */
  reference(size) {
    const type = this.signed();
    if (type >= size || type < opcodes.principal || type < opcodes.empty && type > opcodes.principal) {
      this.fail(`there is no type ${type}`);
    }
    return type;
  }
}
