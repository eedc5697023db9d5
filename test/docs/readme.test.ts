import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { attributionText } from '@monitoring-timeline/projections/asking';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../packages/service/src/config/settings.ts';
import { temporaryFolder, timeline } from '../support/command.ts';
import { directory, shippedEvents, shippedRecord } from '../support/record.ts';
import {
  allDocuments,
  commandsShown,
  commandsTold,
  documentAt,
  firstDifference,
  linkedFiles,
  proseOf,
} from './documents.ts';

const root = resolve(import.meta.dirname, '../..');
const readme = documentAt('README.md');
/** Pages on what is added to this program from outside: what they tell to run is run. */
const extending = ['docs/a-question-of-your-own.md', 'docs/adding-a-document-kind.md'].map(
  documentAt,
);
const told = extending.flatMap((document) =>
  commandsTold(document).map((command) => ({ path: document.path, command })),
);
const toured = [readme, documentAt('docs/concepts.md'), documentAt('docs/acceptance.md')];

const folder = temporaryFolder();
const printed = new Map<string, readonly string[]>();

/** The words after `timeline` of a command as a reader types it; undefined for any other program. */
function wordsOf(command: string): readonly string[] | undefined {
  if (command === 'npm start') return ['start'];
  if (!command.startsWith('./timeline ')) return undefined;
  const words = command.slice('./timeline '.length).match(/"[^"]*"|\S+/g) ?? [];
  return words.map((word) => word.replaceAll('"', ''));
}

async function print(command: string): Promise<void> {
  const words = wordsOf(command);
  if (!words || printed.has(command)) return;
  const { code, stdout, stderr } = await timeline(folder.path, ...words);
  // who publishes an export names its sources, and is told so beside it
  const besides = stderr.replace(`${attributionText}\n`, '');
  expect({ command, code, stderr: besides }).toEqual({ command, code: 0, stderr: '' });
  // what it says to type begins with a path from here to the clone that the reader stands in
  const clone = stdout.replace(/^( +)\S+\/timeline (?=\w)/gm, '$1./timeline ');
  printed.set(command, clone.split('\n'));
}

beforeAll(async () => {
  // a reader stands in the clone, whose record `import data` means, and whose example `read` reads
  symlinkSync(shippedRecord, join(folder.path, 'data'));
  for (const name of ['docs', 'examples']) symlinkSync(join(root, name), join(folder.path, name));
  const commands = toured.flatMap((document) => commandsShown(document).map((s) => s.command));
  await print('npm start');
  const others = [...new Set([...commands, ...told.map(({ command }) => command)])].filter(
    (command) => command !== 'npm start',
  );
  for (let at = 0; at < others.length; at += 2) {
    await Promise.all(others.slice(at, at + 2).map(print));
  }
});
afterAll(() => folder.remove());

const shown = toured.flatMap((document) =>
  commandsShown(document).map(({ command, line, output }) => ({
    name: `${document.path}:${line}: ${command}`,
    command,
    output,
  })),
);

describe('a command shown with its output', () => {
  it.each(shown)('prints what is shown, $name', ({ command, output }) => {
    expect(wordsOf(command), command).toBeDefined();
    expect(firstDifference(output, printed.get(command)!)).toBeUndefined();
  });

  it('is shown in the README at least six times, in the concepts four, and beside every question asked', () => {
    const counts = toured.map((document) => commandsShown(document).length);
    expect(counts[0]).toBeGreaterThanOrEqual(6);
    expect(counts[1]).toBeGreaterThanOrEqual(4);
    expect(counts[2]).toBeGreaterThanOrEqual(25);
  });
});

describe('a command told of on a page on extending', () => {
  it.each(told)('runs, in $path: $command', ({ command }) => {
    const [, place] = /^npx vitest run (\S+)$/.exec(command) ?? [];
    if (place !== undefined) expect(existsSync(join(root, place)), place).toBe(true);
    else expect(printed.get(command)?.join('').length, command).toBeGreaterThan(0);
  });

  it('is told on each of them', () => {
    expect(new Set(told.map(({ path }) => path)).size).toBe(extending.length);
  });
});

/** Figures in the prose of the README, and where each comes from. */
function figures(): Readonly<Record<string, number>> {
  const files = readdirSync(shippedRecord, { recursive: true, encoding: 'utf8' });
  return {
    '6,449': shippedEvents().length,
    20: files.filter((name) => name.endsWith('.jsonl')).length,
    158: directory.all().length,
    8080: settingsSchema.shape.port.parse(undefined),
  };
}

describe('the README', () => {
  it('states no figure but those counted here, versions and dates apart', () => {
    const prose = proseOf(readme)
      .replace(/Node \d+/g, '')
      .replace(/v\d\.\d/g, '')
      .replace(/\]\([^)]*\)/g, ']')
      .replace(/\b\d{4}-\d{2}-\d{2}\b/g, '')
      .replace(/\b(?:\d{1,2} )?(?:April|July)(?: \d{4})?\b/g, '')
      .replace(/\bof 20\d{2}\b/g, '');
    const stated = prose.match(/\d[\d,]*/g) ?? [];
    const counted = figures();
    expect(stated.filter((figure) => !(figure in counted))).toEqual([]);
    for (const [text, value] of Object.entries(counted)) {
      expect(Number(text.replace(',', ''))).toBe(value);
      expect(stated).toContain(text);
    }
  });

  it('tells of npm scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const command of commandsTold(readme)) {
      const [, name] = /^npm (?:run )?([\w-]+)/.exec(command) ?? [];
      expect(scripts, command).toHaveProperty(name!);
    }
  });

  it('names the folders of the repository, and every package of it', () => {
    const folders = [...readme.text.matchAll(/^((?:packages\/)?[\w-]+) {2,}\w/gm)].map(
      ([, name]) => name!,
    );
    const named = folders.filter((name) => existsSync(join(root, name)));
    expect(named).toEqual(expect.arrayContaining(['data', 'docs', 'test', 'scripts']));
    const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`);
    expect(named).toEqual(expect.arrayContaining(packages));
  });
});

describe('links between documents', () => {
  it('lead to files that there are', () => {
    for (const document of allDocuments()) {
      const broken = linkedFiles(document).filter((path) => !existsSync(join(root, path)));
      expect({ document: document.path, broken }).toEqual({ document: document.path, broken: [] });
    }
  });

  it('reach every decision from the index', () => {
    const linked = linkedFiles(documentAt('docs/README.md'));
    const decisions = readdirSync(join(root, 'docs/decisions')).map(
      (name) => `docs/decisions/${name}`,
    );
    expect(decisions.length).toBeGreaterThanOrEqual(10);
    expect(linked).toEqual(expect.arrayContaining([...decisions, 'docs/concepts.md']));
  });

  it('find every decision under a number of its own', () => {
    const numbers = readdirSync(join(root, 'docs/decisions')).map(
      (name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1],
    );
    expect(numbers).not.toContain(undefined);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
