import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Pictures that were made, under the hash of what was asked for. Losing one costs the time to draw it again. */
export interface PictureCache {
  get(key: string): Promise<Uint8Array | undefined>;
  /** Never fails: what cannot be kept is made again. */
  put(key: string, png: Uint8Array): Promise<void>;
}

/** Most pictures that are kept; the longest unseen go first. Of a page of A4 at the usual scale they take some 300 MB. */
const usualMost = 2000;

/** Pictures as files of a folder, which is made with the first of them. */
export function openPictureFolder(
  folder: string,
  { most = usualMost }: { readonly most?: number } = {},
): PictureCache {
  const root = resolve(folder);
  const pathOf = (key: string): string => join(root, `${key}.png`);
  /** Pictures of the folder, as far as known: each process counts for itself. */
  let count: number | undefined;

  async function makeRoom(): Promise<void> {
    const names = (await readdir(root)).filter((name) => name.endsWith('.png'));
    count = names.length;
    if (count <= most) return;
    const seen = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(root, name))).mtimeMs })),
    );
    seen.sort((a, b) => a.at - b.at);
    // a tenth more, so that not every picture makes room for itself
    for (const { name } of seen.slice(0, count - most + Math.floor(most / 10))) {
      await rm(join(root, name), { force: true });
      count -= 1;
    }
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
        count = count === undefined ? undefined : count + 1;
        if (count === undefined || count > most) await makeRoom();
      } catch {
        await rm(draft, { force: true }).catch(() => {});
      }
    },
  };
}
