import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Licences of the packages that are shipped with this program, all permissive. One under another is left out, or weighed and added here. */
export const allowed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

/** A package that production code of the workspace leads to. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** As the package says it (SPDX); `unknown` where it says nothing. */
  readonly licence: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Every package outside the workspace that production code leads to, as it is installed, by name and version. */
export function shippedPackages(root: string): readonly Shipped[] {
  const packages = join(root, 'packages');
  const waiting = readdirSync(packages).map((name) => join(packages, name));
  const seen = new Set<string>();
  const found = new Map<string, Shipped>();
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (seen.has(folder) || !existsSync(join(folder, 'package.json'))) continue;
    seen.add(folder);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    const { name, version } = manifest;
    if (folder.includes('node_modules')) {
      found.set(`${name}@${version}`, { name, version, licence: licenceOf(manifest) });
    }
    const wanted = { ...manifest.dependencies, ...manifest.optionalDependencies };
    for (const dependency of Object.keys(wanted)) {
      const place = installedAt(folder, dependency);
      // an optional package of another platform is not installed, and then nothing of it is shipped
      if (place) waiting.push(place);
    }
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Packages under a licence that is not in the list. */
export function notAllowed(packages: readonly Shipped[]): readonly Shipped[] {
  return packages.filter(({ licence }) => !permits(licence));
}

/** True where a licence expression (SPDX) leaves a choice that is in the list, or asks for none that is not. */
export function permits(expression: string): boolean {
  const words = expression.replaceAll(/[()]/g, ' ').trim();
  if (/ OR /.test(words) && !/ AND /.test(words)) {
    return words.split(' OR ').some((one) => allowed.has(one.trim()));
  }
  return !/ OR /.test(words) && words.split(' AND ').every((one) => allowed.has(one.trim()));
}

function licenceOf({ license, licenses }: Manifest): string {
  const one = typeof license === 'string' ? license : license?.type;
  return one ?? licenses?.map(({ type }) => type ?? 'unknown').join(' OR ') ?? 'unknown';
}

/** Where a package finds another: from its own folder upwards, as Node looks. */
function installedAt(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (existsSync(place)) return realpathSync(place);
    if (dirname(folder) === folder) return undefined;
  }
}

if (import.meta.main) {
  const packages = shippedPackages(resolve(import.meta.dirname, '..'));
  for (const [licence, of] of Object.entries(Object.groupBy(packages, ({ licence }) => licence))) {
    const names = (of ?? []).map(({ name, version }) => `${name} ${version}`);
    console.log(`${licence} (${names.length})\n  ${names.join(', ')}\n`);
  }
  const refused = notAllowed(packages);
  for (const { name, version, licence } of refused) {
    console.error(
      `${name} ${version} is under ${licence}, which is not among the allowed licences.`,
    );
  }
  process.exitCode = refused.length > 0 ? 1 : 0;
}
