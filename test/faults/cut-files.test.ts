import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorityKey, authorityStream, streamOf, verifyStore } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { claimEvent, day } from '@monitoring-timeline/core/testing';
import { createVirtualClock, openTimeline } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../service/small-claims.ts';
import { temporaryFolder } from '../support/command.ts';
import { roundsOr } from '../support/rounds.ts';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());

const whole = roundsOr(1) > 1;
const appends = 20;
/** So many places are tried in the ordinary run, spread over the whole; each with `pnpm faults`. */
const sample = 24;

function placesOf<T>(places: readonly T[]): readonly T[] {
  if (whole) return places;
  const step = Math.max(1, Math.floor(places.length / sample));
  return places.filter((_, index) => index % step === 0 || index === places.length - 1);
}

describe('power that is cut while a log is written', () => {
  /** Where each frame of a write-ahead log ends, and how many transactions are whole by then. */
  function framesOf(wal: Buffer): readonly { end: number; commits: number }[] {
    const size = 24 + wal.readUInt32BE(8);
    const salt = wal.subarray(16, 24);
    const frames = [{ end: 32, commits: 0 }];
    let commits = 0;
    for (let end = 32 + size; end <= wal.length; end += size) {
      const header = wal.subarray(end - size, end - size + 24);
      if (!header.subarray(8, 16).equals(salt)) break;
      // the frame that ends a transaction says how many pages the file has then
      if (header.readUInt32BE(4) !== 0) commits += 1;
      frames.push({ end, commits });
    }
    return frames;
  }

  it('leaves every append that was whole by then, and nothing of the next, at every frame of the write-ahead log and within it', async () => {
    const store = await openSqliteStore(at('log.db'));
    // what was before lies in the file, and only the appends in the write-ahead log
    await store.close();
    const again = await openSqliteStore(at('log.db'));
    const heads: string[] = [(await again.head()).hash];
    for (let n = 0; n < appends; n += 1) {
      const event = visit('merton', '2026-01-05', n);
      await again.append(authorityStream(event.authority), [event], { expected: 'any' });
      heads.push((await again.head()).hash);
    }
    for (const suffix of ['', '-wal']) copyFileSync(at(`log.db${suffix}`), at(`kept.db${suffix}`));
    await again.close();

    const wal = readFileSync(at('kept.db-wal'));
    const frames = framesOf(wal);
    const before = frames.at(-1)!.commits - appends;
    expect(before).toBeGreaterThanOrEqual(0);
    const cuts = placesOf(
      frames.flatMap(({ end, commits }) => [
        { end, commits },
        {
          end: Math.min(end + 1000, wal.length),
          commits: end + 1000 > wal.length ? frames.at(-1)!.commits : commits,
        },
      ]),
    );
    for (const { end, commits } of cuts) {
      copyFileSync(at('kept.db'), at('cut.db'));
      writeFileSync(at('cut.db-wal'), wal.subarray(0, end));
      rmSync(at('cut.db-shm'), { force: true });
      const cut = await openSqliteStore(at('cut.db'));
      const { valid, problems, events, head } = await verifyStore(cut);
      await cut.close();
      const there = Math.max(0, commits - before);
      expect({ end, valid, problems, events, hash: head.hash }).toEqual({
        end,
        valid: true,
        problems: [],
        events: there,
        hash: heads[there],
      });
    }
  });
});

describe('state and snapshots that are torn', () => {
  const clock = createVirtualClock('2026-06-01');
  const dates = { asOf: '2026-06-01', knownAt: '2026-06-01' };
  let answered: unknown;

  /** What is answered over a log and a state file, as a service does; undefined where the state is refused. */
  async function answerOver(state: string, keeping = false): Promise<unknown> {
    const store = await openSqliteStore(at('told.db'));
    try {
      const kept = await openStateStore(at(state));
      try {
        const timeline = await openTimeline({ store, state: kept, clock });
        const answer = await timeline.ask('history', { authority: 'merton' }, dates);
        await timeline.issueNotices();
        // what is kept for the next start lies there as well
        if (keeping) await timeline.snapshot();
        await timeline.close();
        return [answer, timeline.directory.get(authorityKey('rutland-new'))];
      } finally {
        await kept.close();
      }
    } catch (error) {
      expect(error).toMatchObject({ code: 'StateDamaged' });
      expect(String(error)).toMatch(/delete/i);
      return undefined;
    } finally {
      await store.close();
    }
  }

  beforeAll(async () => {
    const store = await openSqliteStore(at('told.db'));
    for (let n = 0; n < 60; n += 1) {
      const event = visit('merton', '2026-01-05', n);
      await store.append(authorityStream(event.authority), [event], { expected: 'any' });
    }
    const founded = claimEvent(
      'AuthorityEstablished',
      { name: 'New Rutland', region: 'East Midlands' },
      { authority: 'rutland-new', occurred: day('2025-04-01'), known: '2025-04-01' },
    );
    await store.append(streamOf(founded), [founded], { expected: 'none' });
    await store.close();
    answered = await answerOver('state.db', true);
    expect(answered).toMatchObject([{ length: 60 }, { name: 'New Rutland' }]);
    expect(existsSync(at('state.db'))).toBe(true);
  });

  it('give no wrong answer: they are worked out again, or refused with what to do', async () => {
    const file = readFileSync(at('state.db'));
    const pages = Array.from({ length: file.length / 4096 }, (_, page) => page);
    let refused = 0;
    for (const page of placesOf(pages)) {
      for (const torn of [
        file.subarray(0, page * 4096 + 100),
        Buffer.from(file).fill(0, page * 4096, page * 4096 + 2048),
        Buffer.from(file).fill(0xff, page * 4096 + 2048, (page + 1) * 4096),
      ]) {
        for (const suffix of ['-wal', '-shm']) rmSync(at(`torn.db${suffix}`), { force: true });
        writeFileSync(at('torn.db'), torn);
        const answer = await answerOver('torn.db');
        if (answer === undefined) refused += 1;
        else expect(answer, `page ${page}`).toEqual(answered);
      }
    }
    expect(refused).toBeGreaterThan(0);
  });
});
