import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPdfLimits } from '../readers/pdf-limits.ts';
import { createReaderPool, type ReaderPool } from '../reading/pool.ts';
import { pdfLines, pdfOf } from '../testing/pdf.ts';
import { openPictureFolder, type PictureWanted, pictureOf } from './index.ts';

const documents = createMemoryDocumentStore();
let pool: ReaderPool;
let folder: string;
let sha256: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-pictures-'));
  pool = createReaderPool(defaultPdfLimits, 1);
  sha256 = await documents.put(
    pdfOf([pdfLines(['A title', 'Overall | Good']), pdfLines(['More of it'])]),
  );
});

afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true, force: true });
});

const drawn = (wanted: PictureWanted, cache?: ReturnType<typeof openPictureFolder>) =>
  pictureOf(documents, sha256, wanted, { pool, cache });

interface Opened {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue at a place in points from the top left corner. */
  at(x: number, y: number): readonly number[];
}

/** A PNG of ours, opened again: its rows are as they stand or differ from the row above. */
function opened(png: Uint8Array, scale: number): Opened {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const length = bytes.readUInt32BE(33);
  const rows = inflateSync(bytes.subarray(41, 41 + length));
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (width * 3 + 1)];
    for (let x = 0; x < width * 3; x += 1) {
      const above = filter === 2 ? (pixels[(y - 1) * width * 3 + x] ?? 0) : 0;
      pixels[y * width * 3 + x] = (rows[y * (width * 3 + 1) + 1 + x] ?? 0) + above;
    }
  }
  const at = (x: number, y: number) => {
    const from = (Math.round(y * scale) * width + Math.round(x * scale)) * 3;
    return [...pixels.subarray(from, from + 3)];
  };
  return { width, height, at };
}

const white = [255, 255, 255];
const marker = [255, 230, 102];
/** Points from the top to the base line of the second line. */
const second = 842 - (742 - 14.5);

describe('a page as a picture', () => {
  it('is as large as the page at its scale, with its letters on white', async () => {
    const { width, height, at } = opened(await drawn({ page: 1, scale: 2 }), 2);
    expect({ width, height }).toEqual({ width: 1190, height: 1684 });
    expect(at(10, 10)).toEqual(white);
    // the stem of the T of the title
    const row = Array.from({ length: 40 }, (_, index) => at(70 + index / 2, 97));
    expect(Math.min(...row.flat())).toBeLessThan(120);
  });

  it('has the cells of a passage marked, and nothing beside them', async () => {
    const { at } = opened(await drawn({ locators: ['page 1, line 2'], scale: 2 }), 2);
    // between the letters and the edge of the mark, on either cell
    expect([at(71, second + 2.5), at(342, second + 2.5)]).toEqual([marker, marker]);
    expect([at(200, second), at(71, second - 30), at(500, 600)]).toEqual([white, white, white]);
  });

  it('is only so high as the passage and what is around it, where that is asked for', async () => {
    const { width, height, at } = opened(
      await drawn({ locators: ['page 1, line 2'], part: 'passage', scale: 1 }),
      1,
    );
    expect(width).toBe(595);
    expect(height).toBeGreaterThan(60);
    expect(height).toBeLessThan(90);
    expect(at(71, height / 2 + 5)).toEqual(marker);
  });

  it('shows the page where a passage begins, or the one that is named, with what of it stands there', async () => {
    const locators = ['page 1, line 2 to page 2, line 1'];
    const first = opened(await drawn({ locators }), 1.5);
    const next = opened(await drawn({ locators, page: 2 }), 1.5);
    expect(first.at(71, second + 2.5)).toEqual(marker);
    expect(next.at(71, 102.5)).toEqual(marker);
    expect(next.at(71, second + 2.5)).toEqual(white);
  });

  it('is drawn once and kept', async () => {
    const own = join(folder, 'kept');
    const cache = openPictureFolder(own);
    const one = await drawn({ page: 2 }, cache);
    const [file = ''] = await readdir(own);
    await cache.put(file.replace('.png', ''), Uint8Array.of(1, 2, 3));
    expect(Buffer.from(await drawn({ page: 2 }, cache))).toEqual(Buffer.of(1, 2, 3));
    expect(await drawn({ page: 2 })).toEqual(one);
  });

  it.each([
    [{ page: 3 }, 'PassageNotFound', 'there is no page 3'],
    [{ locators: ['page 1, line 40'] }, 'PassageNotFound', 'no line of that number'],
    [{ locators: ['row 4'] }, 'PassageNotFound', 'Places on pages read like'],
    [{ locators: ['line 4'] }, 'NoPicture', 'Ask for the lines'],
  ])('is not to be had of %j', async (wanted, code, says) => {
    await expect(drawn(wanted)).rejects.toMatchObject({ code });
    await expect(drawn(wanted)).rejects.toThrow(says);
  });

  it('is not to be had of a text, of a page that is too large, or of what nobody kept', async () => {
    const text = await documents.put(new TextEncoder().encode('Dear Ann\n'));
    await expect(pictureOf(documents, text, {}, { pool })).rejects.toMatchObject({
      code: 'NoPicture',
    });
    await expect(drawn({ page: 1, scale: 40 })).rejects.toThrow('Ask for a smaller scale');
    await expect(pictureOf(documents, '0'.repeat(64), {}, { pool })).rejects.toMatchObject({
      code: 'DocumentNotFound',
    });
  });
});

describe('a folder of pictures', () => {
  it('lets go of those that were seen longest ago', async () => {
    const own = join(folder, 'full');
    const cache = openPictureFolder(own, { most: 10 });
    for (let index = 0; index < 30; index += 1) {
      await cache.put(`k${index}`, Uint8Array.of(index));
    }
    expect((await readdir(own)).length).toBeLessThanOrEqual(10);
    expect(await cache.get('k29')).toBeDefined();
    expect(await cache.get('k0')).toBeUndefined();
  });

  it('takes no more room than it may, however large its pictures are', async () => {
    const own = join(folder, 'large');
    const cache = openPictureFolder(own, { mostBytes: 10_000 });
    for (let index = 0; index < 30; index += 1) {
      await cache.put(`k${index}`, new Uint8Array(1000));
    }
    expect((await readdir(own)).length).toBeLessThanOrEqual(10);
    expect(await cache.get('k29')).toBeDefined();
    expect(await cache.get('k0')).toBeUndefined();
  });

  it('that cannot be written costs nothing but the time to draw again', async () => {
    const cache = openPictureFolder('/dev/null/pictures');
    await cache.put('a', Uint8Array.of(1));
    expect(await cache.get('a')).toBeUndefined();
  });
});
