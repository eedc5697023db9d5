import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentReading } from '@monitoring-timeline/ingest';
import type { Proof } from '../../packages/ingest/src/documents/rules/proven.ts';
import { root } from '../ingest/shared.ts';
import { type Expected, isHeldOut } from './corpus.ts';
import { readSeed } from './seed-reading.ts';

/** Where the proofs of rules are kept, beside the code that holds rules to them. */
export const proofsFile = join(root, 'packages/ingest/src/documents/rules/proofs.generated.json');

/** Documents that a rule names; more of them prove it no better. */
const namedAtMost = 3;

/** Texts of ../shared/seeds that are a report of the corpus too: what reads both was seen once. */
const sameReport: Readonly<Record<string, string>> = { d4718965: '19f2019f' };

const seeds = join(root, '..', 'shared', 'seeds');

/** The five texts by number, with the hash that their names hold. */
export function seedsByNumber(): readonly (readonly [number: string, hash: string])[] {
  if (!existsSync(seeds)) return [];
  return readdirSync(seeds)
    .filter((file) => /^\d{3}_/.test(file))
    .map((file) => [file.slice(0, 3), file.slice(4, 12)] as const);
}

/** The hash at the end of the name of a file of the corpus. */
export const hashOf = ({ file }: Pick<Expected, 'file'>): string =>
  /_([0-9a-f]{8})\.\w+$/.exec(file)?.[1] ?? file;

/** The rules that read something in a document, or match in it. */
export function rulesIn(reading: DocumentReading | undefined): readonly string[] {
  if (!reading) return [];
  const own = (reading.facts ?? []).flatMap(({ rules = [] }) => rules);
  const enclosed = (reading.enclosed ?? []).flatMap(rulesIn);
  return [...new Set([...own, ...(reading.matched ?? []), ...enclosed])];
}

/** The rules of the five texts, an article on the day that its caller gives. */
export function rulesInSeed(number: string): readonly string[] {
  return rulesIn(readSeed(number, number === '002' ? '2018-07-31' : undefined).document?.reading);
}

/** Gathers which rules read what in which documents. Authorities that no rule is written on prove none. */
export class Proofs {
  readonly #found = new Map<string, Set<string>>();

  add(document: Expected, rules: readonly string[]): void {
    if (!isHeldOut(document)) this.#take(hashOf(document), rules);
  }

  addSeeds(): void {
    for (const [number, hash] of seedsByNumber()) this.#take(hash, rulesInSeed(number));
  }

  #take(hash: string, rules: readonly string[]): void {
    const report = sameReport[hash] ?? hash;
    for (const rule of rules) {
      const reports = this.#found.get(rule) ?? new Set();
      this.#found.set(rule, reports.add(report));
    }
  }

  all(): Readonly<Record<string, Proof>> {
    const rows = [...this.#found].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      rows.map(([rule, reports]) => [
        rule,
        { reports: reports.size, documents: [...reports].sort().slice(0, namedAtMost) },
      ]),
    );
  }
}
