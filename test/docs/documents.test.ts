import { describe, expect, it } from 'vitest';
import { commandsShown, commandsTold, firstDifference } from './documents.ts';

const document = {
  path: 'x.md',
  text: [
    'Words.',
    '```console',
    '$ ./timeline one',
    'first',
    '...',
    '$ ./timeline two',
    '```',
    '```sh',
    'npm start     # begins',
    '```',
  ].join('\n'),
};

describe('a document', () => {
  it('shows commands with their output, and tells of others', () => {
    expect(commandsShown(document)).toEqual([
      { command: './timeline one', line: 3, output: ['first', '...'] },
      { command: './timeline two', line: 6, output: [] },
    ]);
    expect(commandsTold(document)).toEqual(['npm start']);
  });
});

describe('output shown in a document', () => {
  const output = ['a', 'b', 'c', 'd', ''];

  it.each([
    [['a', 'b', 'c', 'd']],
    [['a', '...']],
    [['...', 'b', 'c', '...']],
    [['a', '...', 'd']],
    [['...']],
  ])('is kept by what is printed: %j', (shown) => {
    expect(firstDifference(shown, output)).toBeUndefined();
  });

  it.each([
    [['a', 'c', '...'], 'c'],
    [['...', 'b', 'd'], 'b'],
    [['a', 'b'], 'c'],
    [['...', 'x'], 'x'],
    [['...', 'c', '...', 'b', '...'], 'b'],
  ])('is not where a line differs: %j', (shown, line) => {
    expect(firstDifference(shown, output)).toBe(line);
  });
});
