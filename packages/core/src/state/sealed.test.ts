import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMemoryStateStore } from './memory.ts';
import { sealedState } from './sealed.ts';

const parts = new Set(['secrets']);
const header = (checkpoint: string) => ({ checkpoint, storeId: 'log', version: '1' });
const secret = { key: 'wh_1', value: '{"current":"whsec_abc"}' };

describe('secrets of a state', () => {
  it('lie there sealed, and whoever has the key reads them', async () => {
    const beneath = createMemoryStateStore();
    const key = randomBytes(32);
    const state = sealedState(beneath, { log: 'log', parts, key, plain: false });
    await state.commit('secrets', { header: header('1'), from: undefined, put: [secret] });
    await state.commit('queue', { header: header('1'), from: undefined, put: [secret] });
    const kept = String(await beneath.get('secrets', 'wh_1'));
    expect(kept).not.toContain('abc');
    expect(typeof JSON.parse(kept)).toBe('string');
    expect(await beneath.get('queue', 'wh_1')).toBe(secret.value);
    const other = sealedState(beneath, { log: 'log', parts, key, plain: false });
    expect(await other.get('secrets', 'wh_1')).toBe(secret.value);
    expect(await other.entries('secrets')).toEqual([secret]);
  });

  it('are of no use to who has no key or another, who is told what to do', async () => {
    const beneath = createMemoryStateStore();
    const state = sealedState(beneath, { log: 'log', parts, key: randomBytes(32), plain: false });
    await state.commit('secrets', { header: header('1'), from: undefined, put: [secret] });
    for (const key of [undefined, randomBytes(32)]) {
      const other = sealedState(beneath, { log: 'log', parts, key, plain: false });
      const refusal = expect(other.get('secrets', 'wh_1')).rejects;
      await refusal.toMatchObject({ code: 'SecretsNeedKey' });
      await expect(other.entries('secrets')).rejects.toThrow('secretsKeyFile');
    }
  });

  it('cannot be put in the place of others', async () => {
    const beneath = createMemoryStateStore();
    const state = sealedState(beneath, { log: 'log', parts, key: randomBytes(32), plain: false });
    await state.commit('secrets', { header: header('1'), from: undefined, put: [secret] });
    const value = String(await beneath.get('secrets', 'wh_1'));
    await beneath.commit('secrets', {
      header: header('2'),
      from: '1',
      put: [{ key: 'wh_2', value }],
    });
    await expect(state.get('secrets', 'wh_2')).rejects.toMatchObject({ code: 'SecretsNeedKey' });
  });

  it('cannot be put into another log with the same key', async () => {
    const [beneath, other] = [createMemoryStateStore(), createMemoryStateStore()];
    const key = randomBytes(32);
    const state = sealedState(beneath, { log: 'log', parts, key, plain: false });
    await state.commit('secrets', { header: header('1'), from: undefined, put: [secret] });
    const value = String(await beneath.get('secrets', 'wh_1'));
    const put = [{ key: 'wh_1', value }];
    await other.commit('secrets', { header: header('1'), from: undefined, put });
    const elsewhere = sealedState(other, { log: 'another log', parts, key, plain: false });
    await expect(elsewhere.get('secrets', 'wh_1')).rejects.toThrow('for another log');
  });

  it('that were bound to their place alone are read, and bound to the log once they are written', async () => {
    const beneath = createMemoryStateStore();
    const key = randomBytes(32);
    const own = Buffer.from(hkdfSync('sha256', key, '', 'timeline state secrets', 32));
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', own, iv).setAAD(Buffer.from('["secrets","wh_1"]'));
    const text = Buffer.concat([cipher.update(secret.value), cipher.final()]);
    const whole = Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
    const put = [{ key: 'wh_1', value: JSON.stringify(`sealed:1:${whole}`) }];
    await beneath.commit('secrets', { header: header('1'), from: undefined, put });
    const state = sealedState(beneath, { log: 'log', parts, key, plain: false });
    expect(await state.entries('secrets')).toEqual([secret]);
    await state.commit('secrets', { header: header('2'), from: '1', put: [secret] });
    expect(await beneath.get('secrets', 'wh_1')).toMatch(/^"sealed:2:/);
    expect(await state.get('secrets', 'wh_1')).toBe(secret.value);
  });

  it('that others put there unsealed are refused where others can write', async () => {
    const beneath = createMemoryStateStore();
    await beneath.commit('secrets', { header: header('1'), from: undefined, put: [secret] });
    const state = sealedState(beneath, { log: 'log', parts, key: randomBytes(32), plain: false });
    await expect(state.get('secrets', 'wh_1')).rejects.toThrow('who may write to the server');
    await expect(state.entries('secrets')).rejects.toMatchObject({ code: 'SecretsNeedKey' });
  });

  it('that were cut off are refused, wherever they were cut', async () => {
    const beneath = createMemoryStateStore();
    const state = sealedState(beneath, { log: 'log', parts, key: randomBytes(32), plain: false });
    await state.commit('secrets', { header: header('1'), from: undefined, put: [secret] });
    const sealed = JSON.parse(String(await beneath.get('secrets', 'wh_1'))) as string;
    const whole = Buffer.from(sealed.slice('sealed:2:'.length), 'base64');
    expect(sealed).toMatch(/^sealed:2:/);
    for (const [at, bytes] of [0, 5, 12, 16, 27, 28].entries()) {
      const value = JSON.stringify(`sealed:2:${whole.subarray(0, bytes).toString('base64')}`);
      const put = [{ key: 'wh_1', value }];
      await beneath.commit('secrets', { header: header(`${at + 2}`), from: `${at + 1}`, put });
      await expect(state.get('secrets', 'wh_1')).rejects.toMatchObject({ code: 'SecretsNeedKey' });
    }
  });

  it('are not written without a key where others can read them; elsewhere they may be, and are sealed from when there is one', async () => {
    const beneath = createMemoryStateStore();
    const change = { header: header('1'), from: undefined, put: [secret] };
    const shared = sealedState(beneath, { log: 'log', parts, plain: false });
    await expect(shared.commit('secrets', change)).rejects.toThrow('openssl rand');
    expect(await shared.get('secrets', 'wh_1')).toBeUndefined();
    await sealedState(beneath, { log: 'log', parts, plain: true }).commit('secrets', change);
    const state = sealedState(beneath, { log: 'log', parts, key: randomBytes(32), plain: true });
    expect(await state.get('secrets', 'wh_1')).toBe(secret.value);
    await state.commit('secrets', { header: header('2'), from: '1', put: [secret] });
    expect(await beneath.get('secrets', 'wh_1')).not.toBe(secret.value);
  });
});
