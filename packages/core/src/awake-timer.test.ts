import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenAwakeFor } from './awake-timer.ts';

/** Nothing else runs in this thread for so long. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('a limit on how long another may take', () => {
  it('does not count time in which this process stood still, so that an answer that lies there is looked at first', async () => {
    let over = false;
    const answer = nextTurn('answered');
    const end = whenAwakeFor(80, () => {
      over = true;
    });
    standStill(400);
    expect(await answer).toBe('answered');
    await nextTurn();
    expect(over).toBe(false);
    end();
  });

  describe('in time that passes evenly', () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());

    it('is reached after so long, once', async () => {
      const done = vi.fn();
      whenAwakeFor(10_000, done);
      await vi.advanceTimersByTimeAsync(9_999);
      expect(done).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(done).toHaveBeenCalledTimes(1);
    });

    it('is not reached once it was ended', async () => {
      const done = vi.fn();
      const end = whenAwakeFor(10_000, done);
      await vi.advanceTimersByTimeAsync(9_000);
      end();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(done).not.toHaveBeenCalled();
    });
  });
});
