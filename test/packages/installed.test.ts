import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { CheckResult } from '@arethetypeswrong/core';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '../cli/small-record.ts';
import { type Serving, startServing } from '../service/serving.ts';
import { theBrowser } from '../support/browser/browser.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { timeline } from '../support/command.ts';
import { until } from '../support/until.ts';
import { installed } from './installed.ts';

const root = resolve(import.meta.dirname, '../..');
const { tarballs, folder, npm, unreachable } = installed();
const within = skippedBecause(unreachable);
const names = [...tarballs.keys()];

/** Files below a folder, each by its path from there. */
const filesUnder = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('node_modules/'))
    .sort();

/** Runs a program of the pinned Node in the folder of somebody who installed the packages. */
function run(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('each tarball', () => {
  it('is of one of the packages, and there is one of each', () => {
    expect(names).toEqual(
      expect.arrayContaining(['monitoring-timeline', '@monitoring-timeline/core']),
    );
    expect(names).toHaveLength(readdirSync(join(root, 'packages')).length);
  });

  it.each(names)('%s passes publint', async (name) => {
    const data = readFileSync(tarballs.get(name)!);
    const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it.each(names)('%s gives its types to whoever imports it as a module', (name) => {
    // under a runner of tests the library hands out sources, which Node does not read of what is installed
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'types-reader.ts'), tarballs.get(name)!],
      { encoding: 'utf8', maxBuffer: 2 ** 26 },
    );
    expect(status, stderr).toBe(0);
    const checked = JSON.parse(stdout) as CheckResult;
    expect(checked.types).toEqual({ kind: 'included' });
    // it is for modules: how TypeScript looked for types before there were entries, and `require`, are not meant
    const meant = ('problems' in checked ? checked.problems : []).filter(
      (problem) =>
        !('resolutionKind' in problem && /^node10$|^node16-cjs$/.test(problem.resolutionKind)),
    );
    expect(meant).toEqual([]);
  });

  it.each(names)('%s has an entry for each that the workspace has, but those of tests', (name) => {
    const place = join(root, 'packages', name.replace('@monitoring-timeline/', ''));
    const manifest = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
    const own = [
      './testing',
      './testing/protocol',
      './testing/skipping',
      './testing/until',
      './bundle',
    ];
    const entries = Object.entries<{ default: string }>(manifest.exports);
    expect(manifest.publishConfig.exports).toEqual(
      Object.fromEntries(
        entries
          .filter(([entry]) => !own.includes(entry))
          .map(([entry, { default: file }]) => {
            const compiled = file.replace('./src/', './dist/').replace(/\.ts$/, '');
            return [entry, { types: `${compiled}.d.ts`, default: `${compiled}.js` }];
          }),
      ),
    );
  });

  it('is not made by npm, which would leave out what pnpm writes into it', () => {
    const place = join(root, 'packages/projections');
    // whoever began this run says in the environment who it is, and npm believes it
    const { npm_config_user_agent: _, ...env } = process.env;
    const refused = spawnSync(process.execPath, [npm, 'pack', '--dry-run'], {
      cwd: place,
      env,
      encoding: 'utf8',
    });
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain('@monitoring-timeline/projections is packed by pnpm');
  });
});

describe('what is installed of them', () => {
  const place = (name: string): string => join(folder, 'node_modules', name);

  it('has sources in its maps, and no tests', within, () => {
    for (const name of names) {
      const files = filesUnder(place(name));
      const code = files.filter((file) => file.startsWith('dist/') && file.endsWith('.js'));
      expect(code.length, name).toBeGreaterThan(0);
      for (const file of code) {
        expect(files).toContain(file.replace(/\.js$/, '.d.ts'));
        const map = JSON.parse(readFileSync(join(place(name), `${file}.map`), 'utf8'));
        expect(map.sourcesContent?.every(Boolean), file).toBe(true);
      }
      expect(
        files.filter((file) => /\.test\.|\/testing\/(?!skipping|until)|fixtures/.test(file)),
      ).toEqual([]);
    }
  });

  it('is a library under one name, with its types', within, () => {
    writeFileSync(
      join(folder, 'ask.ts'),
      `import { openTimeline, type Timeline } from 'monitoring-timeline';
      import { createMemoryStore } from 'monitoring-timeline/memory';
      const timeline: Timeline = await openTimeline({ store: createMemoryStore() });
      const found = await timeline.ask('authorities', { region: 'North East' });
      console.log(found.length);
      await timeline.close();\n`,
    );
    expect(run('ask.ts')).toEqual({ status: 0, stdout: '12\n', stderr: '' });
  });

  it('has a KurrentDB to test against', within, () => {
    writeFileSync(
      join(folder, 'server.ts'),
      `import { KurrentDBClient, jsonEvent } from '@kurrent/kurrentdb-client';
      import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
      const server = await new TestServer().start();
      const client = KurrentDBClient.connectionString(server.connectionString);
      const { success } = await client.appendToStream('a', [jsonEvent({ type: 'b', data: {} })]);
      console.log(success);
      await client.dispose();
      await server.stop();\n`,
    );
    expect(run('server.ts')).toMatchObject({ status: 0, stdout: 'true\n' });
  });

  it('has the command and the shipped record', within, () => {
    expect(existsSync(join(folder, 'node_modules/.bin/timeline'))).toBe(true);
    const record = join(place('@monitoring-timeline/cli'), 'data');
    expect(filesUnder(record)).toEqual(filesUnder(join(root, 'data')));
    const read = run(
      'node_modules/.bin/timeline',
      ...['read', join(root, 'docs/examples/sunderland-2018.txt'), '--json'],
    );
    expect(read).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(read.stdout)).toMatchObject([
      { kind: 'inspection_report', authority: 'Sunderland' },
    ]);
  });
});

