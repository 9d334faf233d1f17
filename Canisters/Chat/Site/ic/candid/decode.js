// Decodes Candid at the types that are expected: fields that are not expected are passed over, all else has to fit.

import { Principal } from '../principal.js';
import { CandidReader, opcodes } from './reader.js';
import { nat8 } from './types.js';

const maximumDepth = 64;

/** Bytes of the numbers of fixed size, nat8 to float64. */
const sizes = { '-5': 1, '-6': 2, '-7': 4, '-8': 8, '-9': 1, '-10': 2, '-11': 4, '-12': 8, '-13': 4, '-14': 8 };

/**
 * The values in a message. Values beyond those that are expected are passed over.
 * @param {import('./types.js').Type[]} types @param {Uint8Array} bytes
 * @throws {Error} saying what is wrong and where
 */
export function decodeCandid(types, bytes) {
  const reader = new CandidReader(bytes);
  const table = reader.table();
  const found = Array.from({ length: reader.count() }, () => reader.reference(table.length));
  if (found.length < types.length) reader.fail(`${found.length} values, where ${types.length} were expected`);
  const values = found.map((wire, i) => (i < types.length ? read(wire, types[i], 0) : skip(wire, 0)));
  if (reader.at < bytes.length) reader.fail('bytes are left over');
  return values.slice(0, types.length);

  function enter(wire, depth) {
    if (depth > maximumDepth) reader.fail('values are nested too deeply');
    reader.step();
    return table[wire] ?? { opcode: wire };
  }

  function boolean() {
    const byte = reader.byte();
    return byte < 2 ? byte === 1 : reader.fail(`${byte} is no boolean`);
  }

  function chosen(fields) {
    return fields[reader.leb128()] ?? reader.fail('a variant has no such tag');
  }

  /** A value that must be of the expected type, or of a subtype of it. */
  function read(wire, type, depth) {
    const { opcode, element, fields } = enter(wire, depth);
    if (opcode !== type.opcode) reader.fail(`a value of kind ${opcode}, where ${type.kind} was expected`);
    switch (type.kind) {
      case 'null': return null;
      case 'bool': return boolean();
      case 'nat8': return reader.byte();
      case 'nat64': return new DataView(reader.take(8).slice().buffer).getBigUint64(0, true);
      case 'text': return reader.text();
      case 'principal': return new Principal(reader.principal());
      case 'vec':
        if (type.element === nat8 && element === nat8.opcode) return reader.take(reader.leb128()).slice();
        return Array.from({ length: reader.count() }, () => read(element, type.element, depth + 1));
      case 'record': return readRecord(fields, type, depth);
      case 'variant': {
        const { id, type: wireType } = chosen(fields);
        const field = type.fields.find((field) => field.id === id) ?? reader.fail(`the variant’s tag ${id} is not known`);
        return { [field.name]: read(wireType, field.type, depth + 1) };
      }
      default: return reader.fail(`${type.kind} is not read here`);
    }
  }

  function readRecord(fields, type, depth) {
    const value = {};
    for (const { id, type: wireType } of fields) {
      const field = type.fields.find((field) => field.id === id);
      if (field) value[field.name] = read(wireType, field.type, depth + 1);
      else skip(wireType, depth + 1);
    }
    const missing = type.fields.find((field) => !(field.name in value));
    return missing ? reader.fail(`the field ${missing.name} is missing`) : value;
  }

  function skip(wire, depth) {
    const { opcode, element, fields } = enter(wire, depth);
    switch (opcode) {
      case opcodes.null: case opcodes.reserved: return;
      case opcodes.bool: boolean(); return;
      case opcodes.nat: case opcodes.int: while (reader.byte() > 127) reader.step(); return;
      case opcodes.text: reader.text(); return;
      case opcodes.principal: reader.principal(); return;
      case opcodes.opt: if (boolean()) skip(element, depth + 1); return;
      case opcodes.vec: for (let left = reader.leb128(); left > 0; left--) skip(element, depth + 1); return;
      case opcodes.record: for (const field of fields) skip(field.type, depth + 1); return;
      case opcodes.variant: skip(chosen(fields).type, depth + 1); return;
      default: reader.take(sizes[opcode] ?? reader.fail(`no value is of type ${opcode}`));
    }
  }
}
