import { describe, expect, it } from 'vitest';
import { type Chunk, chunkAt } from './chunks.ts';
import type { FeedMessage, FeedPage } from './feed.ts';

function pageOf(...sizes: readonly number[]): FeedPage {
  const messages = sizes.map((size, index) => {
    const text = 'x'.repeat(size);
    return { checkpoint: `${index + 1}`, authority: null, text } as FeedMessage;
  });
  return { messages, next: `${sizes.length}`, atEnd: true };
}

function chunksOf(page: FeedPage): Chunk[] {
  const chunks: Chunk[] = [];
  for (let chunk = chunkAt(page, 0); chunk; chunk = chunkAt(page, chunks.length))
    chunks.push(chunk);
  return chunks;
}

describe('chunkAt', () => {
  it('puts messages together until there is enough for one write, each chunk with the checkpoint after it', () => {
    const chunks = chunksOf(pageOf(9000, 9000, 100, 20_000, 5));
    expect(chunks.map(({ checkpoint, told }) => [checkpoint, told])).toEqual([
      ['2', 2],
      ['4', 4],
      ['5', 5],
    ]);
    const [first, , last] = chunks;
    expect(`${first!.bytes}`.match(/^id: \d+$/gm)).toEqual(['id: 1', 'id: 2']);
    expect(`${last!.bytes}`).toBe('id: 5\ndata: xxxxx\n\n');
    expect(chunksOf(pageOf())).toEqual([]);
  });

  it('gives the very same bytes to all who are told of a page, whichever of them is asked for', () => {
    const page = pageOf(9000, 9000, 9000);
    const first = chunkAt(page, 0)!;
    expect(chunkAt(page, 0)!.bytes).toBe(first.bytes);
    const second = chunkAt(page, 1)!;
    expect(chunkAt(page, 1)!.bytes).toBe(second.bytes);
    expect([first.told, second.told, chunkAt(page, 2)]).toEqual([2, 3, undefined]);
    expect(chunkAt(pageOf(5, 5), 3)).toBeUndefined();
  });
});
