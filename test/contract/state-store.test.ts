import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createMemoryStateStore, openStateStore } from '@monitoring-timeline/core/state';
import { describe, expect, it } from 'vitest';
import { stateStoreContract } from './state-store-contract.ts';
import { temporaryFolder } from './temporary-folder.ts';

stateStoreContract('memory', async () => createMemoryStateStore());
stateStoreContract('SQLite', (folder) => openStateStore(join(folder, 'state.db')));

describe('projection state in a file', () => {
  it('is there again when it is opened again, also for who may not write', async () => {
    const folder = await temporaryFolder();
    const path = join(folder.path, 'state.db');
    const first = await openStateStore(path);
    const header = { checkpoint: '3', storeId: 'log-1', version: '1' };
    await first.commit('notices', { header, from: undefined, put: [{ key: 'a', value: '1' }] });
    await first.close();
    const again = await openStateStore(path);
    expect(await again.header('notices')).toEqual(header);
    expect(await again.get('notices', 'a')).toBe('1');
    await again.close();
    // SQLite cannot make what it wants beside the file, as in a folder that may only be read
    await mkdir(`${path}-shm`);
    const reading = await openStateStore(path, { readOnly: true });
    expect(reading.readOnly).toBe(true);
    expect(await reading.get('notices', 'a')).toBe('1');
    await expect(reading.commit('notices', { header, from: '3' })).rejects.toMatchObject({
      message: expect.stringContaining('may read it but not write'),
    });
    await reading.close();
    await folder.remove();
  });
});
