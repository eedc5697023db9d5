import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Change, changesTold, commandsTold, type Document } from './documents.ts';

const root = resolve(import.meta.dirname, '../..');

/**
 * Makes a copy of the sources in a folder, with what is installed for them, and follows in it what a document tells: its copies first, then its
 * changes. @throws Error where a change does not fit the sources, or what is told is no copy of a file
 */
export function followIn(folder: string, document: Document): void {
  copySources(folder);
  for (const command of commandsTold(document)) {
    const [, from, to] = /^cp (\S+) (\S+)$/.exec(command) ?? [];
    if (!from || !to) throw new Error(`${document.path}: "${command}" is no copy of a file.`);
    cpSync(join(folder, from), join(folder, to));
  }
  for (const change of changesTold(document)) apply(folder, change);
}

function copySources(folder: string): void {
  const names = readdirSync(join(root, 'packages'));
  for (const name of names) {
    const [from, to] = [join(root, 'packages', name), join(folder, 'packages', name)];
    for (const part of ['src', 'package.json', 'README.md']) {
      cpSync(join(from, part), join(to, part), { recursive: true });
    }
    installAs(from, to, folder);
  }
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  cpSync(join(root, 'test/contract'), join(folder, 'test/contract'), { recursive: true });
  installAs(root, folder, folder);
}

/** The packages of the copy are each other's, and everything else is what this workspace has. */
function installAs(from: string, to: string, folder: string): void {
  const own = join(to, 'node_modules/@monitoring-timeline');
  mkdirSync(own, { recursive: true });
  for (const one of readdirSync(join(from, 'node_modules'))) {
    if (one.startsWith('.') || one === '@monitoring-timeline') continue;
    symlinkSync(join(from, 'node_modules', one), join(to, 'node_modules', one), 'junction');
  }
  for (const other of readdirSync(join(root, 'packages'))) {
    symlinkSync(join(folder, 'packages', other), join(own, other), 'junction');
  }
}

function apply(folder: string, { file, before, after }: Change): void {
  const path = join(folder, file);
  if (before === '') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, after);
    return;
  }
  const parts = readFileSync(path, 'utf8').split(before);
  if (parts.length !== 2) throw new Error(`${file} has not these lines once:\n${before}`);
  writeFileSync(path, parts.join(after));
}
