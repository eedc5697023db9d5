import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackInThisThread } from './unpacking.ts';

const usual = globalThis.DecompressionStream;

async function unpacked(packed: Uint8Array<ArrayBuffer>) {
  const { readable, writable } = new DecompressionStream('deflate');
  const writer = writable.getWriter();
  await writer.ready;
  writer
    .write(packed)
    .then(() => writer.close())
    .catch(() => undefined);
  const pieces: Uint8Array[] = [];
  for await (const piece of readable) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('a thread that unpacks for itself', () => {
  beforeAll(() => unpackInThisThread());
  afterAll(() => {
    globalThis.DecompressionStream = usual;
  });

  const text = Buffer.from('Leaders know their children well. '.repeat(10_000));

  it('gives the bytes that were packed', async () => {
    expect((await unpacked(new Uint8Array(deflateSync(text)))).equals(text)).toBe(true);
  });

  it('fails on a stream that breaks off, so that its reader takes what can be had', async () => {
    const packed = new Uint8Array(deflateSync(text));
    await expect(unpacked(packed.slice(0, packed.length >> 1))).rejects.toThrow(/unexpected end/);
  });

  it('fails on a stream that swells without end', async () => {
    const swelling = new Uint8Array(deflateSync(Buffer.alloc(65 * 1024 * 1024)));
    await expect(unpacked(swelling)).rejects.toThrow(/larger than/);
  });

  it('leaves other ways of packing to the streams of the platform', () => {
    expect(new DecompressionStream('gzip')).toBeInstanceOf(usual);
  });
});
