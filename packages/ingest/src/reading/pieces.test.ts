import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { Gathered, handedAtOnce, piecesOf } from './pieces.ts';

describe('a reading in pieces', () => {
  it('is whole again, and others have their turn between any two of them', async () => {
    const { port1, port2 } = new MessageChannel();
    const gathered = new Gathered(port1);
    const people = Array.from({ length: 5 * handedAtOnce }, (_, at) => ({
      id: `p-${at}`,
      name: 'Ada',
    }));
    let pieces = 0;
    for (const piece of piecesOf({ people })) {
      port2.postMessage(piece);
      pieces += 1;
    }
    expect(pieces).toBe(5);
    let turns = 0;
    let done = false;
    const turn = (): void => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    await gathered.take();
    done = true;
    expect(turns).toBeGreaterThanOrEqual(pieces);
    expect(gathered.reading.people).toEqual(people);
    gathered.close();
  });
});
