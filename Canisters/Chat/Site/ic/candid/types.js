// The Candid types that the chat and its connection speak, and their encoding (Candid specification 0.1.8).
//
// Values: nat64 is a bigint, blob a Uint8Array, principal a Principal, a record an object, and a variant an object with
// its one tag: { Join: 'lobby' }, { ClosedByApplication: null }.

import { leb128, utf8 } from '../bytes.js';
import { joined } from '../cbor.js';

/** @typedef {{ kind: string, opcode: number, element?: Type, fields?: Field[] }} Type */
/** @typedef {{ id: number, name: string, type: Type }} Field */

export const nullType = { kind: 'null', opcode: -1 };
export const bool = { kind: 'bool', opcode: -2 };
export const nat8 = { kind: 'nat8', opcode: -5 };
export const nat64 = { kind: 'nat64', opcode: -8 };
export const text = { kind: 'text', opcode: -15 };
export const principal = { kind: 'principal', opcode: -24 };
export const opt = (element) => ({ kind: 'opt', opcode: -18, element });
export const vec = (element) => ({ kind: 'vec', opcode: -19, element });
export const blob = vec(nat8);
export const record = (types) => ({ kind: 'record', opcode: -20, fields: fields(types) });
export const variant = (types) => ({ kind: 'variant', opcode: -21, fields: fields(types) });

/** By which number a field's name goes over the wire. */
const fieldId = (name) => utf8(name).reduce((id, byte) => Math.imul(id, 223) + byte >>> 0, 0);

const fields = (types) => Object.entries(types)
  .map(([name, type]) => ({ id: fieldId(name), name, type }))
  .sort((a, b) => a.id - b.id);

const signed = (small) => small & 0x7f;

/** A message with these values of these types. @param {Type[]} types @param {any[]} values @returns {Uint8Array} */
export function encodeCandid(types, values) {
  const table = [];
  const indexes = new Map();
  const reference = (type) => {
    if (!type.element && !type.fields) return [signed(type.opcode)];
    if (!indexes.has(type)) {
      // Inner types first: none of these types contains itself.
      const entry = type.element
        ? reference(type.element)
        : [...leb128(type.fields.length), ...type.fields.flatMap((field) => [...leb128(field.id), ...reference(field.type)])];
      indexes.set(type, table.length);
      table.push([signed(type.opcode), ...entry]);
    }
    const index = indexes.get(type);
    if (index > 63) throw new RangeError('Candid: more types than this encoder numbers');
    return [index];
  };
  const references = types.flatMap(reference);
  const header = [...leb128(table.length), ...table.flat(), ...leb128(types.length), ...references];
  return joined([utf8('DIDL'), Uint8Array.from(header), ...types.flatMap((type, i) => write(type, values[i]))]);
}

const counted = (bytes) => [Uint8Array.from(leb128(bytes.length)), bytes];

/** The parts of a value's encoding. */
function write(type, value) {
  switch (type.kind) {
    case 'null': return [];
    case 'bool': return [Uint8Array.of(value ? 1 : 0)];
    case 'nat64': return [new Uint8Array(BigUint64Array.of(value).buffer)];
    case 'text': return counted(utf8(value));
    case 'principal': return [Uint8Array.of(1), ...counted(value.bytes)];
    case 'opt': return value === null ? [Uint8Array.of(0)] : [Uint8Array.of(1), ...write(type.element, value)];
    case 'vec':
      if (type.element === nat8) return counted(value);
      return [Uint8Array.from(leb128(value.length)), ...value.flatMap((element) => write(type.element, element))];
    case 'record': return type.fields.flatMap((field) => write(field.type, value[field.name]));
    case 'variant': {
      const index = type.fields.findIndex((field) => field.name in value);
      if (index < 0) throw new TypeError(`Candid: ${Object.keys(value)} is no tag of the variant`);
      const field = type.fields[index];
      return [Uint8Array.from(leb128(index)), ...write(field.type, value[field.name])];
    }
    default: throw new TypeError(`Candid: ${type.kind} cannot be written`);
  }
}
