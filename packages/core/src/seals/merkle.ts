import { hash } from 'node:crypto';

/**
 * Merkle trees as RFC 9162 (and RFC 6962 before it) has them: a leaf is hashed behind a byte of 0, two nodes behind a byte of 1, and
 * a tree of n leaves is split at the largest power of two below n. So a leaf never passes for a node, and the tree of a log's
 * beginning lies within that of the whole.
 */

/** Length of a hash in bytes. */
const width = 32;

const nodePrefix = Buffer.of(1);

/** Hash of a leaf by its text. */
export function leafHash(text: string): Buffer {
  return hash('sha256', `\0${text}`, 'buffer');
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([nodePrefix, left, right]), 'buffer');
}

/** The largest power of two below a number of leaves above one. */
function splitOf(leaves: number): number {
  return 2 ** Math.ceil(Math.log2(leaves) - 1);
}

/** Root over whole subtrees, each smaller than the one before it; of none, the hash of nothing. */
function rootOver(subtrees: readonly Buffer[]): Buffer {
  if (subtrees.length === 0) return hash('sha256', '', 'buffer');
  return subtrees.reduceRight((right, left) => nodeHash(left, right));
}

/** A tree that grows at its end and keeps no leaf: its root is at hand at every size, in memory for a few dozen hashes. */
export class GrowingTree {
  /** Roots of the whole subtrees that it consists of, largest first; their sizes are the ones of its size in binary. */
  readonly #subtrees: Buffer[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(leaf: Buffer): void {
    let node = leaf;
    // as many subtrees of equal size are joined as there are ones at the end of the size in binary
    for (let ones = this.#size; ones % 2 === 1; ones = Math.floor(ones / 2)) {
      node = nodeHash(this.#subtrees.pop()!, node);
    }
    this.#subtrees.push(node);
    this.#size += 1;
  }

  /** Root of what was added; of nothing, the hash of nothing. */
  root(): Buffer {
    return rootOver(this.#subtrees);
  }
}

/** Hashes in order, 32 bytes each. */
class Row {
  #bytes = Buffer.alloc(16 * width);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(hashed: Buffer): void {
    if ((this.#size + 1) * width > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    }
    hashed.copy(this.#bytes, this.#size * width);
    this.#size += 1;
  }

  at(index: number): Buffer {
    return this.#bytes.subarray(index * width, (index + 1) * width);
  }
}

/**
 * Leaves in order with every whole subtree above them, 64 bytes a leaf, to draw proofs from: a proof costs a few dozen hashes, however
 * many leaves there are.
 */
export class Leaves {
  /** The leaves, then the roots of each two, each four, each eight, ... of them. */
  readonly #rows = [new Row()];

  get size(): number {
    return this.#row(0).size;
  }

  add(leaf: Buffer): void {
    this.#row(0).add(leaf);
    for (let height = 0; this.#row(height).size % 2 === 0; height += 1) {
      const row = this.#row(height);
      this.#row(height + 1).add(nodeHash(row.at(row.size - 2), row.at(row.size - 1)));
    }
  }

  /** Root of the leaves from one (inclusive) to another (exclusive), where the first begins a subtree of that many leaves. */
  root(from = 0, to = this.size): Buffer {
    const subtrees: Buffer[] = [];
    for (let at = from; at < to; ) {
      const height = Math.floor(Math.log2(to - at));
      subtrees.push(this.#row(height).at(at / 2 ** height));
      at += 2 ** height;
    }
    return rootOver(subtrees);
  }

  /** What leads from a leaf to the root of the first `size` leaves, from below upwards. */
  pathOf(index: number, size = this.size): readonly Buffer[] {
    const path: Buffer[] = [];
    let [from, to] = [0, size];
    while (to - from > 1) {
      const middle = from + splitOf(to - from);
      if (index < middle) {
        path.push(this.root(middle, to));
        to = middle;
      } else {
        path.push(this.root(from, middle));
        from = middle;
      }
    }
    return path.reverse();
  }

  /** What shows that the tree of the first `before` leaves lies within that of the first `size`; `before` is above 0. */
  growthFrom(before: number, size = this.size): readonly Buffer[] {
    const path: Buffer[] = [];
    let [from, to] = [0, size];
    while (to !== before) {
      const middle = from + splitOf(to - from);
      if (before <= middle) {
        path.push(this.root(middle, to));
        to = middle;
      } else {
        path.push(this.root(from, middle));
        from = middle;
      }
    }
    // the root of the whole beginning is known to whoever checks
    if (from > 0) path.push(this.root(from, to));
    return path.reverse();
  }

  #row(height: number): Row {
    this.#rows[height] ??= new Row();
    return this.#rows[height];
  }
}

/** The root that a leaf at an index and its path lead to in a tree of that size; undefined where the path cannot be one (RFC 9162, 2.1.3.2). */
export function rootByPath(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | undefined {
  if (index >= size) return undefined;
  let [at, last] = [index, size - 1];
  let root = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(sibling, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [halved(at), halved(last)];
    } else root = nodeHash(root, sibling);
    [at, last] = [halved(at), halved(last)];
  }
  return last === 0 ? root : undefined;
}

/** True where a path shows that the first tree lies within the second (RFC 9162, 2.1.4.2). */
export function hasGrown(
  before: { readonly size: number; readonly root: Buffer },
  after: { readonly size: number; readonly root: Buffer },
  path: readonly Buffer[],
): boolean {
  if (before.size === 0 || before.size > after.size) return false;
  if (before.size === after.size) return path.length === 0 && before.root.equals(after.root);
  const nodes = isPowerOfTwo(before.size) ? [before.root, ...path] : path;
  let [at, last] = [before.size - 1, after.size - 1];
  while (at % 2 === 1) [at, last] = [halved(at), halved(last)];
  const [first, ...others] = nodes;
  if (first === undefined) return false;
  let [old, whole] = [first, first];
  for (const node of others) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(node, old);
      whole = nodeHash(node, whole);
      while (at % 2 === 0 && at !== 0) [at, last] = [halved(at), halved(last)];
    } else whole = nodeHash(whole, node);
    [at, last] = [halved(at), halved(last)];
  }
  return last === 0 && old.equals(before.root) && whole.equals(after.root);
}

const halved = (number: number): number => Math.floor(number / 2);
const isPowerOfTwo = (number: number): boolean => Number.isInteger(Math.log2(number));
