import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { describe, expect, it } from 'vitest';
import { SharedRates, windowMs } from './shared-rates.ts';

const limit = 100;

function over(state = createMemoryStateStore()) {
  const clock = { now: 5000 };
  const one = () => new SharedRates({ state, storeId: 'log' }, () => clock.now);
  return { state, clock, first: one(), second: one(), third: one() };
}

function ask(rates: SharedRates, times: number, client = 'address 192.0.2.1'): number {
  let current = 0;
  for (let n = 0; n < times; n += 1) current = rates.count(client, limit).current;
  return current;
}

const kept = (state: ReturnType<typeof createMemoryStateStore>) => state.entries('request-rates');

describe('requests that are counted by several processes', () => {
  it('count once all of them have looked, for each client by itself', async () => {
    const { first, second } = over();
    expect([ask(first, 60), ask(second, 30)]).toEqual([60, 30]);
    await first.exchange();
    await second.exchange();
    expect(ask(second, 1)).toBe(91);
    expect(ask(second, 1, 'address 192.0.2.2')).toBe(1);
    await first.exchange();
    expect(ask(first, 1)).toBe(91);
    await second.exchange();
    await first.exchange();
    expect(ask(first, 1)).toBe(62 + 31);
  });

  it('of clients that ask little cost no reading and no writing', async () => {
    const { state, first, second } = over();
    for (let client = 0; client < 50; client += 1) ask(first, 9, `address 192.0.2.${client}`);
    await first.exchange();
    expect(await kept(state)).toEqual([]);
    const entries = state.entries;
    let reads = 0;
    state.entries = (...given) => {
      reads += 1;
      return entries(...given);
    };
    ask(second, 9);
    await second.exchange();
    expect(reads).toBe(0);
  });

  it('are forgotten a minute after they began, also where the other process was killed', async () => {
    const { state, clock, first, second } = over();
    ask(first, 60);
    await first.exchange();
    clock.now += windowMs / 2;
    ask(second, 20);
    await second.exchange();
    expect(ask(second, 1)).toBe(81);
    clock.now += windowMs;
    expect(ask(second, 20)).toBe(20);
    await second.exchange();
    expect(ask(second, 1)).toBe(21);
    expect(await kept(state)).toHaveLength(1);
  });

  it('are taken back by a process that ends, or of which nobody asks much any more', async () => {
    const { state, clock, first, second } = over();
    ask(first, 60);
    ask(second, 60);
    await first.exchange();
    await second.exchange();
    await first.end();
    expect(await kept(state)).toHaveLength(1);
    clock.now += windowMs;
    await second.exchange();
    expect(await kept(state)).toEqual([]);
  });

  it('say when as many are forgotten as are too many, whoever counted them', async () => {
    const { clock, first, second } = over();
    const leftAt = (rates: SharedRates) => rates.count('address 192.0.2.1', limit).ttl;
    ask(first, 20);
    clock.now += 40_000;
    ask(second, limit);
    await first.exchange();
    await second.exchange();
    await first.exchange();
    // its own 21 are gone after 20 seconds, and those of the other are still too many
    expect(leftAt(first)).toBe(windowMs);
    clock.now += windowMs;
    expect(leftAt(first)).toBe(windowMs);
    expect(ask(first, 1)).toBe(2);
  });

  it('name nobody where they are kept', async () => {
    const { state, first } = over();
    ask(first, 60);
    await first.exchange();
    expect(JSON.stringify(await kept(state))).not.toContain('192.0.2');
  });

  it('hold of any number of processes', async () => {
    const { first, second, third } = over();
    const all = [first, second, third];
    for (const one of all) ask(one, 40);
    for (const one of [...all, ...all]) await one.exchange();
    for (const one of all) expect(ask(one, 1)).toBe(121);
  });
});
