import { describe, expect, it } from 'vitest';
import { chunksOf } from './chunks.ts';
import type { FeedMessage, FeedPage } from './feed.ts';

function pageOf(...sizes: readonly number[]): FeedPage {
  const messages = sizes.map((size, index) => {
    const text = 'x'.repeat(size);
    return { checkpoint: `${index + 1}`, authority: null, text } as FeedMessage;
  });
  return { messages, next: `${sizes.length}`, atEnd: true };
}

describe('chunksOf', () => {
  it('puts messages together until there is enough for one write, each chunk with the checkpoint after it', () => {
    const chunks = [...chunksOf(pageOf(9000, 9000, 100, 20_000, 5))];
    expect(chunks.map(({ checkpoint, told }) => [checkpoint, told])).toEqual([
      ['2', 2],
      ['4', 4],
      ['5', 5],
    ]);
    const [first, , last] = chunks;
    expect(`${first!.bytes}`.match(/^id: \d+$/gm)).toEqual(['id: 1', 'id: 2']);
    expect(`${last!.bytes}`).toBe('id: 5\ndata: xxxxx\n\n');
    expect([...chunksOf(pageOf())]).toEqual([]);
  });

  it('gives the very same bytes to all who are told of a page, and makes none before it is asked for', () => {
    const page = pageOf(9000, 9000, 9000);
    const [one, other] = [chunksOf(page), chunksOf(page)];
    const first = one.next().value!;
    expect(other.next().value!.bytes).toBe(first.bytes);
    const second = other.next().value!;
    expect(one.next().value!.bytes).toBe(second.bytes);
    expect([one.next().done, other.next().done]).toEqual([true, true]);
  });
});
