import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Pictures that were made, under the hash of what was asked for. Losing one costs the time to draw it again. */
export interface PictureCache {
  /** PNG kept under the key; undefined where there is none, or none that can be read. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Never fails: what cannot be kept is made again. */
  put(key: string, png: Uint8Array): Promise<void>;
}

/** Most pictures that are kept; the longest unseen go first. */
const usualMost = 2000;
/** Most bytes that they take together: so many pages of A4 at the usual scale take some 300 MB, but one scan may take 30. */
const usualMostBytes = 500_000_000;

/** Pictures as files of a folder, which is made with the first of them. */
export function openPictureFolder(
  folder: string,
  {
    most = usualMost,
    mostBytes = usualMostBytes,
  }: { readonly most?: number; readonly mostBytes?: number } = {},
): PictureCache {
  const root = resolve(folder);
  const pathOf = (key: string): string => join(root, `${key}.png`);
  /** What is in the folder, as far as known: each process counts for itself. */
  let held: { readonly count: number; readonly bytes: number } | undefined;

  const isFull = (count: number, bytes: number): boolean => count > most || bytes > mostBytes;

  async function makeRoom(): Promise<void> {
    const names = (await readdir(root)).filter((name) => name.endsWith('.png'));
    const seen = await Promise.all(
      names.map(async (name) => {
        const { mtimeMs, size } = await stat(join(root, name));
        return { name, at: mtimeMs, size };
      }),
    );
    let count = seen.length;
    let bytes = seen.reduce((sum, { size }) => sum + size, 0);
    if (isFull(count, bytes)) {
      seen.sort((a, b) => a.at - b.at);
      for (const { name, size } of seen) {
        // a tenth more goes, so that not every picture makes room for itself
        if (count <= 0.9 * most && bytes <= 0.9 * mostBytes) break;
        await rm(join(root, name), { force: true });
        count -= 1;
        bytes -= size;
      }
    }
    held = { count, bytes };
  }

  return {
    async get(key) {
      try {
        const png = await readFile(pathOf(key));
        const now = new Date();
        await utimes(pathOf(key), now, now);
        return png;
      } catch {
        return undefined;
      }
    },
    async put(key, png) {
      const draft = join(root, `.draft-${randomUUID()}`);
      try {
        await mkdir(root, { recursive: true, mode: 0o700 });
        await writeFile(draft, png, { mode: 0o600 });
        await rename(draft, pathOf(key));
        held = held && { count: held.count + 1, bytes: held.bytes + png.length };
        if (held === undefined || isFull(held.count, held.bytes)) await makeRoom();
      } catch {
        await rm(draft, { force: true }).catch(() => {});
      }
    },
  };
}
