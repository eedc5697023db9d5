import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beginning, copyLog } from '@monitoring-timeline/core';
import { openKurrentState, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import type { GrowthProof, InclusionProof, Seal } from '@monitoring-timeline/core/seals';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';
import { outcomes } from './small-record.ts';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);

async function done(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await timeline(folder.path, ...args, '--quiet');
  expect({ code, stderr }, args.join(' ')).toEqual({ code: 0, stderr: '' });
  return stdout;
}
const told = async <T>(...args: readonly string[]): Promise<T> =>
  JSON.parse(await done(...args, '--json'));

interface Kept {
  readonly file: string;
  readonly seal: Seal;
}
/** Seals of the log before and after it grew, and the id of an event that lay in it from the beginning. */
let [first, second]: Kept[] = [];
let event = '';

beforeAll(async () => {
  folder.write('outcomes.csv', outcomes);
  await done('import', 'outcomes.csv');
  await done('seal', '--new-key', 'operator.pem');
  first = await told<Kept>('seal', '--key', 'operator.pem', '--output', 'first.json');
  await done(
    ...['record', 'visit', 'merton', '--kind', 'focused', '--on', '2024-03-05'],
    ...['--source', 'Letter to the council', '--by', 'Bo'],
  );
  second = await told<Kept>('seal', '--key', 'operator.pem');
  [{ id: event }] = await told<[{ id: string }]>('history', 'sunderland');
});
afterAll(() => folder.remove());

describe('timeline seal', () => {
  it('makes a key that nobody else can read, and never replaces one', async () => {
    expect(readFileSync(at('operator.pem'), 'utf8')).toContain('PRIVATE KEY');
    expect(readFileSync(at('operator.pem.pub'), 'utf8')).toContain('PUBLIC KEY');
    const again = await timeline(folder.path, 'seal', '--new-key', 'operator.pem');
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
    folder.write('half.pem.pub', 'somebody else’s');
    const half = await timeline(folder.path, 'seal', '--new-key', 'half.pem');
    expect(half).toMatchObject({ code: 2, stderr: expect.stringContaining('half.pem.pub is') });
    expect(existsSync(at('half.pem'))).toBe(false);
  });

  it('says of a store that is not there that it is not, and makes none', async () => {
    const missing = await timeline(folder.path, 'seal', '--store', 'sqlite:nowhere.db');
    expect(missing).toMatchObject({ code: 3, stderr: expect.stringContaining('no store') });
    expect(existsSync(at('nowhere.db'))).toBe(false);
  });

  const rights = skippedBecause(
    process.platform === 'win32' ? 'Windows has no such rights' : undefined,
  );
  it(
    'makes a key file with the rights of its owner alone, and takes no other',
    rights,
    async () => {
      expect(statSync(at('operator.pem')).mode & 0o777).toBe(0o600);
      writeFileSync(at('open.pem'), readFileSync(at('operator.pem')), { mode: 0o644 });
      const refused = await timeline(folder.path, 'seal', '--key', 'open.pem');
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('chmod 600') });
    },
  );

  it('seals what is there once, keeps each seal as a small file, and lists them', async () => {
    const again = await told<Kept>('seal', '--key', 'operator.pem');
    expect(again).toEqual(second);
    expect(readFileSync(at(second?.file ?? ''), 'utf8').length).toBeLessThan(1000);
    const listed = await told<readonly { events: number }[]>('seal');
    expect(listed.map(({ events }) => events)).toEqual([
      first?.seal.head.events,
      second?.seal.head.events,
    ]);
    expect(await done('seal')).toContain(second?.seal.head.root);
    const { head } = await told<{ head: { hash: string } }>('verify');
    expect(second?.seal.head.head).toBe(head.hash);
  });

  it.each([
    [['--key', 'operator.pem', '--new-key', 'other.pem'], 'Give one of the two'],
    [['--output', 'copy.json'], 'Give --key FILE'],
    [['--key', 'operator.pem.pub'], 'no secret Ed25519 key'],
    [['--key', 'nowhere.pem'], 'cannot be read'],
    [['--new-key', 'nowhere/key.pem'], 'in a folder that is there'],
    [['--as-of', '2020-01-01'], 'seals the whole log'],
  ])('refuses %j', async (words, says) => {
    const refused = await timeline(folder.path, 'seal', ...words);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  });
});

