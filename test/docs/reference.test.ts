import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const missing = existsSync(join(root, 'reference/node_modules/typedoc'))
  ? undefined
  : 'what makes the reference is not installed: pnpm install brings it';

describe('the reference of the library', skippedBecause(missing), () => {
  let out: string;
  let told: string;
  let status: number | null;

  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'timeline-reference-'));
    const made = spawnSync(process.execPath, ['reference/build.ts', '--out', out], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    status = made.status;
    told = `${made.stdout}${made.stderr}`;
  });

  afterAll(() => rmSync(out, { recursive: true, force: true }));

  /** The page of a public name, in the first package that gives it. */
  function page(kind: 'types' | 'interfaces' | 'variables', name: string): string {
    const file = readdirSync(join(out, kind)).find((one) => one.endsWith(`.${name}.html`));
    return readFileSync(join(out, kind, `${file}`), 'utf8');
  }

  it('is made of every entry of every package, and nothing public is without meaning', () => {
    expect(told.split('\n').filter((line) => /warning|error/i.test(line))).toEqual([]);
    expect(status).toBe(0);
  });

  it('tells the fields of a type that was drawn from a schema where it is declared', () => {
    expect(page('types', 'Known')).toContain('in which it became public');
  });

  it('takes from a schema what it says of a field', () => {
    expect(page('types', 'AreaGrade')).toContain('unbroken run of this grade');
  });

  it('tells of a word of a question what its maker is given', () => {
    expect(page('variables', 'interestWords')).toContain(
      'Only what this rule leads to, by its id.',
    );
  });

  it('names such a type where another speaks of it, and does not print its inside again', () => {
    const claim = page('interfaces', 'Claim');
    expect(claim).toMatch(/href="[^"]*\.ClaimEvent\.html/);
    expect(claim).not.toContain('letterDated');
  });
});
