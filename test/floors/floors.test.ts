import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { importsIn } from '../../scripts/floors/sources.ts';
import { breachText, checkFloors } from '../../scripts/floors.ts';

const root = resolve(import.meta.dirname, '../..');
const made: string[] = [];

const manifests: Readonly<Record<string, readonly string[]>> = {
  core: ['.', './sqlite', './memory'],
  ingest: ['.'],
  projections: ['.'],
  pages: ['.'],
  service: ['.'],
  cli: ['.'],
};

/** A repository with our packages and the given files, by path below `packages`. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-floors-'));
  made.push(folder);
  const put = (path: string, text: string): void => {
    const file = join(folder, 'packages', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [name, entries] of Object.entries(manifests)) {
    const exports = Object.fromEntries(entries.map((entry) => [entry, './src/index.ts']));
    put(`${name}/package.json`, JSON.stringify({ name: `@monitoring-timeline/${name}`, exports }));
    put(`${name}/src/index.ts`, 'export {};\n');
  }
  for (const [path, text] of Object.entries(files)) put(path, text);
  return folder;
}

function breaches(files: Readonly<Record<string, string>>): readonly string[] {
  return checkFloors(repository(files)).map(breachText);
}

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the import-direction check', () => {
  it('finds nothing to say about this repository', () => {
    expect(checkFloors(root).map(breachText)).toEqual([]);
  });

  it('lets every package import what stands below it', () => {
    expect(
      breaches({
        'projections/src/a.ts': "import { x } from '@monitoring-timeline/core';\n",
        'service/src/a.ts': "import { x } from '@monitoring-timeline/projections';\n",
        'cli/src/a.ts': "import { x } from '@monitoring-timeline/service';\n",
        'cli/src/compose/store.ts': "await import('@monitoring-timeline/core/sqlite');\n",
      }),
    ).toEqual([]);
  });

  it('refuses an import that points up, and names file and line', () => {
    const [breach, ...rest] = breaches({
      'core/src/deep/a.ts': "\nimport type { T } from '@monitoring-timeline/projections';\n",
    });
    expect(rest).toEqual([]);
    expect(breach).toMatch(/^packages\/core\/src\/deep\/a\.ts:2 imports/);
    expect(breach).toContain('points up');
  });

  it('refuses projections and ingest to each other, whichever way', () => {
    const found = breaches({
      'ingest/src/a.ts': "import { x } from '@monitoring-timeline/projections';\n",
      'projections/src/a.ts': "export * from '@monitoring-timeline/ingest';\n",
    });
    expect(found).toHaveLength(2);
    for (const breach of found) expect(breach).toContain('side by side');
  });

  it('lets the service mount the pages, which know neither it nor how facts get in', () => {
    const found = breaches({
      'service/src/a.ts': "import { x } from '@monitoring-timeline/pages';\n",
      'pages/src/a.ts': "import { x } from '@monitoring-timeline/service';\n",
      'pages/src/b.ts': "import { x } from '@monitoring-timeline/ingest';\n",
      'pages/src/c.ts': "import { x } from '@monitoring-timeline/projections';\n",
    });
    expect(found).toHaveLength(2);
    expect(found[0]).toContain('side by side');
    expect(found[1]).toContain('core and projections alone');
  });

  it('refuses to enter a package past its exports, by name or by path', () => {
    const found = breaches({
      'cli/src/a.ts': "import { x } from '@monitoring-timeline/ingest/src/readers/table.ts';\n",
      'cli/src/b.ts': "import { x } from '../../ingest/src/index.ts';\n",
      'core/src/c.ts': "import { x } from '../../../outside.ts';\n",
    });
    expect(found).toHaveLength(3);
    expect(found[0]).toContain('exports');
    expect(found[1]).toContain('through its exports');
    expect(found[2]).toContain('leaves the package');
  });

  it('keeps store engines to the composition root, but lets tests use them', () => {
    const engine = "import { createMemoryStore } from '@monitoring-timeline/core/memory';\n";
    const found = breaches({
      'projections/src/a.ts': engine,
      'projections/src/a.test.ts': engine,
      'cli/src/commands/a.ts': "await import('@monitoring-timeline/core/sqlite');\n",
    });
    expect(found.map((breach) => breach.split(':')[0])).toEqual([
      'packages/cli/src/commands/a.ts',
      'packages/projections/src/a.ts',
    ]);
  });

  it('keeps SQL out of cli, service and projections', () => {
    const sql = "import { DatabaseSync } from 'node:sqlite';\n";
    const found = breaches({
      'cli/src/a.ts': sql,
      'service/src/a.ts': sql,
      'projections/src/a.ts': sql,
      'core/src/a.ts': sql,
    });
    expect(found).toHaveLength(3);
    for (const breach of found) expect(breach).toContain('speaks no SQL');
  });

  it('finds a circle of files and tells its shortest way', () => {
    const found = breaches({
      'core/src/a.ts': "import { b } from './b.ts';\n",
      'core/src/b.ts': "import { c } from './c.ts';\nimport { a } from './a.ts';\n",
      'core/src/c.ts': "import { a } from './a.ts';\n",
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(
      'packages/core/src/a.ts -> packages/core/src/b.ts -> packages/core/src/a.ts',
    );
  });

  it('counts a circle of types, but lets files load each other when called', () => {
    const a = "import { b } from './b.ts';\n";
    const typed = { 'core/src/a.ts': a, 'core/src/b.ts': "import type { A } from './a.ts';\n" };
    const lazy = { 'core/src/a.ts': a, 'core/src/b.ts': "const c = () => import('./a.ts');\n" };
    expect(breaches(typed)).toHaveLength(1);
    expect(breaches(lazy)).toEqual([]);
  });

  it('refuses a room of a package that imports from one above or beside it, called late or for a type alone', () => {
    const found = breaches({
      'cli/src/output/page.ts': "import type { Answer } from '../commands/ask.ts';\n",
      'cli/src/compose/late.ts': "const page = () => import('../output/page.ts');\n",
      'cli/src/reading/a.ts': "import { b } from '../answers/b.ts';\n",
      'cli/src/call/c.ts': "import { run } from '../index.ts';\n",
      'service/src/security/d.ts': "import type { E } from '../app/e.ts';\n",
    });
    expect(found).toHaveLength(5);
    expect(found[0]).toContain('the entry of the package stands above call');
    expect(found[1]).toContain('output stands above compose');
    expect(found[2]).toContain('commands stands above output');
    expect(found[3]).toContain('reading and answers of packages/cli stand side by side');
    expect(found[4]).toContain('app stands above security in packages/service');
  });

  it('lets a room of a package import those below it, and its tests whatever they need', () => {
    expect(
      breaches({
        'cli/src/commands/ask.ts': "import { page } from '../output/page.ts';\n",
        'cli/src/output/page.test.ts': "import { ask } from '../commands/ask.ts';\n",
        'cli/src/main.ts': "await import('./program/run.ts');\n",
      }),
    ).toEqual([]);
  });

  it('asks for a floor for a room that has none', () => {
    const [breach] = breaches({ 'cli/src/attic/a.ts': "import { b } from '../call/b.ts';\n" });
    expect(breach).toContain('The room attic of packages/cli stands on no floor');
  });

  it('asks for a floor for a package that has none', () => {
    const [breach] = breaches({
      'attic/package.json': JSON.stringify({ name: '@monitoring-timeline/attic' }),
      'attic/src/a.ts': "import { x } from '@monitoring-timeline/core';\n",
    });
    expect(breach).toContain('stands on no floor');
  });

  it('refuses a folder without packages instead of finding it in order', () => {
    expect(() => checkFloors(tmpdir())).toThrow('has no folder "packages"');
  });
});

describe('reading the imports of a module', () => {
  it('tells eager, lazy and type imports apart, over several lines, and passes over comments', () => {
    const text = [
      "import 'a';",
      'import {',
      '  type T,',
      '  value,',
      "} from 'b';",
      "import type { U } from 'c';",
      "export * from 'd';",
      '// see import("e")',
      "const f = await import('f');",
    ].join('\n');
    expect(importsIn(text)).toEqual([
      { line: 1, specifier: 'a', how: 'eager' },
      { line: 2, specifier: 'b', how: 'eager' },
      { line: 6, specifier: 'c', how: 'type' },
      { line: 7, specifier: 'd', how: 'eager' },
      { line: 9, specifier: 'f', how: 'lazy' },
    ]);
  });
});
