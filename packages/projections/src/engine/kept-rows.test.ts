import { beginning, toPosition } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { describe, expect, it } from 'vitest';
import { put, visited } from '../testing/notices.ts';
import { type Kept, type KeptPlace, readRows, writeRows } from './kept-rows.ts';

type Numbers = Kept<string, number>;

const numbers = (many: number): Numbers => ({
  about: `of ${many}`,
  rows: Array.from({ length: many }, (_, n) => n),
});

async function keptOf(kept: Numbers): Promise<KeptPlace> {
  const store = createMemoryStore();
  await put(store, visited);
  const place = { store, state: createMemoryStateStore(), part: 'numbers', form: '1' };
  await writeRows(place, kept);
  return place;
}

const read = (place: KeptPlace) => readRows<string, number>(place);

describe('what was worked out from a log', () => {
  it('is read as it was kept, and of the next only pieces that differ are written', async () => {
    const place = await keptOf(numbers(12_345));
    expect(await read(place)).toEqual(numbers(12_345));
    const { state, part } = place;
    const put: string[] = [];
    const spied: KeptPlace['state'] = {
      ...state,
      async commit(name, change) {
        put.push(...(change.put ?? []).map(({ key }) => key));
        await state.commit(name, change);
      },
    };
    const next = { ...numbers(12_345), about: 'another', rows: [...numbers(12_345).rows, 1] };
    await writeRows({ ...place, state: spied }, next);
    expect(put).toHaveLength(2);
    expect(await read(place)).toEqual(next);
    expect(await state.entries(part)).toHaveLength(Math.ceil(12_346 / 500) + 1);
  });

  it('is not there before the last piece is, and what was kept before is until then', async () => {
    const place = await keptOf(numbers(10));
    const { state } = place;
    let left = 1;
    const failing: KeptPlace['state'] = {
      ...state,
      async commit(name, change) {
        if (left === 0) throw new Error('the power was cut');
        left -= 1;
        await state.commit(name, change);
      },
    };
    const cut = writeRows({ ...place, state: failing }, numbers(12_345));
    await expect(cut).rejects.toThrow('cut');
    expect(await read(place)).toEqual(numbers(10));
    await writeRows(place, numbers(12_345));
    expect(await read(place)).toEqual(numbers(12_345));
  });

  it('is passed over where it is of another log, of another form, of a log that went on otherwise, or torn', async () => {
    const place = await keptOf(numbers(1200));
    const { state, part, store } = place;
    const other = createMemoryStore();
    expect(await read({ ...place, store: other })).toBe('another_log');
    expect(await read({ ...place, form: '2' })).toBe('another_form');
    const gone = { id: store.id, at: async () => undefined, head: () => other.head() };
    expect(await read({ ...place, store: { ...store, ...gone } })).toBe('another_history');
    const back = { ...store, restoredAt: toPosition('5') };
    expect(await read({ ...place, store: back })).toBe('another_history');
    const header = (await state.header(part))!;
    for (const { key, value } of await state.entries(part)) {
      const tear = (text: string) =>
        state.commit(part, { header, from: header.checkpoint, put: [{ key, value: text }] });
      await tear(value.replace('1', '2'));
      expect(await read(place), key).toBe('torn');
      await tear(value);
    }
    expect(await read(place)).toEqual(numbers(1200));
    expect(await read({ ...place, part: 'nothing' })).toBeUndefined();
    expect(header.checkpoint).not.toBe(beginning);
  });

  it('takes the place of what another program kept there', async () => {
    const place = await keptOf(numbers(700));
    const later = { ...place, form: '2' };
    await writeRows(later, numbers(3));
    expect(await read(later)).toEqual(numbers(3));
    expect(await place.state.entries(place.part)).toHaveLength(2);
  });
});
