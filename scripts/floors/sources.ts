import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';

/** One import as written. */
export interface Import {
  readonly line: number;
  readonly specifier: string;
  /** `type`: erased when run. `lazy`: loaded when called for. */
  readonly how: 'eager' | 'lazy' | 'type';
}

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  /** Folder name of its package. */
  readonly package: string;
  readonly test: boolean;
  readonly imports: readonly Import[];
}

export interface Package {
  readonly folder: string;
  readonly name: string;
  /** What it may be entered through: `.`, `./sqlite`. */
  readonly exports: readonly string[];
}

const staticImport =
  /^(?:import|export)\b(?<clause>[^'"`;]*?)\bfrom\s*['"](?<specifier>[^'"]+)['"]/gm;
const bareImport = /^import\s*['"](?<specifier>[^'"]+)['"]/gm;
const dynamicImport = /\bimport\(\s*['"](?<specifier>[^'"]+)['"]/g;
const comment = /^\s*(?:\/\/|\*|\/\*)/;

/**
 * The imports of a module of ours: formatted by biome, so that a static one begins its line. A type named by `import('x').T`
 * counts as lazy.
 */
export function importsIn(text: string): readonly Import[] {
  const lineAt = (index: number): number => text.slice(0, index).split('\n').length;
  const lines = text.split('\n');
  const found: Import[] = [];
  for (const { index, groups } of text.matchAll(staticImport)) {
    const how = /^\s*type\b/.test(groups!.clause!) ? 'type' : 'eager';
    found.push({ line: lineAt(index), specifier: groups!.specifier!, how });
  }
  for (const { index, groups } of text.matchAll(bareImport)) {
    found.push({ line: lineAt(index), specifier: groups!.specifier!, how: 'eager' });
  }
  for (const { index, groups } of text.matchAll(dynamicImport)) {
    const line = lineAt(index);
    if (comment.test(lines[line - 1]!)) continue;
    found.push({ line, specifier: groups!.specifier!, how: 'lazy' });
  }
  return found.sort((a, b) => a.line - b.line);
}

/** Every package below `packages`, by folder name. */
export function packagesOf(root: string): readonly Package[] {
  return globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((path) => {
      const { name, exports } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
        name: string;
        exports?: Readonly<Record<string, unknown>>;
      };
      const folder = dirname(path).split(sep).at(-1)!;
      return { folder, name, exports: Object.keys(exports ?? {}) };
    });
}

/** Every module of every package, by path. */
export function sourcesOf(root: string): readonly SourceFile[] {
  return globSync('packages/*/src/**/*.{ts,mts}', { cwd: root })
    .map((path) => path.split(sep).join(posix.sep))
    .sort()
    .map((path) => ({
      path,
      package: path.split('/')[1]!,
      test: path.endsWith('.test.ts'),
      imports: importsIn(readFileSync(join(root, path), 'utf8')),
    }));
}

/** True where there is something to check at all. */
export function hasPackages(root: string): boolean {
  return existsSync(join(root, 'packages'));
}
