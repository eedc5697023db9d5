import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StateStore } from '@monitoring-timeline/core/state';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** What every state store promises. */
export function stateStoreContract(
  name: string,
  open: (folder: string) => Promise<StateStore>,
): void {
  describe(`the state store on ${name}`, () => {
    let state: StateStore;
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    beforeEach(async () => {
      folder = await temporaryFolder();
      state = await open(folder.path);
    });
    afterEach(async () => {
      await state.close();
      await folder.remove();
    });

    const at = (checkpoint: string) => ({ checkpoint, storeId: 'log-1', version: '1' });

    it('knows nothing of a projection that has not written', async () => {
      expect(await state.header('notices')).toBeUndefined();
      expect(await state.get('notices', 'a')).toBeUndefined();
      expect(await state.entries('notices')).toEqual([]);
    });

    it('keeps entries with the checkpoint they belong to, in the order of their keys', async () => {
      await state.commit('notices', {
        header: at('5'),
        from: undefined,
        put: [
          { key: 'b', value: '2' },
          { key: 'a', value: '1' },
          { key: 'c', value: '3' },
        ],
      });
      expect(await state.header('notices')).toEqual(at('5'));
      expect(await state.entries('notices', { after: 'a', limit: 1 })).toEqual([
        { key: 'b', value: '2' },
      ]);
      await state.commit('notices', {
        header: at('6'),
        from: '5',
        put: [{ key: 'a', value: '9' }],
        remove: ['b'],
      });
      expect(await state.entries('notices')).toEqual([
        { key: 'a', value: '9' },
        { key: 'c', value: '3' },
      ]);
    });

    it('refuses a writer that another has overtaken, and writes nothing of it', async () => {
      await state.commit('notices', { header: at('5'), from: undefined });
      const late = state.commit('notices', {
        header: at('7'),
        from: '4',
        put: [{ key: 'x', value: '1' }],
      });
      await expect(late).rejects.toMatchObject({ code: 'StateMoved' });
      await expect(
        state.commit('notices', { header: at('7'), from: undefined }),
      ).rejects.toMatchObject({ code: 'StateMoved' });
      expect(await state.header('notices')).toEqual(at('5'));
      expect(await state.entries('notices')).toEqual([]);
    });

    it('strikes a text wherever it stands, also from what was written over and removed, and leaves no trace of it', async () => {
      const put = (key: string, value: string) => ({ key, value });
      await state.commit('webhooks', {
        header: at('1'),
        from: undefined,
        put: [put('a', 'told Ada Lovelace, twice: Ada Lovelace'), put('b', 'x'), put('c', 'Ada L')],
      });
      await state.commit('webhooks', {
        header: at('2'),
        from: '1',
        put: [put('c', 'nobody')],
        remove: ['b'],
      });
      await state.commit('notices', {
        header: at('1'),
        from: undefined,
        put: [put('a', 'Ada Lovelace')],
      });
      expect(await state.strike('Ada Lovelace', 'somebody')).toBe(2);
      expect(await state.strike('Ada Lovelace', 'somebody')).toBe(0);
      expect(await state.get('webhooks', 'a')).toBe('told somebody, twice: somebody');
      expect(await state.get('notices', 'a')).toBe('somebody');
      expect(await state.header('webhooks')).toEqual(at('2'));
      for (const file of readdirSync(folder.path)) {
        expect(readFileSync(join(folder.path, file)).includes('Ada'), file).toBe(false);
      }
    });

    it('keeps projections apart, and forgets one that is dropped', async () => {
      await state.commit('notices', {
        header: at('5'),
        from: undefined,
        put: [{ key: 'a', value: '1' }],
      });
      await state.commit('snapshots', {
        header: at('9'),
        from: undefined,
        put: [{ key: 'a', value: '2' }],
      });
      await state.drop('notices');
      expect(await state.header('notices')).toBeUndefined();
      expect(await state.entries('notices')).toEqual([]);
      expect(await state.get('snapshots', 'a')).toBe('2');
    });
  });
}
