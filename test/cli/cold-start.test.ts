import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomeOf, startNode, temporaryFolder, timelineProcess } from '../support/command.ts';
import { outcomes } from './small-record.ts';

const folder = temporaryFolder();
const entry = resolve(import.meta.dirname, '../../packages/cli/src/main.ts');

/** Notes the address of every module that Node loads. */
const noting = `
import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
process.on('exit', () => writeFileSync('loaded.json', JSON.stringify(loaded)));
`;

/** The modules that a command loads, as far as they are files. */
async function modulesOf(...args: readonly string[]): Promise<readonly string[]> {
  const noter = join(folder.path, 'noting.mjs');
  const { code, stderr } = await outcomeOf(
    startNode(folder.path, ['--import', noter, entry, ...args]),
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return loadedIn(folder.path);
}

function loadedIn(path: string): readonly string[] {
  const loaded = JSON.parse(readFileSync(join(path, 'loaded.json'), 'utf8')) as string[];
  return loaded.filter((url) => url.startsWith('file:'));
}

/** Files of ours below a folder of a package, without what leads there. */
const below = (modules: readonly string[], place: string): readonly string[] =>
  modules.filter((url) => url.includes(place)).map((url) => url.slice(url.indexOf(place)));

beforeAll(async () => {
  folder.write('outcomes.csv', outcomes);
  folder.write('noting.mjs', noting);
  expect((await timelineProcess(folder.path, 'import', 'outcomes.csv', '--quiet')).code).toBe(0);
});
afterAll(() => folder.remove());

describe('a question that is asked once', () => {
  it('loads nothing that follows the log, no other question, and no page where JSON is wanted', async () => {
    const modules = await modulesOf('standing', 'sunderland', '--json');
    for (const place of [
      '/node_modules/rxjs/',
      '/projections/src/live/',
      '/projections/src/notices/',
      '/projections/src/views/reinspection/',
      '/projections/src/views/learnt/',
      '/ingest/src/',
      '/service/src/',
    ]) {
      expect(below(modules, place), place).toEqual([]);
    }
    expect(below(modules, '/projections/src/index.ts')).toEqual([]);
    expect(below(modules, '/cli/src/output/')).toEqual(['/cli/src/output/json.ts']);
    const questions = /\/projections\/src\/answers\/(?:picture|due|list|board|themes)\.ts$/;
    expect(modules.filter((url) => questions.test(url))).toEqual([]);
  });

  it('stays within its budget of modules, a hundred of them zod', async () => {
    const asked = await modulesOf('standing', 'sunderland', '--json');
    expect(asked.length).toBeLessThanOrEqual(360);
  });

  it('needs no live engine for its page either, nor for notices that are due', async () => {
    for (const call of [
      ['standing', 'sunderland'],
      ['due', '--json'],
      ['notices', '--json'],
    ]) {
      const modules = await modulesOf(...call, '--quiet');
      expect(below(modules, '/node_modules/rxjs/'), call.join(' ')).toEqual([]);
    }
  });
});

describe('a service', () => {
  it('holds nothing of what calls webhooks, mails, or reads and writes tables until that is wanted', async () => {
    const service = resolve(import.meta.dirname, '../../packages/service/src/index.ts');
    const noter = join(folder.path, 'noting.mjs');
    const { code } = await outcomeOf(startNode(folder.path, ['--import', noter, service]));
    expect(code).toBe(0);
    const modules = loadedIn(folder.path);
    expect(below(modules, '/node_modules/fastify/')).not.toEqual([]);
    for (const name of ['undici', 'nodemailer', 'hucre', 'hyparquet-writer', 'docx']) {
      expect(below(modules, `/node_modules/${name}/`), name).toEqual([]);
    }
  });
});
