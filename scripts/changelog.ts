/**
 * Writes CHANGELOG.md: what each commit says that a user or reader gains, by day, the latest first. `pnpm changelog`. A commit is
 * written with such a sentence as its subject; those that a reader does not notice are left out by a subject that begins in lower case.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A commit: its day (ISO, of its author) and its subject. */
export interface Commit {
  readonly day: string;
  readonly subject: string;
}

/** Commits of a repository, the latest first. @throws Error where git cannot read it */
export function commitsOf(root: string): readonly Commit[] {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['log', '--no-merges', '--format=%ad%x09%s', '--date=format:%Y-%m-%d'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 },
  );
  if (status !== 0) throw new Error(`git log: ${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => ({ day: line.slice(0, 10), subject: line.slice(11) }));
}

/** The changelog of a version. */
export function changelogOf(commits: readonly Commit[], version: string): string {
  const told = commits.filter(({ subject }) => /^[A-Z`]/.test(subject) && subject.length >= 20);
  const days = [...Map.groupBy(told, ({ day }) => day)].map(
    ([day, own]) => `### ${day}\n\n${own.map(({ subject }) => `- ${subject}`).join('\n')}\n`,
  );
  return `# Changelog\n\nWhat each change gives a user or reader, in its own words. Made from the commits by \`pnpm changelog\`.\n\n## ${version}\n\n${days.join('\n')}`;
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  const { default: manifest } = await import(join(root, 'packages/core/package.json'), {
    with: { type: 'json' },
  });
  writeFileSync(join(root, 'CHANGELOG.md'), changelogOf(commitsOf(root), manifest.version));
}
