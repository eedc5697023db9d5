import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNode, temporaryFolder } from '../support/command.ts';
import { type Change, changesTold, documentAt } from './documents.ts';

const root = resolve(import.meta.dirname, '../..');
const changes = changesTold(documentAt('CONTRIBUTING.md'));
const tree = temporaryFolder();

/** A copy of the sources, with what is installed for them, and the changes of every recipe made in it. */
function changed(): void {
  for (const name of readdirSync(join(root, 'packages'))) {
    const [from, to] = [join(root, 'packages', name), join(tree.path, 'packages', name)];
    for (const part of ['src', 'package.json', 'README.md']) {
      cpSync(join(from, part), join(to, part), { recursive: true });
    }
    // the packages of the copy are each other's, and everything else is what this workspace has
    mkdirSync(join(to, 'node_modules'), { recursive: true });
    for (const one of readdirSync(join(from, 'node_modules'))) {
      if (one.startsWith('.') || one === '@monitoring-timeline') continue;
      symlinkSync(join(from, 'node_modules', one), join(to, 'node_modules', one), 'junction');
    }
    const own = join(to, 'node_modules/@monitoring-timeline');
    mkdirSync(own);
    for (const other of readdirSync(join(root, 'packages'))) {
      symlinkSync(join(tree.path, 'packages', other), join(own, other), 'junction');
    }
  }
  for (const change of changes) apply(change);
}

function apply({ file, before, after }: Change): void {
  const path = join(tree.path, file);
  if (before === '') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, after);
    return;
  }
  const text = readFileSync(path, 'utf8');
  expect(text.split(before), `${file} has these lines once:\n${before}`).toHaveLength(2);
  writeFileSync(
    path,
    text.replace(before, () => after),
  );
}

/** Puts a claim of the new type and a report under the new framework into a log of the copy. */
const filling = `
import { claimId, streamOf, validateClaim } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
const source = { publisher: 'A council', rank: 'council', title: 'A paper', assertedBy: 'authority' };
const inspectorate = { ...source, publisher: 'Ofsted', rank: 'report', assertedBy: 'inspectorate' };
const on = (day) => ({ occurred: { precision: 'day', from: day }, known: { from: day, basis: 'published' } });
const claim = (content) => validateClaim({ id: claimId(content), ...content });
const store = await openSqliteStore(process.argv[2]);
const events = [
  claim({ type: 'PeerReviewHeld', version: 1, authority: 'slough', ...on('2031-02-03'), source, data: { topic: 'the front door', by: 'Luton' } }),
  claim({
    type: 'ReportPublished', version: 1, authority: 'slough', ...on('2031-03-04'), source: inspectorate,
    data: {
      of: { activity: 'inspection', framework: 'PRACTICE', version: '2030' },
      published: '2031-03-04',
      judgements: [{ area: 'leadership', grade: 'good', printed: 'Good' }, { area: 'children_in_care', grade: 'outstanding', printed: 'Outstanding' }],
    },
  }),
];
await store.append(streamOf(events[0]), events, { expected: 'none' });
await store.close();
`;

const main = () => join(tree.path, 'packages/cli/src/main.ts');
function ask(...words: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [main(), ...words, '--json', '--store', 'sqlite:log.db'],
    { cwd: tree.path, encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('a tree in which the recipes of CONTRIBUTING.md were followed', () => {
  const serving = { url: '', stop: async (): Promise<void> => {} };
  beforeAll(async () => {
    changed();
    const fill = join(tree.path, 'packages/cli/src/fill.mjs');
    writeFileSync(fill, filling);
    const filled = spawnSync(process.execPath, [fill, join(tree.path, 'log.db')], {
      encoding: 'utf8',
    });
    expect(filled).toMatchObject({ status: 0, stderr: '' });
    const words = ['serve', '--port', '0', '--json', '--store', 'sqlite:log.db'];
    const child = startNode(tree.path, [main(), ...words]);
    const [line] = await once(child.stdout!, 'data');
    serving.url = JSON.parse(String(line)).url;
    serving.stop = async () => {
      child.kill();
      await once(child, 'close');
    };
  });
  afterAll(async () => {
    await serving.stop();
    tree.remove();
  });
  const asked = async (path: string): Promise<unknown> => (await fetch(serving.url + path)).json();

  it('has the field', async () => {
    const words = ['authorities', '--region', 'South East'];
    const slough = expect.objectContaining({ key: 'slough', aliases: expect.any(Array) });
    expect(ask(...words)).toContainEqual(slough);
    expect(await asked('/api/authorities?region=South%20East')).toContainEqual(slough);
  });

  it('has the event', async () => {
    const told = expect.stringContaining('Peer review by Luton: the front door');
    expect(JSON.stringify(ask('history', 'slough', '--as-of', '2031-12-31'))).toEqual(told);
    expect(JSON.stringify(await asked('/api/authorities/slough/history?asOf=2031-12-31'))).toEqual(
      told,
    );
  });

  it('has the framework', async () => {
    const stands = {
      areas: {
        leadership: { grade: 'good', framework: 'PRACTICE' },
        children_in_care: { grade: 'outstanding', framework: 'PRACTICE' },
      },
    };
    expect(ask('standing', 'slough', '--as-of', '2031-12-31')).toMatchObject(stands);
    expect(await asked('/api/authorities/slough/standing?asOf=2031-12-31')).toMatchObject(stands);
  });
});
