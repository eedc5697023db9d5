import { resolve } from 'node:path';
import { circlesIn } from './floors/circles.ts';
import { roomBreachesIn } from './floors/rooms.ts';
import { type Breach, breachesIn } from './floors/rules.ts';
import { hasPackages, packagesOf, sourcesOf } from './floors/sources.ts';

/**
 * Checks that every import in `packages/<name>/src` points down, enters another package through its exports, leaves engines to
 * the composition root and SQL to the engines, goes from room to room of a package downwards, and closes no circle. Answers the breaches in the order of files and lines.
 * @throws Error where there is no folder of packages
 */
export function checkFloors(root: string): readonly Breach[] {
  if (!hasPackages(root)) throw new Error(`${root} has no folder "packages". Name the repository.`);
  const files = sourcesOf(root);
  return [
    ...breachesIn(files, packagesOf(root)),
    ...roomBreachesIn(files),
    ...circlesIn(files),
  ].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}

/** A breach as an editor can follow it. */
export function breachText({ path, line, specifier, advice }: Breach): string {
  return `${path}:${line} imports '${specifier}'\n  ${advice}`;
}

if (import.meta.main) {
  const root = resolve(process.argv[2] ?? resolve(import.meta.dirname, '..'));
  const breaches = checkFloors(root);
  for (const breach of breaches) console.error(breachText(breach));
  if (breaches.length > 0) {
    console.error(
      `${breaches.length} imports break the house rules (docs: architecture, "The house").`,
    );
    process.exitCode = 1;
  } else console.log('Every import points down.');
}
