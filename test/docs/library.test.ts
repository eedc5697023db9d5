import { spawnSync } from 'node:child_process';
import { copyFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/command.ts';
import { documentAt, programsShown } from './documents.ts';

const root = resolve(import.meta.dirname, '../..');
const programs = programsShown(documentAt('docs/library.md'));
const folder = temporaryFolder();
const ended = '\n-- ended --\n';
let outputs: readonly string[] = [];

beforeAll(() => {
  copyFileSync(
    join(root, 'docs/examples/sunderland-2018.txt'),
    join(folder.path, 'sunderland-2018.txt'),
  );
  symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'), 'junction');
  folder.write('package.json', '{"type": "module"}');
  for (const [index, { lines }] of programs.entries()) {
    folder.write(`${index}.ts`, lines.join('\n'));
  }
  const all = programs.map((_, index) => `await import('./${index}.ts');`);
  folder.write('all.ts', all.join(`\nconsole.log(${JSON.stringify(ended)});\n`));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['all.ts'], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  outputs = stdout.split(`${ended}\n`);
});
afterAll(() => folder.remove());

describe('docs/library.md', () => {
  it('shows programs for opening, asking, watching and extending', () => {
    expect(programs.length).toBeGreaterThanOrEqual(7);
  });

  it.each(programs.map(({ heading }, index) => [heading, index] as const))(
    'shows what its program prints: %s',
    (_, index) => {
      expect(outputs[index]?.trimEnd().split('\n')).toEqual(programs[index]!.output);
    },
  );
});
