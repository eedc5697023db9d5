import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { englandChildren } from '@monitoring-timeline/projections/policy';
import { FormData } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '../cli/small-record.ts';
import { startServing } from '../service/serving.ts';
import { temporaryFolder, timeline, timelineProcess } from '../support/command.ts';

const root = resolve(import.meta.dirname, '../..');
const notices = join(root, 'examples/documents/improvement-notice.ts');
const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

/** A module of rules: those in force under a version of one’s own. */
const mine = { ...englandChildren, version: 'mine' };
const rulesModule = `export const mine = ${JSON.stringify(mine)};\n`;

beforeAll(async () => {
  copyFileSync(join(root, 'docs/examples/improvement-notice.txt'), join(folder.path, 'notice.txt'));
  folder.write('outcomes.csv', outcomes);
  folder.write('rules.mjs', rulesModule);
  folder.write('rules.json', JSON.stringify({ ...mine, version: 'of a file' }));
  expect((await ask('import', 'outcomes.csv', '--quiet')).code).toBe(0);
});
afterAll(() => folder.remove());

describe('kinds of one’s own', () => {
  it('of document and of table are read and imported beside the shipped ones', async () => {
    const unknown = await ask('read', 'notice.txt', '--json');
    expect(unknown.stdout).toContain('not_recognised');
    folder.write('visits.csv', 'who,seen on\nMerton,2023-01-05\n');
    folder.write(
      'visits.ts',
      `import { eachRow, type TableKind } from '@monitoring-timeline/ingest/kinds';
      const source = { publisher: 'A team', rank: 'secondary', title: 'Our list', assertedBy: 'analyst' } as const;
      export const visits: TableKind = {
        kind: 'our_visits',
        required: [['who'], ['seen on']],
        open: (_header, context) =>
          eachRow(context, (builder, row) => {
            const day = row.requiredDay('seen on');
            builder.add({
              type: 'VisitCarriedOut',
              authority: context.authority(row.required('who'), day).key,
              occurred: { precision: 'day', from: day },
              known: { from: day, basis: 'assumed' },
              source,
              data: { kind: 'monitoring' },
            });
          }),
      };\n`,
    );
    const own = ['--with', notices, '--with', 'visits.ts'];
    const { code, stdout, stderr } = await timelineProcess(
      folder.path,
      ...['import', 'notice.txt', 'visits.csv', '--store', 'sqlite:own.db', '--json', ...own],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ files: 2, recognised: 2, appended: 2 });
  });

  it('are read by a service that names them', async () => {
    const serving = await startServing({}, { with: [notices] });
    try {
      const form = new FormData();
      form.append(
        'file',
        new Blob(['Improvement notice\nTo: Durham County Council\nIssued: 4 March 2019\n']),
        'a.txt',
      );
      const answer = await serving.ask('/api/imports', {
        method: 'POST',
        headers: await serving.bearer('editor'),
        body: form,
      });
      expect(answer.json()).toMatchObject({ recognised: 1, appended: 1 });
    } finally {
      await serving.stop();
    }
  });
});

describe('rules of one’s own', () => {
  const due = ['due', '--as-of', '2024-01-01', '--json'];
  const policies = (text: string) =>
    new Set((JSON.parse(text) as { policy: string }[]).map(({ policy }) => policy));

  it('from a module are those that answers go by', async () => {
    const { stdout } = await ask(...due, '--with', 'rules.mjs');
    expect(policies(stdout)).toEqual(new Set([`${englandChildren.id} mine`]));
    const moves = await ask(...due, '--compare', '--with', 'rules.mjs');
    expect(moves.code).toBe(0);
    const serving = await startServing({}, { with: [join(folder.path, 'rules.mjs')] });
    try {
      const { text } = await serving.ask('/api/due?rule=ilacs-cycle');
      expect(policies(text)).toEqual(new Set([`${englandChildren.id} mine`]));
    } finally {
      await serving.stop();
    }
  });

  it('are refused where two are named, whether by modules or by a file', async () => {
    folder.write('more.mjs', rulesModule);
    for (const [args, says] of [
      [
        ['--with', 'rules.mjs', '--with', 'more.mjs'],
        '--with more.mjs: it brings a policy, and so does rules.mjs',
      ],
      [
        ['--with', 'rules.mjs', '--policy', 'rules.json'],
        '--with rules.mjs: it brings a policy, and so does rules.json',
      ],
    ] as const) {
      const { code, stderr } = await ask(...due, ...args);
      expect({ code, says: stderr.includes(says) }, stderr).toEqual({ code: 2, says: true });
    }
    const settings = {
      with: [join(folder.path, 'rules.mjs')],
      policy: join(folder.path, 'rules.json'),
    };
    await expect(startServing({}, settings)).rejects.toMatchObject({ code: 'InvalidExtension' });
  });
});

describe('a module whose things have not their shape', () => {
  it.each([
    [
      'question',
      'export const q = { name: "mine", answerOf: () => [] };',
      ['its question "mine"', '`about` is none of', '`words` is no schema', 'question({...})'],
    ],
    [
      'kind of document',
      'export const k = { kind: "Our Note", extract() {} };',
      [
        'its kind of document "Our Note"',
        '`kind` is not small letters',
        '`recognise` is no function',
        '`examples` is no list',
      ],
    ],
    [
      'kind of table',
      'export const t = [{ kind: "ours", required: [], open: 1 }];',
      ['its kind of table "ours"', '`required` names no column', '`open` is no function'],
    ],
    [
      'policy',
      'export const p = { id: "mine", rules: [] };',
      ['is no usable policy', 'version:', 'rules:'],
    ],
    [
      'nothing',
      'export const schema = { required() {}, open: true };',
      ['exports no question, no kind of document or table and no policy'],
    ],
  ])('is told what is wrong with its %s', async (_, text, says) => {
    const file = folder.write(`wrong-${_.replaceAll(' ', '-')}.mjs`, text);
    const { code, stderr } = await ask('import', 'notice.txt', '--with', file);
    expect(code, stderr).toBe(2);
    for (const part of [file, ...says]) expect(stderr).toContain(part);
  });
});
