import { once } from 'node:events';
import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { beginningOf, bundleLoader, freshBundle } from '@monitoring-timeline/cli/bundle';
import { environmentName } from '@monitoring-timeline/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caughtUp, subscribeTo } from '../service/subscriber.ts';
import { collected, outcomeOf, startNode, temporaryFolder, timeline } from '../support/command.ts';
import { shippedStoreIn } from '../support/shipped-store.ts';

const root = resolve(import.meta.dirname, '../..');
const into = '.vitest';
const folder = temporaryFolder();
let bundle = '';

const letter = `Ofsted
4 March 2022
Dear Ms Quill
Focused visit to Kent children's services
This letter summarises the findings of the focused visit to Kent children's services on 8 and 9 February 2022.
The inspectors were Bo Tern and Cy Wren, HMI.
Supervision is regular, and most plans are clear and short.
Yours sincerely
Bo Tern`;

beforeAll(async () => {
  await shippedStoreIn(folder.path);
  folder.write('reports.csv', 'authority,published\nnowhere,2020-01-01\n');
  folder.write('letter.txt', letter);
  const make = [join(root, 'scripts/bundle.ts'), '--into', into, '--unless-fresh', '--quiet'];
  expect(await outcomeOf(startNode(root, make))).toMatchObject({ code: 0, stderr: '' });
  bundle = freshBundle(root, { into })!.folder;
});
afterAll(() => folder.remove());

describe('the bundle of the command', () => {
  const calls = [
    ['standing', 'sunderland', '--json'],
    ['standing', 'sunderland', 'stockton on tees', '--as-of', '2018-07-25'],
    ['trajectory', 'sunderland'],
    ['due', '--region', 'North East', '--within', '6m', '--json'],
    ['due', '--within', 'whenever'],
    ['picture', '--by', 'region'],
    ['explain', 'sunderland', 'due'],
    ['history', 'stockton-on-tees', '--json'],
    ['list', '--where', 'overall=good', '--json'],
    ['coverage'],
    ['export', '--dictionary'],
    ['export', '--format', 'csv', '--table', 'leadership'],
    ['calendar', '--authority', 'sunderland'],
    ['lag', '--json'],
    ['token', 'list', '--json'],
    ['read', 'reports.csv', '--json'],
    ['help', 'board'],
    ['standing', 'sundreland'],
    ['standig', 'sunderland'],
  ];

  it.each(calls.map((call) => [call.join(' '), call] as const))(
    'answers as the sources do: %s',
    async (_, call) => {
      const { run } = bundleLoader().load(join(bundle, 'run.cjs'));
      const answered = await timeline(folder.path, ...call);
      expect(await collected(run, folder.path, call)).toEqual(answered);
      expect(answered.code).not.toBe(70);
    },
  );

  it('begins with what V8 compiled for a question, and loads nothing that it does not need', async () => {
    const noter = folder.write(
      'noting.cjs',
      `process.on('exit', () => require('node:fs').writeFileSync('loaded.json', JSON.stringify({
         modules: process.moduleLoadList, files: Object.keys(require.cache) })));`,
    );
    folder.write(
      'begin.cjs',
      `const { bundleLoader } = require(${JSON.stringify(join(root, 'packages/cli/src/bundle.cjs'))});
       const { load, scripts } = bundleLoader();
       load(${JSON.stringify(join(bundle, 'command.cjs'))}).command().then(() => {
         const told = [...scripts].map(([path, { cachedDataRejected }]) => [path, cachedDataRejected]);
         require('node:fs').writeFileSync('scripts.json', JSON.stringify(told));
       });`,
    );
    const words = ['--require', `./${noter}`, 'begin.cjs', 'standing', 'sunderland', '--json'];
    // as the launcher begins it
    const begun = startNode(folder.path, ['--invocation-count-for-maglev=2000', ...words]);
    const { code, stdout, stderr } = await outcomeOf(begun);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ authority: { key: 'sunderland' } });
    const read = createRequire(join(folder.path, 'noting.cjs'));
    const { modules, files } = read('./loaded.json');
    const dear = ['crypto', 'child_process', 'worker_threads', 'http', 'fs/promises'];
    for (const name of [...dear, 'stream', 'net', 'v8', 'perf_hooks']) {
      expect(modules).not.toContain(`NativeModule ${name}`);
    }
    expect(files.filter((file: string) => file.includes('node_modules'))).toEqual([]);
    const scripts: readonly (readonly [string, boolean])[] = read('./scripts.json');
    expect(scripts.length).toBeLessThanOrEqual(15);
    expect(scripts.filter(([, rejected]) => rejected !== false)).toEqual([]);
  });

  it('reads documents in threads that begin from it, and not from sources', async () => {
    folder.write(
      'reading.cjs',
      `const threads = require('node:worker_threads');
       const begun = [];
       const { Worker } = threads;
       threads.Worker = class extends Worker {
         constructor(file, options) {
           super(file, options);
           begun.push(String(file));
         }
       };
       const { bundleLoader } = require(${JSON.stringify(join(root, 'packages/cli/src/bundle.cjs'))});
       bundleLoader().load(${JSON.stringify(join(bundle, 'command.cjs'))}).command().then(() => {
         require('node:fs').writeFileSync('threads.json', JSON.stringify(begun));
       });`,
    );
    const words = ['read', 'letter.txt', '--json'];
    const answered = await outcomeOf(startNode(folder.path, ['reading.cjs', ...words]));
    expect(answered).toMatchObject(await timeline(folder.path, ...words));
    expect(JSON.parse(answered.stdout)).toMatchObject([{ kind: 'focused_visit_letter' }]);
    const begun = createRequire(join(folder.path, 'reading.cjs'))('./threads.json');
    expect(begun).toEqual([join(bundle, 'worker-thread.cjs')]);
  });
});

