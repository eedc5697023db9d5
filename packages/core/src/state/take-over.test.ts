import { expect, it } from 'vitest';
import { createMemoryStateStore } from './memory.ts';
import { takeOver } from './take-over.ts';

const header = (checkpoint: string) => ({ checkpoint, storeId: 'log', version: '1' });

it('parts are moved as they stand, and what the other has already is left alone in both', async () => {
  const [from, to] = [createMemoryStateStore(), createMemoryStateStore()];
  const put = [{ key: 'a', value: '1' }];
  for (const part of ['notices', 'secrets', 'records']) {
    await from.commit(part, { header: header('7'), from: undefined, put });
  }
  await to.commit('secrets', { header: header('9'), from: undefined });
  for (let again = 0; again < 2; again += 1) {
    await takeOver(from, to, ['notices', 'secrets', 'never']);
    expect(await to.header('notices')).toEqual(header('7'));
    expect(await to.entries('notices')).toEqual(put);
    expect(await from.header('notices')).toBeUndefined();
    expect(await to.entries('secrets')).toEqual([]);
    expect(await from.entries('secrets')).toEqual(put);
    expect(await to.header('records')).toBeUndefined();
  }
});
