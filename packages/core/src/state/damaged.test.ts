import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StateDamaged } from './errors.ts';
import { openStateStore, stateProblems } from './sqlite.ts';

let folder: string;
let path: string;
let whole: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-state-'));
  path = join(folder, 'log.state.db');
  const state = await openStateStore(path);
  const put = Array.from({ length: 500 }, (_, n) => ({
    key: `k${n}`,
    value: `"${'x'.repeat(200)}"`,
  }));
  await state.commit('notices', {
    header: { checkpoint: '1', storeId: 'a', version: '1' },
    from: undefined,
    put,
  });
  await state.close();
  whole = await readFile(path);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a file of state that is damaged', () => {
  it.each([
    ['its beginning destroyed', 0],
    ['pages overwritten', 8192],
  ])(
    'with %s is told apart from the log, and the advice is to delete it alone',
    async (_, from) => {
      await writeFile(path, Buffer.from(whole).fill(0x5a, from, from + 16_384));
      const reading = openStateStore(path).then(async (state) => {
        try {
          return await state.entries('notices', { limit: 1000 });
        } finally {
          await state.close();
        }
      });
      await expect(reading).rejects.toBeInstanceOf(StateDamaged);
      await expect(reading).rejects.toThrow(/The log is another file.*delete/);
      const found = (() => {
        try {
          return stateProblems(path);
        } catch (error) {
          return [String(error)];
        }
      })();
      expect(found.length).toBeGreaterThan(0);
    },
  );

  it('is not what a sound one is called', async () => {
    await writeFile(path, whole);
    expect(stateProblems(path)).toEqual([]);
  });
});