it('a log that is not what was sealed is neither sound nor backed up, and a damaged seal is told by its name', async () => {
  const other = temporaryFolder();
  try {
    other.write('outcomes.csv', outcomes);
    await timeline(other.path, 'import', 'outcomes.csv');
    mkdirSync(join(other.path, 'var/timeline.seals'));
    // the same facts, recorded at another time
    other.write('var/timeline.seals/1.json', JSON.stringify(first?.seal));
    for (const call of ['verify', 'doctor', 'backup whole.tar']) {
      const { code, stdout } = await timeline(other.path, ...call.split(' '));
      expect({ call, code, stdout }).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('not the one that was sealed'),
      });
    }
    rmSync(join(other.path, 'var/timeline.seals/1.json'));
    other.write('var/timeline.seals/000000000001-abcdabcd.json', '{"half');
    for (const words of [['seal'], ['prove', randomUUID()]]) {
      expect(await timeline(other.path, ...words)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/timeline\.seals\/000000000001-abcdabcd\.json.*Move it/s),
      });
    }
    const { code, stdout } = await timeline(other.path, 'verify');
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining('Move it') });
  } finally {
    other.remove();
  }
});

/** Another machine that uses the log of a server, on which the seals of this one lie. */
async function elsewhere(address: string, proof: InclusionProof): Promise<void> {
  const other = temporaryFolder();
  const there = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await timeline(other.path, ...words, '--json');
    return { code, told: code === 0 || stderr === '' ? JSON.parse(stdout) : stderr };
  };
  const server = ['--store', address];
  try {
    expect(await there('prove', event, ...server)).toEqual({ code: 0, told: proof });
    expect(await there('verify', ...server)).toMatchObject({ told: { seals: { kept: 2 } } });
    expect((await there('seal', ...server)).told).toHaveLength(2);
    // what it has seen it knows, whatever becomes of the server
    const state = await openKurrentState(address);
    const [{ value = '' } = {}] = (await state.entries('seals')).slice(-1);
    await state.drop('seals');
    await state.close();
    expect(await there('verify', ...server)).toMatchObject({ told: { seals: { kept: 2 } } });
    // a log without its end, sealed by somebody else as a whole
    const short = `${address}short`;
    const whole = await openSqliteStore(at('var/timeline.db'));
    const store = await openKurrentStore(short);
    const beginningOfIt = createMemoryStore();
    await beginningOfIt.restore!((await whole.readAll(beginning, { limit: 2 })).events);
    await copyLog(beginningOfIt, store);
    const sealed = await openKurrentState(short);
    const header = { checkpoint: '1', storeId: store.id, version: '1' };
    await sealed.commit('seals', { header, from: undefined, put: [{ key: '1', value }] });
    for (const opened of [whole, store, sealed]) await opened.close();
    other.write('mine.pem', readFileSync(at('operator.pem'), 'utf8'));
    chmodSync(join(other.path, 'mine.pem'), 0o600);
    for (const words of [['verify'], ['seal', '--key', 'mine.pem']]) {
      const { code, told } = await there(...words, '--store', short);
      expect([code, JSON.stringify(told)]).toEqual([1, expect.stringContaining('its end is gone')]);
    }
  } finally {
    other.remove();
  }
}