describe('each example, from the tarballs', () => {
  const example = (name: string): string => join(folder, name);
  const modules = join(root, 'node_modules');
  let served: Serving;
  let page: Server;
  const running = new Set<ChildProcess>();

  beforeAll(async () => {
    cpSync(join(root, 'examples'), folder, { recursive: true });
    writeFileSync(join(folder, 'outcomes.csv'), outcomes);
    const imported = await timeline(folder, 'import', 'outcomes.csv', '--store', 'sqlite:log.db');
    expect(imported.code).toBe(0);
    page = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(readFileSync(example('dashboard/index.html')));
    });
    await once(page.listen(0, '127.0.0.1'), 'listening');
    const origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    served = await startServing({}, { origins: [origin] });
  });
  afterAll(async () => {
    // where a test failed, what it started is still there
    for (const child of running) child.kill('SIGKILL');
    page.close();
    await served.stop();
  });

  it('the bot posts what concerns the North East, once', within, async () => {
    const posts: { readonly id: string; readonly authority: string }[] = [];
    const receiver = createServer(async (request, response) => {
      posts.push(JSON.parse(await text(request)));
      response.end();
    });
    await once(receiver.listen(0, '127.0.0.1'), 'listening');
    const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const start = async (): Promise<ChildProcess> => {
      const bot = spawn(process.execPath, ['bot.ts', '../bot.db', address], {
        cwd: example('oversight-bot'),
      });
      running.add(bot);
      await once(bot.stdout, 'data');
      return bot;
    };
    const bring = async (rows: readonly string[]): Promise<void> => {
      writeFileSync(join(folder, 'rows.csv'), [head, ...rows].join('\n'));
      const { code } = await timeline(folder, 'import', 'rows.csv', '--store', 'sqlite:bot.db');
      expect(code).toBe(0);
    };
    const [head = '', sunderland = '', again = '', merton = ''] = outcomes.split('\n');
    await bring([sunderland]);
    const first = await start();
    await bring([again, merton]);
    await until('for the bot to tell of it', () => posts.length > 0);
    await until('for the bot to note what it told', () =>
      existsSync(example('oversight-bot/told-last.txt')),
    );
    first.kill();
    await once(first, 'close');
    const before = posts.length;
    const second = await start();
    await bring([
      'Sunderland,ILACS,ilacs_standard,2021-06-07,2021-06-18,2021-07-27,outstanding,outstanding,good,outstanding,,,,,,https://example.org/4,report_pdf',
    ]);
    await until('for the bot to go on', () => posts.length > before);
    second.kill();
    await once(second, 'close');
    expect(new Set(posts.map(({ id }) => id)).size).toBe(posts.length);
    // what is about the log as a whole is told to every region
    expect(new Set(posts.map(({ authority }) => authority))).toEqual(
      new Set(['sunderland', 'england']),
    );
    receiver.close();
  });

  it('the analyst’s figure is that of the timeline', within, () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['analyse.ts', '../log.db', 'tables'],
      { cwd: example('analyst'), encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { years, improving, recounted } = JSON.parse(stdout);
    expect(years).toBe(14);
    expect(improving).toBeGreaterThan(0);
    expect(recounted).toBe(improving);
  });

  it('the dashboard shows a region', skippedBecause(unreachable ?? withoutBrowser), async () => {
    const opened = await (await theBrowser()).newPage();
    const address = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    await opened.goto(`${address}/?service=${served.url}&region=North%20East`);
    await opened.getByText('authorities, asked at').waitFor();
    expect(await opened.locator('tbody tr').count()).toBe(12);
    expect(await opened.locator('tbody').textContent()).toContain('Sunderland');
    await opened.close();
  });

  it('the consumer goes on after the last id where the stream broke', within, async () => {
    const consumer = spawn(process.execPath, ['consume.ts', served.url], {
      cwd: example('consumer'),
    });
    running.add(consumer);
    const lines: { readonly id: string; readonly event: string }[] = [];
    createInterface(consumer.stdout).on('line', (line) => lines.push(JSON.parse(line)));
    const complaints: string[] = [];
    createInterface(consumer.stderr).on('line', (line) => complaints.push(line));
    await until('for all there is', () => lines.some(({ event }) => event === 'caught-up'));
    const last = lines.at(-1)!.id;
    await served.service.close();
    await until('for the consumer to miss it', () => complaints.length > 0);
    expect(complaints[0]).toContain(last);
    const { port } = new URL(served.url);
    const before = lines.length;
    served = await startServing(served.parts, { port: Number(port) });
    await until('for the consumer to be back', () => lines.length > before);
    expect(lines.slice(before).map(({ event }) => event)).toEqual(['caught-up']);
    consumer.kill();
    await once(consumer, 'close');
  });

  it('the engine keeps every promise of the suite', within, () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(modules, 'vitest/vitest.mjs'),
        ...['run', '--reporter=json', '--outputFile=told.json', '--root', '.'],
      ],
      { cwd: example('engine'), encoding: 'utf8', env: { PATH: process.env.PATH } },
    );
    expect(status, stdout + stderr).toBe(0);
    const told = JSON.parse(readFileSync(example('engine/told.json'), 'utf8'));
    const { numPassedTests, numFailedTests } = told;
    expect(numFailedTests).toBe(0);
    expect(numPassedTests).toBeGreaterThan(50);
  });
});
