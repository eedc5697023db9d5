import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';

const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

afterAll(() => folder.remove());

/** Calls that cannot be carried out, and what each message must say. */
const mistakes: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['an unknown command', ['standng', 'sunderland'], ['standng', 'standing']],
  ['a command that is not typed to its end', ['stand', 'sunderland'], ['mean standing?']],
  [
    'a day where an authority is named',
    ['due', 'sunderland', '2018-07-25', '--store', 'memory:'],
    ['"2018-07-25" is a day', '--as-of 2018-07-25'],
  ],
  [
    'what is to be explained before whose it is',
    ['explain', 'standing', 'stockton', 'on', 'tees'],
    ['Write timeline explain stockton on tees standing.'],
  ],
  ['an unknown option', ['standing', 'x', '--as-off', '2018-01-01'], ['--as-off', '--as-of']],
  ['no authority', ['standing'], ['authority', 'timeline standing --help']],
  [
    'a question to explain without its authority',
    ['explain', 'sunderland'],
    ['an authority, then the question', 'timeline explain --help'],
  ],
  ['half a command', ['people'], ['not complete', 'timeline people --help']],
  ['half a command in another', ['quarantine', 'show'], ['timeline quarantine show --help']],
  [
    'an id of a person that is none',
    ['people', 'erase', 'p-12', '--why', 'ref. 12', '--store', 'memory:'],
    ['p-12', '20 hex digits', 'timeline history'],
  ],
  ...['e', 'Smith', '"a": "b"', 'one {two'].map(
    (spelled) =>
      [
        `a spelling that would take others with it: ${spelled}`,
        [
          ...['people', 'erase', 'Ada Quill', '--why', 'ref. 12'],
          ...['--spelled', spelled, '--store', 'memory:'],
        ],
        ['no full name', 'first and last'],
      ] as const,
  ),
  [
    'a letter for a name',
    ['people', 'erase', 'e', '--why', 'ref. 12', '--store', 'memory:'],
    ['"e" is no full name'],
  ],
  [
    'a day that does not exist',
    ['standing', 'x', '--as-of', '2018-02-30'],
    ['--as-of', '2018-02-30', 'not a day that exists', '2018-07-25'],
  ],
  [
    'a day in words',
    ['picture', '--known-at', 'yesterday'],
    ['--known-at', 'yesterday', '2018-07-25'],
  ],
  [
    'a time that is none',
    ['picture', '--recorded-at', '2018-01-01T99:00Z'],
    ['--recorded-at', '2026-03-01T12:00:00Z'],
  ],
  [
    'a publication day that does not exist',
    ['import', '.', '--published', '2025-13-01'],
    ['--published'],
  ],
  [
    'a store of an engine that is not here',
    ['picture', '--store', 'postgres://ada:secret@localhost'],
    ['postgres://ada:***@localhost', 'sqlite:PATH', 'kurrentdb://HOST:PORT'],
  ],
  ['a store without its engine', ['picture', '--store', 'timeline.db'], ['sqlite:timeline.db']],
  [
    'a framework that is none',
    ['picture', '--store', 'memory:', '--framework', 'slax'],
    ['slax', 'ILACS'],
  ],
  [
    'a region that is none',
    ['picture', '--store', 'memory:', '--region', 'nort'],
    ['nort', 'North East'],
  ],
  ['a choice that is none', ['picture', '--by', 'colour'], ['--by', 'region', 'framework']],
  ['an export as of a day', ['export', '--as-of', '2016-01-01'], ['--as-of', 'export']],
  ['an import as of a day', ['import', '.', '--known-at', '2016-01-01'], ['--known-at', 'import']],
  ['verifying as of a day', ['verify', '--as-of', '2016-01-01'], ['--as-of', 'verify']],
  ['a path that leads nowhere', ['import', 'nowhere.csv'], ['nowhere.csv']],
  [
    'an authority that nobody knows',
    ['standing', 'sunderlnd', '--store', 'memory:'],
    ['sunderlnd', 'Sunderland'],
  ],
  ['the standing of England', ['standing', 'England', '--store', 'memory:'], ['timeline picture']],
  ['an export as one document', ['export', '--json', '--store', 'memory:'], ['--output']],
];

describe('a call that cannot be carried out', () => {
  it.each(mistakes)('because of %s ends with 2 and says what to type', async (_, args, words) => {
    const { code, stdout, stderr } = await ask(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('tells a program with --json by one line of JSON on standard error', async () => {
    for (const args of [['standing', 'x', '--as-of', 'soon'], ['standng'], ['picture']]) {
      const { stdout, stderr } = await ask(...args, '--json');
      expect(stdout).toBe('');
      const { error } = JSON.parse(stderr);
      expect(error.code).toMatch(/^(?:WrongCall|StoreMissing)$/);
      expect(error.message).toMatch(/\w/);
      expect(stderr.trimEnd()).not.toContain('\n');
    }
  });
});

describe('help', () => {
  it('with examples is what the command alone prints', async () => {
    const { code, stdout, stderr } = await ask();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('timeline standing sunderland --as-of');
    expect(stdout).toContain('Exit codes');
  });

  it('of one command names the options that every command takes', async () => {
    const { code, stdout } = await ask('picture', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--known-at');
    expect(stdout).toContain('--by');
  });
});