describe('timeline prove and check', () => {
  /** Checks a proof where nothing but it and the public key are. */
  async function checked(proof: unknown): Promise<unknown> {
    const elsewhere = temporaryFolder();
    try {
      elsewhere.write('proof.json', JSON.stringify(proof));
      elsewhere.write('key.pub', readFileSync(at('operator.pem.pub'), 'utf8'));
      const answer = await timeline(
        elsewhere.path,
        ...['check', 'proof.json', '--key', 'key.pub', '--json'],
      );
      expect(existsSync(join(elsewhere.path, 'var'))).toBe(false);
      expect(answer.code).toBe(JSON.parse(answer.stdout).valid ? 0 : 1);
      return JSON.parse(answer.stdout);
    } finally {
      elsewhere.remove();
    }
  }

  it('prove one event to who has no store', async () => {
    const proof = await told<InclusionProof>('prove', event);
    expect(await checked(proof)).toMatchObject({
      proves: 'event',
      valid: true,
      event: { id: event, authority: 'sunderland' },
      head: { events: second?.seal.head.events },
    });
    folder.write('proof.json', JSON.stringify(proof));
    expect(await done('check', 'proof.json', '--key', 'operator.pem.pub')).toContain(
      `was number ${proof.index + 1} of the ${second?.seal.head.events} events`,
    );
    const early = await told<InclusionProof>('prove', event, '--seal', 'first.json');
    expect(early.head).toEqual(first?.seal.head);
    const forged = { ...proof, event: { ...proof.event, authority: 'merton' } };
    expect(await checked(forged)).toMatchObject({
      valid: false,
      reason: expect.stringContaining('do not lead to the root'),
    });
  });

  it('prove that the log only grew', async () => {
    await done('prove', '--since', 'first.json', '--output', 'growth.json');
    const proof = JSON.parse(readFileSync(at('growth.json'), 'utf8')) as GrowthProof;
    expect(await checked(proof)).toMatchObject({ proves: 'growth', valid: true });
    expect(await checked({ ...proof, path: [] })).toMatchObject({ valid: false });
    const told = await done('check', 'growth.json', '--key', 'operator.pem.pub');
    expect(told).toContain('nothing was changed, moved or taken out between the two');
    expect(await done('check', 'first.json', '--key', 'operator.pem.pub')).toContain('was sealed');
  });

  it.each([
    [['prove'], 'prove takes one of two'],
    [['prove', 'x', '--since', 'first.json'], 'prove takes one of two'],
    [['prove', 'x', '--seal', 'outcomes.csv'], 'no JSON'],
    [['prove', 'x', '--store', 'memory:'], 'holds nothing to seal'],
    [['check', 'first.json'], 'check needs --key FILE'],
    [['check', 'outcomes.csv', '--key', 'operator.pem.pub'], 'no JSON'],
    [['check', 'first.json', '--key', 'operator.pem'], 'counts as shown'],
  ])('refuse %j', async (words, says) => {
    const refused = await timeline(folder.path, ...words);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  });

  it('say of an event that came later, or was never there, that it is not proved', async () => {
    const never = await timeline(folder.path, 'prove', randomUUID());
    expect(never).toMatchObject({ code: 1, stderr: expect.stringContaining('No event') });
  });

  it('go on after an export and an import, a backup and a restore, and a copy to a server', async () => {
    await done('export', '--format', 'jsonl', '--output', 'log.jsonl');
    await done('import', 'log.jsonl', '--store', 'sqlite:imported.db');
    await done('backup', 'whole.tar');
    // what is left of a store that was sealed once more after its backup says so
    const visit = ['record', 'visit', 'merton', '--kind', 'focused', '--on', '2024-04-05'];
    await done(...visit, '--source', 'Letter', '--store', 'sqlite:imported.db');
    await done('seal', '--key', 'operator.pem', '--store', 'sqlite:imported.db');
    cpSync(at('imported.seals'), at('restored.seals'), { recursive: true });
    const restored = await told('restore', 'whole.tar', '--store', 'sqlite:restored.db');
    const sealedOtherwise = expect.stringContaining('its end is gone');
    expect(restored).toMatchObject({ equal: true, sealedOtherwise });
    const server = new TestServer();
    await server.start();
    try {
      const address = `${server.connectionString}&namespace=t${randomUUID()}`;
      await done('copy', '--to', address);
      const proof = await told<InclusionProof>('prove', event);
      for (const store of ['sqlite:imported.db', 'sqlite:restored.db', address]) {
        const there = ['--seal', second?.file ?? '', '--store', store];
        expect(await told('prove', event, ...there), store).toEqual(proof);
        expect(await told('prove', '--since', 'first.json', ...there), store).toMatchObject({
          to: second?.seal.head,
        });
      }
      // the seals came with the backup, so what follows must go on from them
      expect(await told('seal', '--store', 'sqlite:restored.db')).toHaveLength(3);
      // and with the copy, where they lie for every machine
      expect(await told('seal', '--store', address)).toHaveLength(2);
      await elsewhere(address, proof);
    } finally {
      await server[Symbol.asyncDispose]();
    }
  });
});
