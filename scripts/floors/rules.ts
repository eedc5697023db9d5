import { posix } from 'node:path';
import type { Import, Package, SourceFile } from './sources.ts';

/** One import that breaks the house rules. */
export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly specifier: string;
  /** What is wrong and what to do instead. */
  readonly advice: string;
}

/** The floors of the house, lowest first; packages of one floor do not know each other. */
const floors: readonly (readonly string[])[] = [
  ['core'],
  ['ingest', 'projections'],
  ['pages', 'service'],
  ['cli'],
  ['monitoring-timeline'],
];

/** Packages that one beside them mounts: it alone may import them, and never the other way. */
const mountedBy: Readonly<Record<string, string>> = { pages: 'service' };

/** What a package may import of ours, where that is less than all that stands below it. */
const only: Readonly<Record<string, readonly string[]>> = { pages: ['core', 'projections'] };

/** Entries of core that are engines of a port: one place picks them. */
const engines = new Set(['./sqlite', './memory', './kurrentdb']);
const composition = 'packages/cli/src/compose/';
/** Has no code of its own: it hands on what the packages below it export, engines among them. */
const oneName = 'packages/monitoring-timeline/';

/** Databases and their drivers. */
const sql = /^(?:node:sqlite|better-sqlite3|sqlite3|pg|mysql2?)$/;
const withoutSql = new Set(['service', 'pages', 'cli', 'projections']);

const floorOf = (folder: string): number => floors.findIndex((floor) => floor.includes(folder));

/** Every breach of the import rules but circles, in the order of files and lines. */
export function breachesIn(
  files: readonly SourceFile[],
  packages: readonly Package[],
): readonly Breach[] {
  return files.flatMap((file) =>
    file.imports.flatMap((one) => {
      const advice = adviceOn(file, one, packages);
      return advice === undefined
        ? []
        : [{ path: file.path, line: one.line, specifier: one.specifier, advice }];
    }),
  );
}

function adviceOn(
  file: SourceFile,
  { specifier }: Import,
  packages: readonly Package[],
): string | undefined {
  if (floorOf(file.package) === -1) {
    return `packages/${file.package} stands on no floor. Give it one in scripts/floors/rules.ts and in the design.`;
  }
  if (specifier.startsWith('.')) return adviceOnRelative(file, specifier, packages);
  if (sql.test(specifier) && withoutSql.has(file.package)) {
    return `packages/${file.package} speaks no SQL. Ask the event-store port for what is needed.`;
  }
  const target = packages.find(
    ({ name }) => specifier === name || specifier.startsWith(`${name}/`),
  );
  return target === undefined ? undefined : adviceOnPackage(file, specifier, target);
}

function adviceOnRelative(
  file: SourceFile,
  specifier: string,
  packages: readonly Package[],
): string | undefined {
  const target = targetOf(file, specifier);
  if (target.startsWith(`packages/${file.package}/`)) return undefined;
  const other = packages.find(({ folder }) => target.startsWith(`packages/${folder}/`));
  return other
    ? `This enters packages/${other.folder} by a path. Import it by name, ${other.name}, through its exports.`
    : 'This leaves the package. Move what is needed into a package, or pass it in.';
}

function adviceOnPackage(file: SourceFile, specifier: string, target: Package): string | undefined {
  const entry = `.${specifier.slice(target.name.length)}`;
  if (target.folder === file.package) {
    return 'A package does not import itself by name. Use a relative path.';
  }
  const [own, theirs] = [floorOf(file.package), floorOf(target.folder)];
  if (theirs > own) {
    return `This points up: ${target.folder} stands above ${file.package}. Move what is shared down to core, or pass it in from above.`;
  }
  if (only[file.package]?.includes(target.folder) === false && theirs < own) {
    return `packages/${file.package} imports ${only[file.package]?.join(' and ')} alone. Have whoever mounts it pass in what is needed.`;
  }
  if (theirs === own && mountedBy[target.folder] !== file.package) {
    return `${file.package} and ${target.folder} stand side by side and do not know each other. Move what both need to core.`;
  }
  if (!target.exports.includes(entry)) {
    return `${target.name} is not entered there. It exports ${target.exports.join(', ')}; export what is needed from one of these.`;
  }
  const picks = [composition, oneName].some((place) => file.path.startsWith(place));
  if (engines.has(entry) && !file.test && !picks) {
    return `Only ${composition} picks a store engine. Take the EventStore port as an argument.`;
  }
  return undefined;
}

/** Where a relative import leads, from the root of the repository. */
export function targetOf(file: SourceFile, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(file.path), specifier));
}
