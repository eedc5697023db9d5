import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDirectory, frameworkVersion } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { root } from '../ingest/shared.ts';

const folder = join(root, 'packages/ingest/src/documents');

interface Rule {
  readonly file: string;
  /** The code alone: no comment, no example; a blank of a pattern as a blank. */
  readonly code: string;
}

/** What a rule is made of, without the words around it that may name anybody. */
function codeOf(text: string): string {
  return text
    .replace(/^const \w+: KindExample = \{\n[\s\S]*?^\};$/gm, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/ .*$/gm, '$1')
    .replace(/\\s[+*]/g, ' ');
}

const rules: readonly Rule[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .filter((file) => !file.startsWith('testing'))
  .map((file) => ({ file, code: codeOf(readFileSync(join(folder, file), 'utf8')) }));

/** Where one of some words stands in a rule, as `file: word`. */
function standing(words: readonly string[], flags = ''): readonly string[] {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(String.raw`(?<![\w])(?:${escaped.join('|')})(?![\w])`, `g${flags}`);
  return rules.flatMap(({ file, code }) =>
    [...code.matchAll(pattern)].map(([word]) => `${file}: ${word}`),
  );
}

describe('the rules that read documents', () => {
  it('are looked at here without comments and examples', () => {
    expect(codeOf("/** Leeds */\nconst a = 'Hull'; // Bury\n")).toBe("\nconst a = 'Hull'; \n");
    expect(codeOf('const x: KindExample = {\n  text: `Leeds`,\n};\nrest')).toBe('\nrest');
    expect(rules.length).toBeGreaterThan(50);
  });

  it('name no authority, in the spelling of a name or of a pattern', () => {
    const authorities = createDirectory().all();
    const names = authorities.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(standing(names)).toEqual([]);
    const keys = authorities.map(({ key }) => key);
    // these are words of English too
    const words = new Set(['reading', 'bury', 'halton', 'kent', 'barnet']);
    expect(
      standing(
        [...names, ...keys].map((name) => name.toLowerCase()).filter((name) => !words.has(name)),
      ),
    ).toEqual([]);
  });

  it('name no company or trust of one place', () => {
    const companies = [
      'Together for Children',
      'Achieving for Children',
      'Children First',
      'Birmingham Children',
    ];
    expect(standing(companies, 'i')).toEqual([]);
  });

  it('hold no reference number of an authority, and no code', () => {
    const codes = createDirectory()
      .all()
      .flatMap(({ codes: { urn, ons } }) => [...urn, ...ons].map(({ code }) => code));
    expect(codes.length).toBeGreaterThan(200);
    expect(standing(codes)).toEqual([]);
  });

  it('hold no day but that on which a version of a framework began', () => {
    const began = ['2018', '2023', '2026'].map(
      (version) => frameworkVersion('ILACS', version)?.from,
    );
    const days = rules.flatMap(({ file, code }) =>
      [...code.matchAll(/(?:19|20)\d{2}-\d{2}(?:-\d{2})?/g)]
        .filter(([day]) => !began.includes(day))
        .map(([day]) => `${file}: ${day}`),
    );
    expect(days).toEqual([]);
  });
});
