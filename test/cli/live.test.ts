import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandFile, startCommand, temporaryFolder, timeline } from '../support/command.ts';
import { outcomes } from './small-record.ts';

let folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

beforeEach(async () => {
  folder.remove();
  folder = temporaryFolder();
  folder.write('outcomes.csv', outcomes);
  await ask('import', 'outcomes.csv');
});
afterEach(() => folder.remove());

const begun = (authority: string) => [
  ...['record', 'inspection-begun', authority, '--on', '2026-03-02', '--source', 'a call'],
];

/** The lines of a started command, one at a time, and how it ended. */
function following(child: ChildProcess) {
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let told = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  return {
    next: async () => JSON.parse((await lines.next()).value ?? 'null'),
    /** Resolves once the command has said some words on standard error. */
    async said(words: string) {
      while (!told.includes(words)) {
        const more = await Promise.race([once(child.stderr!, 'data'), ended.then(() => null)]);
        if (!more) throw new Error(`It ended without saying "${words}": ${told}`);
      }
    },
    async stop(signal: NodeJS.Signals) {
      child.kill(signal);
      const [code] = await ended;
      return { code, told };
    },
  };
}

describe('subscribe', () => {
  it('gives what is on record after a position, of an authority, region or type', async () => {
    const events = async (...args: readonly string[]) => {
      const { stdout } = await ask('subscribe', '--until-caught-up', ...args);
      return stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    };
    const all = await events();
    // between a line that says what it is and one that says how much there was
    const exported = (await ask('export')).stdout.trimEnd().split('\n').slice(1, -1);
    expect(all.map((event) => JSON.stringify(event))).toEqual(exported);
    expect(await events('--from', all[2].position)).toEqual(all.slice(3));
    expect(await events('--from', 'end')).toEqual([]);
    const merton = all.filter(({ stream }) => stream === 'authority-merton');
    expect(await events('--authority', 'merton')).toEqual(merton);
    expect(await events('--authority', 'merton, 394')).toEqual(
      all.filter(({ stream }) => stream !== 'operations'),
    );
    expect(await events('--region', 'London')).toEqual(merton);
    const reports = all.filter(({ event }) => event.type === 'ReportPublished');
    expect(await events('--type', 'ReportPublished')).toEqual(reports);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'goes on with what comes in, and ends cleanly on %s',
    async (signal) => {
      const child = following(
        startCommand(folder.path, ['subscribe', '--from', 'end', '--authority', 'merton']),
      );
      await child.said('Caught up');
      await ask(...begun('sunderland'));
      await ask(...begun('merton'));
      expect(await child.next()).toMatchObject({
        stream: 'authority-merton',
        event: { data: { framework: 'ILACS' } },
      });
      const { code, told } = await child.stop(signal);
      expect(code).toBe(0);
      expect(told.trimEnd().split('\n')).toHaveLength(1);
    },
  );

  it('ends quietly when its reader goes away', async () => {
    const script = '"$0" "$1" subscribe --until-caught-up | head -n 1';
    const args = ['-o', 'pipefail', '-c', script, process.execPath, commandFile];
    const child = spawn('bash', args, { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('replay', () => {
  it('gives the steps in the order in which they became known, with what each changed', async () => {
    const { stdout } = await ask('replay', 'sunderland');
    const steps = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const days = steps.map(({ day }) => day);
    expect(days).toEqual(days.toSorted());
    const fields = steps
      .filter(({ day }) => day === '2018-07-25')
      .flatMap(({ changes }) => changes.map(({ field }: { field: string }) => field));
    expect(fields).toContain('standing.areas.children_in_care');
    const two = await ask('replay', 'sunderland,', 'E09000024');
    expect(two.stdout).toBe((await ask('replay')).stdout);
    const range = await ask('replay', 'sunderland', '--from', '2018-07-25', '--to', '2018-07-25');
    expect(range.stdout.trimEnd().split('\n')).toHaveLength(
      days.filter((day) => day === '2018-07-25').length,
    );
  });

  it('at a speed waits between days, and Ctrl+C ends it cleanly', async () => {
    const child = following(
      startCommand(folder.path, ['replay', 'sunderland', '--speed', '0.001']),
    );
    expect(await child.next()).toMatchObject({ authority: 'sunderland' });
    expect(await child.stop('SIGINT')).toEqual({ code: 0, told: '' });
  });

  it('at a high speed gives the same steps as without one', async () => {
    const whole = await ask('replay', 'sunderland');
    expect((await ask('replay', 'sunderland', '--speed', '1000000')).stdout).toBe(whole.stdout);
  });
});

describe('notices', () => {
  const kinds = async (...args: readonly string[]) => {
    const { code, stdout } = await ask('notices', '--json', ...args);
    expect(code).toBe(0);
    return JSON.parse(stdout).map(({ kind }: { kind: string }) => kind);
  };

  it('begin with the first run, tell once of what was recorded since, and stay', async () => {
    const first = await ask('notices');
    expect(first.stdout).toContain('0 notices');
    expect(first.stderr).toContain('first run');
    await ask(...begun('merton'));
    expect(await kinds()).toEqual(['InspectionBegun']);
    expect(await kinds()).toEqual(['InspectionBegun']);
    expect(await kinds('--after', '1')).toEqual([]);
    expect((await ask('notices')).stdout).toContain('inspection begun');
    expect(existsSync(join(folder.path, 'var/timeline.state.db'))).toBe(true);
  });

  it('are followed as they are issued, until stopped', async () => {
    await ask('notices');
    const child = following(
      startCommand(folder.path, ['notices', '--follow', '--since', 'last-week']),
    );
    await ask(...begun('merton'));
    const first = await child.next();
    expect(first).toMatchObject({ kind: 'InspectionBegun', authority: 'merton' });
    expect(await child.stop('SIGINT')).toEqual({ code: 0, told: '' });
    expect(await kinds()).toEqual(['InspectionBegun']);
    await ask(...begun('leeds'));
    const from = ['notices', '--follow', '--after', String(first.checkpoint)];
    const again = following(startCommand(folder.path, from));
    const second = await again.next();
    expect(second).toMatchObject({ kind: 'InspectionBegun', authority: 'leeds' });
    await again.stop('SIGINT');
    const all = JSON.parse((await ask('notices', '--json')).stdout);
    expect(all).toEqual([first, second]);
  });
});

describe('an event type that this program does not know', () => {
  it('stops the answers that meet it, which say how far they lag, and no others', async () => {
    const db = new DatabaseSync(join(folder.path, 'var/timeline.db'));
    for (const { name } of db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .all()) {
      db.exec(`DROP TRIGGER ${String(name)}`);
    }
    db.exec(
      `UPDATE events SET event = replace(event, '"ReportPublished"', '"ReportImagined"') WHERE event LIKE '%merton%'`,
    );
    db.close();
    const merton = await ask('standing', 'merton', '--json');
    expect({ code: merton.code, stdout: merton.stdout }).toEqual({ code: 3, stdout: '' });
    const { error } = JSON.parse(merton.stderr);
    expect(error).toMatchObject({ code: 'UnknownEventType' });
    expect(error.message).toMatch(
      /ReportImagined.*Update the program.*lag \d+ of \d+ events.*timeline lag/,
    );
    expect((await ask('board')).code).toBe(3);
    expect((await ask('standing', 'sunderland')).code).toBe(0);

    const lag = await ask('lag', '--json');
    expect(lag.code).toBe(1);
    const { events, behind, stopped } = JSON.parse(lag.stdout);
    expect(stopped).toMatchObject({ type: 'ReportImagined', stream: 'authority-merton' });
    expect(behind).toBeGreaterThan(0);
    expect(behind).toBeLessThan(events);
    const page = await ask('lag');
    expect(page.code).toBe(1);
    expect(page.stdout).toContain('have stopped');
  });

  it('is not there in a sound log, which can be read to its end', async () => {
    const { code, stdout } = await ask('lag', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ behind: 0, stopped: null });
  });
});
