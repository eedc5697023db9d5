import { userInfo } from 'node:os';
import { englandChildren } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';
import { outcomes } from './small-record.ts';

const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

async function json(...args: readonly string[]) {
  const { code, stdout, stderr } = await ask(...args, '--json');
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
  return JSON.parse(stdout);
}

beforeAll(async () => {
  folder.write('outcomes.csv', outcomes);
  await ask('import', 'outcomes.csv');
});
afterAll(() => folder.remove());

describe('record', () => {
  it('asks a day to come back, unless it is said to be planned', async () => {
    const future = ['record', 'inspection-begun', 'merton', '--on', '2100-01-04'];
    future.push('--source', 'Oversight team');
    const { code, stderr } = await ask(...future);
    expect(code).toBe(2);
    expect(stderr).toContain('say --planned');
    expect(await json('activity', 'merton')).toMatchObject({ next: [] });
    expect(await json(...future, '--planned')).toMatchObject({ appended: 1 });
    expect(await json('activity', 'merton')).toMatchObject({ next: [{ start: '2100-01-04' }] });
  });

  const begun = ['record', 'inspection-begun', 'merton', '--on', '2026-03-02'];
  const known = ['--source', 'Call from the council', '--known', '2026-03-03'];

  it('writes a person’s own fact with its writer, and knows it the second time', async () => {
    const first = await json(...begun, ...known, '--by', 'Ann');
    expect(first).toMatchObject({
      appended: 1,
      alreadyKnown: 0,
      events: [
        {
          type: 'InspectionCarriedOut',
          authority: 'merton',
          occurred: { precision: 'day', from: '2026-03-02' },
          known: { from: '2026-03-03', basis: 'announced' },
          actor: { kind: 'person', name: 'Ann' },
          source: { title: 'Call from the council', rank: 'secondary' },
        },
      ],
    });
    expect(await json(...begun, ...known)).toMatchObject({ appended: 0, alreadyKnown: 1 });
    const [row] = await json(
      'due',
      '--authority',
      'merton',
      '--as-of',
      '2026-03-05',
      '--rule',
      'ilacs-cycle',
    );
    expect(row).toMatchObject({ status: 'in_progress', underWay: { basis: 'announced' } });
    const before = await json(
      'due',
      '--authority',
      'merton',
      '--as-of',
      '2026-03-02',
      '--rule',
      'ilacs-cycle',
    );
    expect(before[0].status).not.toBe('in_progress');
  });

  it('takes visits, posts, interventions and statements', async () => {
    const source = ['--source', 'Council web site', '--rank', 'council'];
    const visit = await json(
      'record',
      'visit',
      'sunderland',
      '--on',
      '2018-10-02',
      '--to',
      '2018-10-03',
      '--kind',
      'monitoring',
      '--sequence',
      '1',
      ...source,
    );
    expect(visit.events[0]).toMatchObject({
      type: 'VisitCarriedOut',
      occurred: { precision: 'range', from: '2018-10-02', to: '2018-10-03' },
      data: { kind: 'monitoring', sequence: 1 },
      source: { assertedBy: 'authority' },
      actor: { name: userInfo().username },
    });
    const post = await json(
      'record',
      'leadership',
      'sunderland',
      '--on',
      '2018-08',
      '--role',
      'dcs',
      '--change',
      'started',
      '--person',
      'Ada Example',
      '--status',
      'interim',
      ...source,
    );
    expect(JSON.stringify(post)).not.toContain('Ada Example');
    const { lastKnown } = await json('leadership', 'sunderland');
    expect(lastKnown.dcs).toMatchObject({
      state: 'presumed_ended',
      person: 'Ada Example',
      status: 'interim',
      since: '2018-08',
    });
    await json(
      'record',
      'intervention',
      'sunderland',
      '--on',
      '2018-09-01',
      '--instrument',
      'adviser',
      '--change',
      'started',
      ...source,
    );
    const { inForce } = await json('interventions', 'sunderland');
    expect(inForce).toMatchObject([{ instrument: 'adviser', since: '2018-09-01' }]);
    const statement = await json(
      'record',
      'statement',
      'sunderland',
      '--on',
      '2018-10-29',
      '--clock',
      'action_statement',
      '--known',
      '2018-10-29',
      ...source,
    );
    expect(statement.events[0].data).toEqual({
      of: {
        activity: 'inspection',
        framework: 'SIF',
        days: { precision: 'day', from: '2018-04-23' },
      },
      clock: 'action_statement',
      done: true,
    });
    const rows = await json(
      'due',
      '--authority',
      'sunderland',
      '--as-of',
      '2018-11-02',
      '--rule',
      'action-statement',
    );
    expect(rows).toMatchObject([{ status: 'met', met: { on: '2018-10-29' } }]);
  });

  it.each([
    [['record'], 'not complete'],
    [['record', 'party', 'merton', '--on', '2026-03-02', '--source', 'x'], 'party'],
    [['record', 'visit', 'merton', '--on', '2026-03-02', '--source', 'x'], '--kind'],
    [
      ['record', 'visit', 'merton', '--on', '2026-03', '--kind', 'focused', '--source', 'x'],
      '--on',
    ],
    [
      ['record', 'visit', 'merton', '--on', '2026-03-02', '--kind', 'tea', '--source', 'x'],
      'monitoring',
    ],
    [['record', 'inspection-begun', 'atlantis', '--on', '2026-03-02', '--source', 'x'], 'atlantis'],
    [['record', 'inspection-begun', 'merton', '--on', 'today', '--source', 'x'], '--on'],
    [['record', 'inspection-begun', 'merton', '--on', '2026-02-30', '--source', 'x'], '2026-02-30'],
    [['record', 'inspection-begun', 'merton', '--on', '2026-03-02'], '--source'],
    [
      [
        'record',
        'statement',
        'barnet',
        '--on',
        '2026-03-02',
        '--clock',
        'action_statement',
        '--source',
        'x',
      ],
      '--begun',
    ],
    [
      [
        'record',
        'leadership',
        'merton',
        '--on',
        '2026',
        '--role',
        'dcs',
        '--change',
        'seen',
        '--person',
        'Mr',
        '--source',
        'x',
      ],
      'no name',
    ],
  ])('refuses %j with 2 and adds nothing', async (args, word) => {
    const { head } = await json('verify');
    const { code, stdout, stderr } = await ask(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(word);
    expect((await json('verify')).head).toEqual(head);
  });
});

describe('correct and retract', () => {
  async function report(): Promise<string> {
    const entries: { type: string; id: string; data: { published?: string } }[] = await json(
      'history',
      'sunderland',
    );
    const found = entries.find(
      ({ type, data }) => type === 'ReportPublished' && data.published === '2018-07-25',
    );
    return found!.id;
  }
  const publishedIs = async (day: string) =>
    expect((await json('standing', 'sunderland', '--as-of', '2018-09-01')).report.published).toBe(
      day,
    );

  it('say beforehand what they would write and change, and write nothing', async () => {
    const id = await report();
    const { events: before } = await json('lag');
    const grade = ['--set', 'judgements.0.grade=good', '--why', 'misread'];
    const tried = await json('correct', id, ...grade, '--dry-run', '--quiet');
    expect(tried).toMatchObject({ appended: 1, events: [{ type: 'FactCorrected' }] });
    expect(tried.changes).toContainEqual(
      expect.objectContaining({ kind: 'StandingChanged', authority: 'sunderland' }),
    );
    const page = await ask('retract', id, '--why', 'no report came out', '--dry-run');
    expect(page.stdout).toMatch(/^Retracted, tried out: 1 event; nothing was written\n/);
    expect(page.stdout).toMatch(/What it would change\nSunderland: /);
    expect(page.stdout).not.toContain('To undo it');
    expect(await json('lag')).toMatchObject({ events: before });
  });

  it('append a repair that holds, and a second one that undoes it', async () => {
    const id = await report();
    folder.write(
      'fix.json',
      '{"pointer":"/data/published","value":"2018-07-26","why":"a day late"}',
    );
    const page = await ask('correct', id, '--file', 'fix.json', '--by', 'Ann');
    expect({ code: page.code, stderr: page.stderr }).toEqual({ code: 0, stderr: '' });
    expect(page.stdout).toContain('timeline retract');
    await publishedIs('2018-07-26');
    const again = await json('correct', id, '--file', 'fix.json', '--authority', 'sunderland');
    expect(again).toMatchObject({ appended: 0, alreadyKnown: 1 });
    const undone = await json('retract', again.events[0].id, '--why', 'it was the 25th');
    expect(undone).toMatchObject({ appended: 1, events: [{ type: 'FactRetracted' }] });
    await publishedIs('2018-07-25');
    expect(await json('verify')).toMatchObject({ valid: true });
  });

  it('refuse what cannot hold, with 2 and what to do', async () => {
    const id = await report();
    const nobody = '00000000-0000-5000-8000-000000000000';
    folder.write(
      'nowhere.json',
      '{"pointer":"/data/judgments/0/grade","value":"good","why":"typed"}',
    );
    folder.write(
      'grade.json',
      '{"pointer":"/data/judgements/0/grade","value":"great","why":"typed"}',
    );
    folder.write('broken.json', '{"pointer"');
    for (const [args, word] of [
      [['correct', nobody, '--file', 'fix.json'], 'timeline history'],
      [['correct', id, '--file', 'nowhere.json'], 'leads nowhere'],
      [['correct', id, '--file', 'grade.json'], 'catalogue'],
      [['correct', id, '--file', 'broken.json'], 'not JSON'],
      [['correct', id, '--file', 'none.json'], '--file'],
      [['correct', id, '--file', 'fix.json', '--authority', 'merton'], 'merton'],
      [['retract', nobody, '--why', 'no such thing'], 'timeline history'],
      [['retract', id], '--why'],
      [['retract', id, '--why', 'no'], 'Say in words why, in 3 to 1,000 characters.'],
      [['correct', id, '--set', 'published=2018-07-26', '--why', ' x '], 'Say in words why'],
      [['retract', id, '--why', 'withdrawn', '--known', '2019-01-01'], '--cause source'],
    ] as const) {
      const { code, stdout, stderr } = await ask(...args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).toContain(word);
    }
    await publishedIs('2018-07-25');
  });
});

describe('due under other rules', () => {
  it('lists who moves, and names what is wrong with a policy that cannot be used', async () => {
    const rules = englandChildren.rules.map((rule) =>
      rule.id === 'ilacs-cycle'
        ? { ...rule, offsets: { ...rule.offsets, due: { months: 37 } } }
        : rule,
    );
    folder.write('rules.json', JSON.stringify({ ...englandChildren, rules }));
    const moves = await json('due', '--as-of', '2024-01-01', '--policy', 'rules.json', '--compare');
    expect(moves).toMatchObject([
      {
        authority: { key: 'merton' },
        rules: { a: 'ilacs-cycle', b: 'ilacs-cycle' },
        a: { due: '2025-03-11' },
        b: { due: '2025-04-11' },
      },
    ]);
    const page = await ask('due', '--as-of', '2024-01-01', '--policy', 'rules.json', '--compare');
    expect(page.stdout).toContain('not the rules in force');
    folder.write('rules.json', '{"id":"x"}');
    const { code, stderr } = await ask('due', '--policy', 'rules.json');
    expect(code).toBe(2);
    expect(stderr).toContain('rules');
  });

  it('answers every command by them, and not by those in force, wherever they are named', async () => {
    const rules = englandChildren.rules.map((rule) =>
      rule.id === 'ilacs-cycle'
        ? { ...rule, offsets: { ...rule.offsets, due: { months: 37 } } }
        : rule,
    );
    folder.write('rules.json', JSON.stringify({ ...englandChildren, version: '37', rules }));
    const asked = ['board', '--as-of', '2024-01-01'];
    type Board = readonly {
      readonly authority: { readonly key: string };
      readonly due: readonly { readonly rule: string }[];
    }[];
    const cycleOf = (board: Board) =>
      board
        .find(({ authority }) => authority.key === 'merton')
        ?.due.find(({ rule }) => rule === 'ilacs-cycle');
    expect(cycleOf(await json(...asked))).toMatchObject({ due: '2025-03-11' });
    expect(cycleOf(await json('--policy', 'rules.json', ...asked))).toMatchObject({
      due: '2025-04-11',
      policy: `${englandChildren.id} 37`,
    });
    const table = ['export', '--view', 'due', '--format', 'csv', '--as-of', '2024-01-01'];
    expect((await ask(...table)).stdout).toContain('2025-03-11');
    expect((await ask(...table, '--policy', 'rules.json')).stdout).toContain('2025-04-11');
    folder.write('half.json', '{"id":"x"}');
    for (const command of [['board'], ['standing', 'merton'], ['calendar'], ['serve'], table]) {
      for (const [file, word] of [
        ['no-such-rules.json', 'no-such-rules.json cannot be read'],
        ['half.json', 'half.json is no usable policy'],
      ] as const) {
        const { code, stderr } = await ask(...command, '--policy', file);
        expect({ command, code, stderr }).toMatchObject({ command, code: 2 });
        expect(stderr).toContain(word);
      }
    }
  });
});
