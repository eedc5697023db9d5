import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimEvent } from '../../packages/core/src/index.ts';

/** Facts of documents read closely by people: written by hand into the shipped record, which is where they are kept. */
const folder = join(import.meta.dirname, '../../data/seeds');
const names = 'people.jsonl';

/** A name for an id: the only place where the record writes a name. */
export interface PersonLine {
  readonly person: string;
  readonly name: string;
}

export interface SeedFile {
  readonly file: string;
  readonly events: readonly ClaimEvent[];
}

function linesOf<T>(file: string): readonly T[] {
  const text = readFileSync(join(folder, file), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

/** The files of facts, by name. */
export function seedFiles(): readonly SeedFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl') && file !== names)
    .sort()
    .map((file) => ({ file, events: linesOf<ClaimEvent>(file) }));
}

/** Who is named in them. */
export function seedPeople(): readonly PersonLine[] {
  return linesOf<PersonLine>(names);
}
