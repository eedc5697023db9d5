import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCommand, temporaryFolder, timeline } from '../support/command.ts';

const header = 'authority,role,in_post_since,report_published';
const table = (...rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;
const norfolk = 'Norfolk,dcs,2017-10,2018-01-19';
const kent = 'Kent,dcs,2016-10,2018-01-19';
const surrey = 'Surrey,dcs,2015-10,2018-01-19';

let folder = temporaryFolder();
let running: ChildProcess[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder.path, 'drop'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running = [];
  folder.remove();
});

const drop = (name: string, text: string): void =>
  writeFileSync(join(folder.path, 'drop', name), text);

interface Told {
  readonly file: string;
  readonly kind: string;
  readonly appended: number;
  readonly alreadyKnown: number;
  readonly quarantined: readonly { readonly reason: string }[];
}

/** A watch of the folder `drop` as a process of its own. */
function watching(...args: readonly string[]) {
  const child = startCommand(folder.path, [
    ...['watch', 'drop', '--json', '--settle', '0.3'],
    ...args,
  ]);
  running.push(child);
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    async next(): Promise<Told> {
      const { value } = await lines.next();
      if (value === undefined) throw new Error('The watch ended.');
      return JSON.parse(value);
    },
    async stop(signal: NodeJS.Signals) {
      child.kill(signal);
      const rest: string[] = [];
      for await (const line of { [Symbol.asyncIterator]: () => lines }) rest.push(line);
      return { code: (await ended)[0], rest };
    },
  };
}

async function claimsOf(authority: string): Promise<number> {
  const store = await openSqliteStore(join(folder.path, 'var/timeline.db'));
  const events = await store.readStream(`authority-${authority}`);
  await store.close();
  return events.length;
}

describe('watch', () => {
  it('imports what is there at the start and what is dropped, in folders below too, and ends when told', async () => {
    drop('early.csv', table(norfolk));
    const watch = watching();
    expect(await watch.next()).toMatchObject({
      file: 'drop/early.csv',
      kind: 'leadership_in_post',
      appended: 1,
    });
    mkdirSync(join(folder.path, 'drop/below'));
    drop('below/late.csv', table(kent));
    expect(await watch.next()).toMatchObject({ file: 'drop/below/late.csv', appended: 1 });
    expect(await watch.stop('SIGTERM')).toEqual({ code: 0, rest: [] });
    expect([await claimsOf('norfolk'), await claimsOf('kent')]).toEqual([1, 1]);
  });

  it('waits until a download has its name', async () => {
    const watch = watching();
    drop('download.csv.part', table(surrey));
    drop('whole.csv', table(norfolk, kent));
    expect(await watch.next()).toMatchObject({ file: 'drop/whole.csv', appended: 2 });
    renameSync(join(folder.path, 'drop/download.csv.part'), join(folder.path, 'drop/download.csv'));
    expect(await watch.next()).toMatchObject({ file: 'drop/download.csv', appended: 1 });
    expect((await watch.stop('SIGINT')).rest).toEqual([]);
  });

  it('goes on after a file that it cannot take, reads a mended one again and forgets one that is gone', async () => {
    const watch = watching();
    drop('gone.csv', table(surrey));
    rmSync(join(folder.path, 'drop/gone.csv'));
    drop('bad.csv', 'colour,size\nred,3\n');
    expect((await watch.next()).quarantined).toMatchObject([{ reason: 'not_recognised' }]);
    drop('bad.csv', table(norfolk));
    expect(await watch.next()).toMatchObject({ file: 'drop/bad.csv', appended: 1 });
    expect(await watch.stop('SIGTERM')).toEqual({ code: 1, rest: [] });
    expect(await claimsOf('surrey')).toBe(0);
  });

  it('picks up what came while nobody watched, and takes what was taken before as known', async () => {
    drop('a.csv', table(norfolk));
    await timeline(folder.path, 'import', 'drop');
    drop('b.csv', table(kent));
    const watch = watching();
    expect(await watch.next()).toMatchObject({ file: 'drop/a.csv', appended: 0, alreadyKnown: 1 });
    expect(await watch.next()).toMatchObject({ file: 'drop/b.csv', appended: 1 });
    await watch.stop('SIGTERM');
  });

  it('may be done by two at once: each tells of the file, and its facts are there once', async () => {
    const watches = [watching(), watching()];
    drop('one.csv', table(norfolk, kent));
    const told = await Promise.all(watches.map((watch) => watch.next()));
    expect(told.reduce((sum, { appended }) => sum + appended, 0)).toBe(2);
    expect(told.map(({ quarantined }) => quarantined)).toEqual([[], []]);
    await Promise.all(watches.map((watch) => watch.stop('SIGTERM')));
    expect([await claimsOf('norfolk'), await claimsOf('kent')]).toEqual([1, 1]);
  });

  it('leaves its own store alone where that lies in the folder', async () => {
    const watch = watching('--store', 'sqlite:drop/log.db');
    drop('one.csv', table(norfolk));
    expect(await watch.next()).toMatchObject({ file: 'drop/one.csv', appended: 1 });
    drop('two.csv', table(kent));
    expect(await watch.next()).toMatchObject({ file: 'drop/two.csv', appended: 1 });
    expect((await watch.stop('SIGTERM')).rest).toEqual([]);
    expect(existsSync(join(folder.path, 'drop/log.documents'))).toBe(true);
  });

  it.each([
    [['watch', 'nowhere'], 'nowhere is no folder'],
    [['watch', 'drop', '--settle', 'soon'], '--settle: "soon"'],
    [['watch', 'drop', '--as-of', '2020-01-01'], '--as-of'],
  ])('refuses a wrong call: %j', async (args, words) => {
    const { code, stderr } = await timeline(folder.path, ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});
