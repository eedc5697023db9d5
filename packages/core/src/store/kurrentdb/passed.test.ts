import { describe, expect, it } from 'vitest';
import { beginning } from '../event-store.ts';
import { Passed } from './passed.ts';
import { positionAt } from './positions.ts';

const megabyte = 1_048_576;
const place = (megabytes: number) => {
  const commit = BigInt(megabytes * megabyte);
  return { commit, prepare: commit };
};
const at = (megabytes: number) => positionAt(place(megabytes));

describe('what others filled of the server’s log', () => {
  it('is remembered where it is long, between events and after the last', () => {
    const passed = new Passed(place(1));
    const events = [5, 5.5, 9].map((megabytes) => ({ position: place(megabytes) }));
    expect(passed.noteBetween(beginning, events)).toBe(true);
    expect(passed.noteBetween(beginning, events)).toBe(false);
    expect(passed.stretches.map(({ after }) => after)).toEqual([beginning, at(5.5)]);
    expect(passed.at(at(5.5))?.to).toEqual({ commit: place(9).commit, prepare: 0n });
    expect(passed.at(at(5))).toBeUndefined();
    expect(passed.beyond(beginning)?.after).toBe(at(5.5));
    expect(passed.beyond(at(5.5))).toBeUndefined();
  });

  it('has a tail until an event of ours is known after it', () => {
    const passed = new Passed(place(1));
    passed.saw(at(2));
    expect(passed.note(at(2), place(3))).toBe(false);
    expect(passed.note(at(2), place(6))).toBe(true);
    expect(passed.tail).toEqual({ after: at(2), to: place(6) });
    expect(passed.note(at(2), place(7))).toBe(false);
    expect(passed.note(at(2), place(9))).toBe(true);
    passed.saw(at(10));
    expect(passed.tail).toBeUndefined();
    expect(passed.at(at(2))?.to).toEqual(place(9));
  });

  it('forgets its first parts where there are too many', () => {
    const passed = new Passed(place(0));
    for (let n = 1; n <= 100; n += 1) passed.note(at(10 * n), place(10 * n + 5));
    expect(passed.stretches).toHaveLength(64);
    expect(passed.stretches[0]?.after).toBe(at(370));
  });
});
