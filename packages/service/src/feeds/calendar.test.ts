import { expect, it } from 'vitest';
import { calendarText } from './calendar.ts';
import type { AuthorityClocks } from './clocks.ts';

it('gives everything else a turn after each authority', async () => {
  let [turns, done] = [0, false];
  const turn = () => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  const seen: number[] = [];
  async function* authorities(): AsyncGenerator<AuthorityClocks> {
    for (let n = 0; n < 152; n += 1) {
      seen.push(turns);
      yield { clocks: [], changeOf: () => ({ sequence: 0, recorded: undefined }) };
    }
  }
  setImmediate(turn);
  const text = await calendarText({
    title: 'Deadlines of England',
    today: '2026-08-20',
    stamp: new Date('2026-08-20T00:00:00Z'),
    clocks: authorities(),
  });
  done = true;
  expect(new Set(seen).size).toBe(152);
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n(?:.*\r\n)+END:VCALENDAR$/);
});
