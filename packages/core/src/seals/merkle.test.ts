import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { GrowingTree, hasGrown, Leaves, leafHash, rootByPath } from './merkle.ts';

/** Leaves and roots of the reference implementation of certificate transparency, by the size of the tree. */
const published = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  [
    '606162636465666768696a6b6c6d6e6f',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
] as const;

const leaves = Array.from({ length: 200 }, (_, at) => leafHash(`leaf ${at}`));

function treeOf(size: number): Leaves {
  const tree = new Leaves();
  for (const leaf of leaves.slice(0, size)) tree.add(leaf);
  return tree;
}

const whole = treeOf(leaves.length);
const rootAt = Array.from({ length: leaves.length + 1 }, (_, size) => whole.root(0, size));

/** Trees of every small size, and of some that are larger. */
const aSize = fc.oneof(fc.integer({ min: 1, max: 33 }), fc.integer({ min: 1, max: leaves.length }));

function flipped(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  const at = bit % (bytes.length * 8);
  changed[at >> 3]! ^= 1 << (at & 7);
  return changed;
}

describe('a Merkle tree', () => {
  it('has the roots that were published for certificate transparency', () => {
    const tree = new GrowingTree();
    expect(tree.root().toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    for (const [leaf, root] of published) {
      tree.add(leafHash(Buffer.from(leaf, 'hex').toString('latin1')));
      expect(tree.root().toString('hex'), `${tree.size} leaves`).toBe(root);
    }
  });

  it('shows of every leaf that it lies in the tree of every size', () => {
    for (let size = 1; size <= 40; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const path = whole.pathOf(index, size);
        expect(rootByPath(leaves[index]!, index, size, path)).toEqual(rootAt[size]);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
      }
    }
  });

  it('shows of every size that the tree of every later size only grew', () => {
    for (let size = 1; size <= 40; size += 1) {
      for (let before = 1; before <= size; before += 1) {
        const [first, second] = [
          { size: before, root: rootAt[before]! },
          { size, root: rootAt[size]! },
        ];
        expect(hasGrown(first, second, whole.growthFrom(before, size))).toBe(true);
      }
    }
  });

  it('has proofs at hand: of many thousand leaves it hashes a few dozen times for one', () => {
    const large = new Leaves();
    const growing = new GrowingTree();
    for (let at = 0; at < 5000; at += 1) {
      large.add(leaves[at % leaves.length]!);
      growing.add(leaves[at % leaves.length]!);
    }
    const counted = vi.spyOn(crypto, 'hash');
    syncBuiltinESMExports();
    try {
      expect(large.root()).toEqual(growing.root());
      for (const index of [0, 1, 2500, 4095, 4096, 4999]) {
        counted.mockClear();
        const path = large.pathOf(index);
        expect(rootByPath(leaves[index % leaves.length]!, index, 5000, path)).toEqual(large.root());
        expect(counted.mock.calls.length).toBeGreaterThan(0);
        expect(counted.mock.calls.length).toBeLessThan(100);
        counted.mockClear();
        large.growthFrom(index + 1);
        expect(counted.mock.calls.length).toBeLessThan(100);
      }
    } finally {
      counted.mockRestore();
      syncBuiltinESMExports();
    }
  });

  it('shows nothing of a leaf, place, size or path in which one bit is another', () => {
    const cases = fc
      .tuple(aSize, fc.nat(), fc.nat(), fc.nat())
      .map(([size, index, node, bit]) => ({ size, index: index % size, node, bit }));
    fc.assert(
      fc.property(cases, ({ size, index, node, bit }) => {
        const [leaf, root] = [leaves[index]!, rootAt[size]!];
        const path = whole.pathOf(index, size);
        const leads = (...given: Parameters<typeof rootByPath>) =>
          rootByPath(...given)?.equals(root) ?? false;
        expect(leads(leaf, index, size, path)).toBe(true);
        expect(leads(flipped(leaf, bit), index, size, path)).toBe(false);
        expect(leads(leaf, (index + 1) % Math.max(size, 2), size, path)).toBe(false);
        expect(leads(leaf, index, size, [...path, leaf])).toBe(false);
        if (path.length === 0) return;
        const at = node % path.length;
        expect(leads(leaf, index, size, path.with(at, flipped(path[at]!, bit)))).toBe(false);
        expect(leads(leaf, index, size, path.toSpliced(at, 1))).toBe(false);
      }),
    );
  });

  it('shows no growth where a root or a path has one bit that is another, or the beginning is another', () => {
    const cases = fc
      .tuple(aSize, fc.nat(), fc.nat(), fc.nat())
      .map(([size, before, node, bit]) => ({ size, before: (before % size) + 1, node, bit }));
    fc.assert(
      fc.property(cases, ({ size, before, node, bit }) => {
        const [first, second] = [
          { size: before, root: rootAt[before]! },
          { size, root: rootAt[size]! },
        ];
        const path = whole.growthFrom(before, size);
        expect(hasGrown(first, second, path)).toBe(true);
        expect(hasGrown({ ...first, root: flipped(first.root, bit) }, second, path)).toBe(false);
        expect(hasGrown(first, { ...second, root: flipped(second.root, bit) }, path)).toBe(false);
        expect(hasGrown(first, second, [...path, first.root])).toBe(false);
        if (before < size) expect(hasGrown(second, first, path)).toBe(false);
        if (path.length === 0) return;
        const at = node % path.length;
        expect(hasGrown(first, second, path.with(at, flipped(path[at]!, bit)))).toBe(false);
        expect(hasGrown(first, second, path.toSpliced(at, 1))).toBe(false);
      }),
    );
  });
});
