import { describe, expect, it } from 'vitest';
import { KnownKeys } from './known-keys.ts';

const known = (end: string, count: number) => ({
  end,
  keys: new Set(Array.from({ length: count }, (_, key) => key)),
  unwritten: [],
});
const tail = (chainHash: string) => ({ revision: 0, chainHash });

describe('keys that are remembered', () => {
  it('are those of a stream only while it ends as it did', () => {
    const keys = new KnownKeys();
    keys.keep(1, known('a', 3));
    expect(keys.of(1, tail('a'))?.keys.size).toBe(3);
    expect(keys.of(1, tail('b'))).toBeUndefined();
    expect(keys.of(2, tail('a'))).toBeUndefined();
    keys.keep(1, known('b', 4));
    expect(keys.of(1, tail('a'))).toBeUndefined();
    expect(keys.of(1, tail('b'))?.keys.size).toBe(4);
  });

  it('are of the streams that were appended to last, and of the last one whatever its size', () => {
    const keys = new KnownKeys();
    for (let stream = 0; stream < 200; stream += 1) keys.keep(stream, known('a', 1000));
    keys.keep(100, known('a', 1000));
    const there = Array.from({ length: 200 }, (_, stream) => stream).filter((stream) =>
      keys.of(stream, tail('a')),
    );
    expect(there).toEqual(Array.from({ length: 131 }, (_, n) => n + 69));
    keys.keep(69, known('a', 1100));
    expect(keys.of(70, tail('a')) === undefined).toBe(true);
    expect(keys.of(100, tail('a')) !== undefined).toBe(true);
    keys.keep(7, known('a', 200_000));
    expect(keys.of(7, tail('a'))?.keys.size).toBe(200_000);
    expect(keys.of(199, tail('a'))).toBeUndefined();
    keys.keep(8, known('a', 1));
    expect(keys.of(7, tail('a'))).toBeUndefined();
    expect(keys.of(8, tail('a'))).toBeDefined();
  });
});
