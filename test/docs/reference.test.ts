import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const missing = existsSync(join(root, 'reference/node_modules/typedoc'))
  ? undefined
  : 'what makes the reference is not installed: pnpm install brings it';

describe('the reference of the library', skippedBecause(missing), () => {
  let told: string;
  let status: number | null;
  /** All that the pages would say, as it lies before they are drawn. */
  let parts: readonly Part[];

  beforeAll(() => {
    const out = mkdtempSync(join(tmpdir(), 'timeline-reference-'));
    const file = join(out, 'reference.json');
    const made = spawnSync(
      process.execPath,
      // much is made and little kept: a larger space for what is new spares collecting it as often
      ['--max-semi-space-size=64', 'reference/build.ts', '--json', file],
      { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
    );
    status = made.status;
    told = `${made.stdout}${made.stderr}`;
    parts = within(JSON.parse(readFileSync(file, 'utf8')));
    rmSync(out, { recursive: true, force: true });
  });

  /** All that the reference says of a public name, where it is declared. */
  function saidOf(name: string): string {
    const declared = parts.find((part) => part.name === name && part.variant === 'declaration');
    expect(declared, name).toBeDefined();
    return JSON.stringify(declared);
  }

  it('is made of every entry of every package, and nothing public is without meaning', () => {
    expect(told.split('\n').filter((line) => /warning|error/i.test(line))).toEqual([]);
    expect(status).toBe(0);
  });

  it('tells the fields of a type that was drawn from a schema where it is declared', () => {
    expect(saidOf('Known')).toContain('in which it became public');
  });

  it('takes from a schema what it says of a field', () => {
    expect(saidOf('AreaGrade')).toContain('unbroken run of this grade');
  });

  it('tells of a word of a question what its maker is given', () => {
    expect(saidOf('interestWords')).toContain('Only what this rule leads to, by its id.');
  });

  it('names such a type where another speaks of it, and does not print its inside again', () => {
    const claim = saidOf('Claim');
    expect(claim).toMatch(/"type":"reference","target":\d+,"name":"ClaimEvent"/);
    expect(claim).not.toContain('letterDated');
  });
});

interface Part {
  readonly name?: unknown;
  readonly variant?: unknown;
}

/** Every object inside a document, the outer ones first. */
function within(document: unknown): readonly Part[] {
  if (typeof document !== 'object' || document === null) return [];
  const inner = Object.values(document).flatMap(within);
  return Array.isArray(document) ? inner : [document, ...inner];
}
