import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder } from '../testing/files.ts';
import { type WatchOptions, watchFolder } from './watch-folder.ts';

/** A watch of the folder `in` with short times, as far as `work` takes it. */
async function watching(
  work: (given: {
    readonly folder: string;
    /** The name of the next file. */
    next(): Promise<string | undefined>;
    stop(): void;
  }) => Promise<void>,
  options: Partial<WatchOptions> = {},
): Promise<void> {
  await inFolder(async (root) => {
    const folder = join(root, 'in');
    mkdirSync(folder);
    const stop = new AbortController();
    const times = { settleMs: 100, rescanMs: 200, stop: stop.signal };
    const files = watchFolder(folder, { ...times, ...options });
    const next = async () => {
      const { value } = await files.next();
      return typeof value === 'string' ? value.slice(folder.length + 1) : undefined;
    };
    try {
      await work({ folder, next, stop: () => stop.abort() });
    } finally {
      stop.abort();
      await files.return(undefined);
    }
  });
}

describe('watching a folder', () => {
  it('ends after the file in hand, though others wait', async () => {
    await watching(async ({ folder, next, stop }) => {
      for (const name of ['a', 'b']) writeFileSync(join(folder, name), 'x');
      expect(await next()).toBe('a');
      stop();
      expect(await next()).toBeUndefined();
    });
  });

  it('ends at once where nothing is in hand', async () => {
    await watching(
      async ({ next, stop }) => {
        const waiting = next();
        stop();
        expect(await waiting).toBeUndefined();
      },
      { rescanMs: 3_600_000 },
    );
  });

  it('gives a renamed file under its other name, and a file that changed again', async () => {
    await watching(async ({ folder, next }) => {
      writeFileSync(join(folder, 'a'), 'x');
      expect(await next()).toBe('a');
      renameSync(join(folder, 'a'), join(folder, 'b'));
      expect(await next()).toBe('b');
      writeFileSync(join(folder, 'b'), 'xy');
      expect(await next()).toBe('b');
    });
  });

  it('says once that the folder is gone, and goes on when it is there again', async () => {
    const lost: string[] = [];
    const gone = Promise.withResolvers<void>();
    await watching(
      async ({ folder, next }) => {
        rmSync(folder, { recursive: true });
        const found = next();
        await gone.promise;
        // a while in which it may look again, and say it again
        await new Promise((resolve) => setTimeout(resolve, 300));
        mkdirSync(folder);
        writeFileSync(join(folder, 'a'), 'x');
        expect(await found).toBe('a');
        expect(lost).toHaveLength(1);
      },
      {
        rescanMs: 50,
        onLost: (reason) => {
          lost.push(reason);
          gone.resolve();
        },
      },
    );
  });

  it('passes over what it is told to', async () => {
    await watching(
      async ({ folder, next }) => {
        for (const name of ['log.db', 'report.csv']) writeFileSync(join(folder, name), 'x');
        expect(await next()).toBe('report.csv');
      },
      { except: (path) => path.endsWith('.db') },
    );
  });
});