describe('a service', () => {
  it('begins from a file of its own, loads none of our sources and answers as they do', async () => {
    folder.write(
      'sources.mjs',
      `import { registerHooks } from 'node:module';
       import { writeFileSync } from 'node:fs';
       const loaded = [];
       registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
       process.on('exit', () => writeFileSync('sources.json', JSON.stringify(loaded)));`,
    );
    folder.write(
      'serving.cjs',
      `const { bundleLoader } = require(${JSON.stringify(join(root, 'packages/cli/src/bundle.cjs'))});
       bundleLoader().load(${JSON.stringify(join(bundle, 'serving.cjs'))}).command();`,
    );
    const serve = ['serving.cjs', 'serve', '--port', '0', '--json'];
    const service = startNode(folder.path, ['--import', './sources.mjs', ...serve]);
    const ended = outcomeOf(service);
    const [address] = await once(createInterface(service.stdout!), 'line');
    const { url } = JSON.parse(address) as { readonly url: string };
    const told = await subscribeTo(`${url}/api/subscribe/standing?authority=sunderland`);
    await told.until(caughtUp);
    const asked = await fetch(`${url}/api/authorities/sunderland/standing?asOf=2020-01-01`);
    const words = ['standing', 'sunderland', '--as-of', '2020-01-01', '--json'];
    expect(await asked.json()).toEqual(JSON.parse((await timeline(folder.path, ...words)).stdout));
    for (const [path, begin] of [
      ['/authorities/sunderland', '<!DOCTYPE html>'],
      ['/export/standing.csv', 'as_of,'],
      ['/health/ready', '{'],
    ] as const) {
      const answer = await fetch(url + path);
      const text = await answer.text();
      expect({ path, status: answer.status, begin: text.slice(0, begin.length) }).toEqual({
        path,
        status: 200,
        begin,
      });
    }
    service.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    await told.ended;
    const loaded = createRequire(join(folder.path, 'sources.mjs'))('./sources.json') as string[];
    const ours = loaded.filter((path) => /\/packages\/\w+\/src\//.test(path));
    expect(ours.map((path) => path.split('/').at(-1))).toEqual(['bundle.cjs']);
    // nor anything twice that is in the bundle
    expect(loaded.filter((path) => /\/node_modules\/(?:zod|rxjs)\//.test(path))).toEqual([]);
  });

  it('begins from sources where it may load modules of whoever runs it, which share ours', () => {
    const none = {};
    expect(beginningOf(['standing', 'sunderland'], none)).toBe('command.cjs');
    expect(beginningOf(['serve', '--port', '0'], none)).toBe('serving.cjs');
    expect(beginningOf(['--store', 'memory:', 'serve'], none)).toBe('serving.cjs');
    expect(beginningOf(['start', '--serve'], { TIMELINE_WITH: '' })).toBe('serving.cjs');
    const own = { [environmentName('with')]: './own.ts' };
    for (const [words, env] of [
      [['standing', 'sunderland', '--with', 'own.ts'], none],
      [['serve', '--with=own.ts'], none],
      [['serve', '--config', 'timeline.json'], none],
      [['start', '--serve'], own],
      [['--store', 'memory:', 'serve'], own],
    ] as const) {
      expect(beginningOf(words, env), words.join(' ')).toBeUndefined();
    }
    // a question has no such environment
    expect(beginningOf(['standing', 'sunderland'], own)).toBe('command.cjs');
  });
});

describe('a bundle is taken', () => {
  const place = temporaryFolder();
  afterAll(() => place.remove());
  const source = join(place.path, 'packages/one.ts');
  const seconds = 1_790_000_000;

  function note(
    path: string,
    mtimeMs: number,
    size: number,
    answers: readonly unknown[] = ['scripts/another.ts', 1, 1],
  ): void {
    const sources = [
      [path, size, mtimeMs],
      ['scripts/that-an-image-lacks.ts', 1, 1],
    ];
    writeFileSync(
      join(place.path, 'dist/bundle.json'),
      JSON.stringify({
        folder: 'made',
        questions: ['standing'],
        beginning: { files: ['command.cjs'], sources },
        answering: { files: ['answers.cjs'], sources: [answers] },
      }),
    );
  }

  beforeAll(() => {
    for (const name of ['packages', 'dist/made']) {
      mkdirSync(join(place.path, name), { recursive: true });
    }
    writeFileSync(join(place.path, 'dist/made/others.json'), '[]');
    writeFileSync(source, 'one');
    utimesSync(source, seconds, seconds + 0.25);
    const { mtimeMs, size } = statSync(source);
    note('packages/one.ts', mtimeMs, size);
  });

  it('as long as every source is as it was, whole seconds of an archive apart', () => {
    const made = join(place.path, 'dist/made');
    expect(freshBundle(place.path)).toEqual({ folder: made });
    utimesSync(source, seconds, seconds);
    expect(freshBundle(place.path)).toEqual({ folder: made });
  });

  it('never where one has changed, is gone, or nothing was built', () => {
    utimesSync(source, seconds, seconds + 0.5);
    expect(freshBundle(place.path)).toBeUndefined();
    utimesSync(source, seconds, seconds + 0.25);
    expect(freshBundle(place.path)).toBeDefined();
    writeFileSync(source, 'other');
    utimesSync(source, seconds, seconds + 0.25);
    expect(freshBundle(place.path)).toBeUndefined();
    note('packages/gone.ts', 1, 1);
    expect(freshBundle(place.path)).toBeUndefined();
    expect(freshBundle(join(place.path, 'packages'))).toBeUndefined();
  });

  it('with every character as it was written, also in the raw text of a template', () => {
    const path = join(place.path, 'dist/made/raw.cjs');
    const name = 'children’s reviews';
    writeFileSync(path, `(function (exports) { exports.name = String.raw\`${name}\`; })`);
    expect(bundleLoader().load(path)).toEqual({ name });
  });

  it('to ask a question also where another source has changed, which is found when it is needed', () => {
    utimesSync(source, seconds, seconds + 0.25);
    writeFileSync(source, 'one');
    utimesSync(source, seconds, seconds + 0.25);
    note('packages/one.ts', statSync(source).mtimeMs, 3);
    const made = join(place.path, 'dist/made');
    writeFileSync(join(made, 'others.json'), '[["packages/gone.ts",1,1]]');
    for (const name of ['command', 'answers', 'serving']) {
      writeFileSync(
        join(made, `${name}.cjs`),
        `(function (exports) { exports.name = '${name}'; })`,
      );
    }
    expect(freshBundle(place.path, { words: ['verify'] })).toBeUndefined();
    const fresh = freshBundle(place.path, { words: ['standing', 'sunderland'] });
    const { load } = bundleLoader(fresh);
    expect(load(join(made, 'command.cjs'))).toEqual({ name: 'command' });
    expect(load(join(made, 'answers.cjs'))).toEqual({ name: 'answers' });
    expect(() => load(join(made, 'serving.cjs'))).toThrow('Run `pnpm build`');
    writeFileSync(join(made, 'others.json'), '[]');
    expect(load(join(made, 'serving.cjs'))).toEqual({ name: 'serving' });
    note('packages/one.ts', statSync(source).mtimeMs, 3, ['packages/gone.ts', 1, 1]);
    const answer = bundleLoader(freshBundle(place.path, { words: ['standing', 'sunderland'] }));
    expect(answer.load(join(made, 'command.cjs'))).toEqual({ name: 'command' });
    expect(() => answer.load(join(made, 'answers.cjs'))).toThrow('Run `pnpm build`');
  });
});
