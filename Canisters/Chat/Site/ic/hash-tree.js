// Hash trees (IC interface specification, "Certification"): what a tree proves about the values at its paths.

import { decode } from './cbor.js';
import { sha256 } from './sha256.js';

/** How deep a tree may be, forks and labels counted, and how many nodes it may have. */
const maximumDepth = 128;
const maximumNodes = 100_000;

const separator = (name) => Uint8Array.of(name.length, ...new TextEncoder().encode(name));
const [emptyDomain, forkDomain, labeledDomain, leafDomain] =
  ['ic-hashtree-empty', 'ic-hashtree-fork', 'ic-hashtree-labeled', 'ic-hashtree-leaf'].map(separator);

/** @typedef {Uint8Array | string} Label a text stands for its UTF-8 */

/**
 * What a tree says about a path: there is a leaf with this value; there is nothing, and the tree proves it; what would
 * tell is pruned, which must never be taken for "absent"; or there is more than a leaf.
 * @typedef {{ status: 'found', value: Uint8Array } | { status: 'absent' | 'unknown' | 'not a leaf' }} Lookup
 */

export class HashTree {
  /** The tree's digest: 32 bytes. @type {Uint8Array} */
  digest;

  /** The nodes other than forks and empty ones that lie side by side at the top, in order: each a label with the nodes
   * below it, a leaf's value, or neither where something is pruned.
   * @type {Array<{ label?: Uint8Array, nodes?: Array, value?: Uint8Array }>} */
  #nodes = [];

  /** @param {import('./cbor.js').Value} item a tree as CBOR gives it @throws {Error} if it is none */
  constructor(item) {
    let count = 0;

    const bytes = (value, what) => {
      if (!(value instanceof Uint8Array)) throw new Error(`hash tree: ${what} is not a byte string`);
      return value;
    };

    /** Puts what a node consists of to its neighbours. Gives its digest. */
    const read = (node, neighbours, depth) => {
      count += 1;
      if (count > maximumNodes) throw new Error(`hash tree: more than ${maximumNodes} nodes`);
      if (depth > maximumDepth) throw new Error(`hash tree: deeper than ${maximumDepth}`);
      const [kind, first, second] = Array.isArray(node) ? node : [];
      if (typeof kind !== 'number' || node.length !== [1, 3, 3, 2, 2][kind]) {
        throw new Error('hash tree: a node is of no known form');
      }
      switch (kind) {
        case 0: return sha256(emptyDomain);
        case 1: return sha256(forkDomain, read(first, neighbours, depth + 1), read(second, neighbours, depth + 1));
        case 2: {
          const label = bytes(first, 'a label');
          const below = [];
          neighbours.push({ label, nodes: below });
          const digest = read(second, below, depth + 1);
          checkOrder(below);
          return sha256(labeledDomain, label, digest);
        }
        case 3:
          neighbours.push({ value: bytes(first, 'the value of a leaf') });
          return sha256(leafDomain, first);
        default:
          if (bytes(first, 'a digest').length !== 32) throw new Error('hash tree: a digest does not have 32 bytes');
          neighbours.push({});
          return first;
      }
    };

    this.digest = read(item, this.#nodes, 0);
    checkOrder(this.#nodes);
  }

  /** The tree that bytes are the CBOR of, with or without tag 55799. @param {Uint8Array} bytes */
  static decode(bytes) {
    return new HashTree(decode(bytes));
  }

  /** What the tree says about a path of labels. @param {Label[]} path @returns {Lookup} */
  lookup(path) {
    const nodes = this.#nodesAt(path);
    if (!Array.isArray(nodes)) return nodes;
    if (nodes.length === 0) return { status: 'absent' };
    const [node] = nodes;
    if (nodes.length > 1 || node.label) return { status: 'not a leaf' };
    return node.value ? { status: 'found', value: node.value } : { status: 'unknown' };
  }

  /** The labels that the tree shows right below a path; there may be more where it is pruned. @param {Label[]} path
   * @returns {Uint8Array[]} */
  labels(path) {
    const nodes = this.#nodesAt(path);
    return Array.isArray(nodes) ? nodes.flatMap(({ label }) => label ?? []) : [];
  }

  #nodesAt(path) {
    let nodes = this.#nodes;
    for (const part of path) {
      const label = typeof part === 'string' ? new TextEncoder().encode(part) : part;
      const after = nodes.findIndex((node) => node.label && compare(node.label, label) >= 0);
      const next = after < 0 ? nodes.length : after;
      if (next < nodes.length && compare(nodes[next].label, label) === 0) {
        nodes = nodes[next].nodes;
        continue;
      }
      // Nothing is there if no pruned node lies between the neighbours of its place; a leaf has nothing below it.
      const before = nodes[next - 1];
      return { status: before === undefined || before.label || before.value ? 'absent' : 'unknown' };
    }
    return nodes;
  }
}

/** Negative, zero or positive as bytes sort before, with or behind others.
 * @param {Uint8Array} a @param {Uint8Array} b */
export function compare(a, b) {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

/** Of absence a tree tells only if the labels side by side rise and no leaf stands among them. */
function checkOrder(nodes) {
  let last;
  for (const { label, value } of nodes) {
    if (value && nodes.length > 1) throw new Error('hash tree: a leaf stands beside other nodes');
    if (label && last && compare(last, label) >= 0) throw new Error('hash tree: labels are not in order');
    last = label ?? last;
  }
}
