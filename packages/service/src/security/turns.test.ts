import { describe, expect, it } from 'vitest';
import { type Turn, Turns } from './turns.ts';

/** Turns by a clock that the test moves. */
function turns(secondsPerMinute = 10) {
  let now = 0;
  const all = new Turns(secondsPerMinute, () => now);
  const going = new AbortController().signal;
  return {
    pass: (ms: number) => {
      now += ms;
    },
    take: (client: string, lane = 'answer', signal = going) => all.take(client, lane, signal),
  };
}

const isTurn = (taken: unknown): taken is Turn => typeof (taken as Turn)?.end === 'function';

async function turn(taken: Promise<unknown>): Promise<Turn> {
  const got = await taken;
  if (!isTurn(got)) throw new Error(`no turn but ${JSON.stringify(got)}`);
  return got;
}

describe('turns', () => {
  it('come one at a time to a client in a lane, in the order in which it asked', async () => {
    const { take } = turns();
    const order: string[] = [];
    const first = await turn(take('a'));
    const second = turn(take('a')).then((one) => {
      order.push('second');
      return one;
    });
    const third = turn(take('a')).then(() => order.push('third'));
    await turn(take('b'));
    await turn(take('a', 'export'));
    expect(order).toEqual([]);
    first.end();
    (await second).end();
    await third;
    expect(order).toEqual(['second', 'third']);
  });

  it('are not held by a client that went away while it waited, or that hands one back twice', async () => {
    const { take } = turns();
    const first = await turn(take('a'));
    const gone = new AbortController();
    const waited = take('a', 'answer', gone.signal);
    const third = turn(take('a'));
    gone.abort();
    expect(await waited).toBeUndefined();
    first.end();
    first.end();
    (await third).end();
    await turn(take('a'));
  });

  it('are refused to a client of whom too many wait', async () => {
    const { take } = turns();
    await turn(take('a'));
    for (let n = 0; n < 50; n++) take('a');
    expect(await take('a')).toEqual({ refused: 'waiting' });
    await turn(take('b'));
  });

  it('are refused to a client whose time is spent, until as much of it has come back', async () => {
    const { take, pass } = turns(10);
    const long = await turn(take('a'));
    pass(30_000);
    long.end();
    // thirty seconds owed, ten a minute made good: twenty too many take two minutes
    expect(await take('a')).toEqual({ refused: 'spent', seconds: 120 });
    await turn(take('b'));
    pass(119_000);
    expect(await take('a')).toEqual({ refused: 'spent', seconds: 1 });
    pass(1000);
    await turn(take('a'));
  });

  it('cost nothing while the client takes what was made for it', async () => {
    const { take, pass } = turns(10);
    const one = await turn(take('a'));
    one.rest();
    pass(3_600_000);
    one.work();
    pass(10_000);
    one.rest();
    one.rest();
    one.end();
    await turn(take('a'));
  });

  it('cost a client its share of the time where several have one at once', async () => {
    const { take, pass } = turns(10);
    const [a, b, c] = [await turn(take('a')), await turn(take('b')), await turn(take('c'))];
    pass(30_000);
    for (const one of [a, b, c]) one.end();
    for (const client of ['a', 'b', 'c']) await turn(take(client));
  });
});
