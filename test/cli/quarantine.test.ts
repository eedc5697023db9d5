import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAfterImport } from '../support/asking.ts';
import { timelineProcess } from '../support/command.ts';
import { columns, impossible, letter, paper } from './waiting-files.ts';

/** Where two people decide at once, each has a process of their own. */
const asking = await askAfterImport([]);
const { folder } = asking;
const ask = (...args: readonly string[]) => asking.run(...args);

async function json(...args: readonly string[]) {
  const { code, stdout } = await ask(...args, '--json');
  expect({ args, code }).toEqual({ args, code: 0 });
  return JSON.parse(stdout);
}

beforeAll(async () => {
  folder.write('letter.txt', letter);
  folder.write('gone.pdf', '<!doctype html><p>gone');
  folder.write('doubt.csv', `${columns}\n${impossible}\n`);
  folder.write('papers.jsonl', paper('Cabinet', '2019-08-01', 'good'));
  folder.write('more.jsonl', paper('Scrutiny', '2019-08-02', 'outstanding'));
  const { code } = await ask(
    'import',
    'letter.txt',
    'gone.pdf',
    'doubt.csv',
    'papers.jsonl',
    'more.jsonl',
  );
  expect(code).toBe(1);
});
afterAll(() => asking.remove());

async function idOf(reason: string): Promise<string> {
  const [row] = await json('quarantine', 'list', '--all', '--reason', reason);
  return row.id;
}

describe('the quarantine', () => {
  it('lists what waits, by reason, file and authority', async () => {
    const rows = await json('quarantine', 'list');
    expect(rows.map(({ reason, accept }: Record<string, string>) => [reason, accept])).toEqual([
      ['dates_contradict', 'as_is'],
      ['html_in_pdf', 'claim'],
      ['overall_above_limit', 'correction'],
      ['sources_disagree', 'side'],
    ]);
    expect(await json('quarantine', 'list', '--file', 'LETTER')).toHaveLength(1);
    expect(await json('quarantine', 'list', '--authority', 'merton')).toMatchObject([
      { reason: 'sources_disagree', authority: 'merton', status: 'open' },
    ]);
    expect(await json('quarantine', 'list', '--decided')).toEqual([]);
    const { stdout } = await ask('quarantine', 'list');
    expect(stdout).toContain('4 of 4 in quarantine wait for a decision.');
  });

  it('shows the passage from the document that is kept, and what would become of it', async () => {
    const id = await idOf('dates_contradict');
    const shown = await json('quarantine', 'show', id);
    expect(shown.passage.from).toBe('document');
    expect(shown.passage.lines).toContainEqual({
      place: 'line 2',
      text: '14 January 2019',
      marked: [{ from: 0, to: 15 }],
    });
    expect(shown.claims).toMatchObject([
      { authority: 'durham', event: { type: 'VisitCarriedOut' } },
      { authority: 'durham', event: { type: 'ReportPublished' } },
    ]);
    const { stdout } = await ask('quarantine', 'show', id.slice(0, 8));
    expect(stdout).toContain('> line 2: 14 January 2019');
    expect(stdout).toContain(`timeline quarantine accept ${id.slice(0, 8)}`);
  });

  it('shows both sides of a disagreement with their sources', async () => {
    const { sides, message } = await json('quarantine', 'show', await idOf('sources_disagree'));
    expect(message).toContain('Merton');
    expect(sides).toMatchObject([
      { number: 1, value: 'outstanding', holdsByRule: true, claims: [{ known: '2019-08-02' }] },
      { number: 2, value: 'good', holdsByRule: false, claims: [{ known: '2019-08-01' }] },
    ]);
    expect(sides[1].claims[0].source).toContain('Cabinet');
  });

  it('lets the source hold that a person names, and the answer follows', async () => {
    const standing = () => json('standing', 'merton', '--as-of', '2019-12-31');
    expect((await standing()).overall.grade).toBe('outstanding');
    const id = await idOf('sources_disagree');
    const decided = await json('quarantine', 'accept', id, '--holds', '2', '--by', 'Ann');
    expect(decided).toMatchObject({ status: 'accepted', appended: 1, decidedBefore: false });
    expect((await standing()).overall.grade).toBe('good');
    const again = await ask('import', 'papers.jsonl', 'more.jsonl');
    expect(again.stdout).not.toContain('question');
  });

  it('accepts with changed fields, once, and tells whoever comes second', async () => {
    const id = await idOf('dates_contradict');
    folder.write(
      'changes.json',
      '{"type": "VisitCarriedOut", "occurred": {"precision": "range", "from": "2018-12-19", "to": "2018-12-20"}}',
    );
    const outcomesOf = await Promise.all([
      timelineProcess(folder.path, 'quarantine', 'accept', id, '--file', 'changes.json', '--json'),
      timelineProcess(folder.path, 'quarantine', 'reject', id, '--why', 'misprinted', '--json'),
    ]);
    expect(outcomesOf.map(({ code }) => code).sort()).toEqual([0, 1]);
    const first = outcomesOf.find(({ code }) => code === 0);
    const second = outcomesOf.find(({ code }) => code === 1);
    const { decision } = JSON.parse(first?.stdout ?? '');
    const { error } = JSON.parse(second?.stderr ?? '');
    expect(error.code).toBe('AlreadyDecided');
    expect(error.message).toContain(`by ${decision.by.name}`);
    const rows = await json('quarantine', 'list', '--decided');
    expect(rows.map(({ reason }: { reason: string }) => reason)).toEqual([
      'dates_contradict',
      'sources_disagree',
    ]);
  });

  it('shows the cells of a row, and takes them mended, with all faults told at once', async () => {
    const row = impossible.replace('Kent', 'Nowhere').replace('2022-05-20', '2022-05-32');
    folder.write('row.csv', `${columns}\n${row.replace('inadequate', 'good')}\n`);
    await ask('import', 'row.csv');
    const id = await idOf('unknown_authority');
    const { stdout } = await ask('quarantine', 'show', id);
    expect(stdout).toContain('> authority: Nowhere');
    expect(stdout).toContain('> end_date: 2022-05-32');
    expect(stdout).toContain('    start_date: 2022-05-09');
    expect(stdout).toContain(
      `timeline quarantine accept ${id.slice(0, 8)} --set authority=... --set end_date=...`,
    );
    const still = await ask('quarantine', 'accept', id, '--set', 'authority=Kent');
    expect(still).toMatchObject({ code: 2, stderr: expect.stringContaining('2022-05-32') });
    const none = await ask('quarantine', 'accept', id, '--set', 'colour=red');
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('It has authority, ') });
    const mended = ['--set', 'authority=Kent', '--set', 'end_date=2022-05-20'];
    const decided = await json('quarantine', 'accept', id, ...mended, '--by', 'Ann');
    expect(decided).toMatchObject({ status: 'accepted', decision: { by: { name: 'Ann' } } });
    expect(decided.events).toMatchObject([
      { type: 'InspectionCarriedOut', authority: 'kent', source: { publisher: 'Ofsted' } },
      { type: 'ReportPublished', authority: 'kent' },
    ]);
  });

  it('shows the form of a claim with what the thing itself says, which is never taken as it stands', async () => {
    folder.write('form.pdf', '<!doctype html><p>sign in');
    await ask('import', 'form.pdf');
    const [{ id }] = await json('quarantine', 'list', '--file', 'form.pdf');
    const { stdout } = await ask('quarantine', 'show', id);
    expect(stdout).toContain('cannot be accepted as it is');
    const form = stdout.slice(stdout.indexOf('\n  {\n'), stdout.indexOf('\n  }\n') + 4);
    folder.write('claim.json', form);
    const refused = await ask('quarantine', 'accept', id, '--file', 'claim.json');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('authority') });
    folder.write(
      'claim.json',
      form
        .replace('<key of the authority>', 'kent')
        .replaceAll('<day it was published>', '2022-07-08')
        .replace('<who published it>', 'Ofsted')
        .replace(/<report, [^>]*>/, 'report')
        .replace(/<inspectorate, [^>]*>/, 'inspectorate')
        .replace('<framework>', 'ILACS')
        .replace('<first day on site>', '2022-05-09')
        .replace('<last day on site>', '2022-05-20')
        .replace('<area>', 'overall')
        .replace('<grade>', 'good'),
    );
    const decided = await json('quarantine', 'accept', id, '--file', 'claim.json', '--by', 'Ann');
    expect(decided).toMatchObject({ status: 'accepted', appended: 1 });
  });

  it('is answered by the mended file, and holds nothing of what is no document', async () => {
    const right = impossible.replace('Kent', 'Essex').replace('inadequate', 'good');
    folder.write('mended.csv', `${columns}\n${right.replace('2022-07-08', '2022-07-38')}\n`);
    await ask('import', 'mended.csv');
    const [waiting] = await json('quarantine', 'list', '--file', 'mended.csv');
    // another row came in above it
    const more = right.replace('Essex', 'Norfolk');
    folder.write('mended.csv', `${columns}\n${more}\n${right}\n`);
    expect(await json('import', 'mended.csv')).toMatchObject({ answered: 1, quarantined: [] });
    const [answered] = await json('quarantine', 'list', '--all', '--file', 'mended.csv');
    expect(answered).toMatchObject({ id: waiting.id, status: 'accepted' });
    expect(answered.decision).toMatchObject({ why: 'Mended in mended.csv, row 3.' });
    expect(answered.decision.appended).toHaveLength(2);

    const { events } = await json('lag');
    folder.write('todo.txt', 'Ring the council.\n');
    const refused = await ask('import', 'todo.txt', '--json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      quarantined: [],
      refused: [{ file: 'todo.txt', reason: 'not_recognised' }],
    });
    // the import notes its hash and the reason, and neither its name nor a word of it
    expect(await json('lag')).toMatchObject({ events: events + 1 });
    const log = await ask('export', '--format', 'jsonl');
    expect(log.stdout).toContain('"refused":[{"reason":"not_recognised","sha256":"');
    expect(log.stdout).not.toMatch(/todo\.txt|Ring the council/);
  });

  it('tells before the import what it would ask', async () => {
    const { stdout } = await ask('read', 'doubt.csv');
    expect(stdout).toContain('Would be taken, with a question');
    expect(stdout).toContain('row 2: Overall effectiveness is given as good beside inadequate');
    const [entry] = await json('read', 'doubt.csv');
    expect(entry.doubts).toMatchObject([
      { reason: 'overall_above_limit', locator: 'table outcomes, row 2' },
    ]);
  });

  it('asks which of two values of a document is meant, and says how to undo the answer', async () => {
    folder.write(
      '2024-06-21_durham.txt',
      `Inspection of Durham local authority children\u2019s services
Inspection dates: 6 to 10 May 2024
Judgement\tGrade
Overall effectiveness\tGood
1. The team is in touch with 91% of its care leavers.
2. Advisers are in touch with 95% of care leavers.
`,
    );
    await ask('import', '2024-06-21_durham.txt');
    const id = await idOf('values_differ');
    const { stdout } = await ask('quarantine', 'show', id);
    expect(stdout).toContain('The document gives 91% and 95%');
    expect(stdout).not.toContain('changes.json');
    const accepted = await ask('quarantine', 'accept', id, '--by', 'Ann');
    expect(accepted.stdout.match(/timeline retract /g)).toHaveLength(2);
  });

  it('rejects with a reason, and what was rejected does not wait again', async () => {
    const id = await idOf('html_in_pdf');
    const rejected = await json('quarantine', 'reject', id, '--why', 'gone for good', '--by', 'Bo');
    expect(rejected).toMatchObject({
      status: 'rejected',
      decision: { by: { kind: 'person', name: 'Bo' }, why: 'gone for good' },
    });
    const { code, stdout } = await ask('import', 'gone.pdf', '--json');
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, quarantined: [], decided: 1 });
  });

  it('refuses what makes no sense, and says what to do', async () => {
    const id = await idOf('overall_above_limit');
    const refused: readonly (readonly [string, ...string[]])[] = [
      ['exclude', 'list', '--decided', '--all'],
      ['--as-of', 'list', '--as-of', '2020-01-01'],
      ['quarantine list --all', 'show', 'ffffffff'],
      ['as printed', 'accept', id],
      ['--file', 'accept', id, '--file', 'no.json'],
      ['is not JSON', 'accept', id, '--file', 'letter.txt'],
      ['--why', 'reject', id],
      ['Say in words why', 'reject', id, '--why', 'no'],
    ];
    const ended = await Promise.all(refused.map(([_, ...words]) => ask('quarantine', ...words)));
    for (const [index, [told]] of refused.entries()) {
      expect(ended[index]).toMatchObject({ code: 2, stdout: '' });
      expect(ended[index]?.stderr).toContain(told);
    }
  });
});

describe('a field that is not sure', () => {
  it('waits with what it would add to a claim of its document, and is added as read by who agrees', async () => {
    // whether it ends without a word on priority action cannot be told of a letter that breaks off
    folder.write('torn.txt', letter.replace('14 January', '14 March').replace(/Yours[\s\S]*/, ''));
    expect((await ask('import', 'torn.txt')).code).toBe(1);
    const [row] = await json('quarantine', 'list', '--reason', 'unsure');
    expect(row).toMatchObject({ accept: 'as_is', authority: 'durham' });
    const { events } = await json('quarantine', 'accept', row.id, '--by', 'Ada');
    expect(events).toMatchObject([{ type: 'FactCorrected', actor: { name: 'Ada' } }]);
    const { places } = await json('correct', events[0].data.target);
    expect(places).toContainEqual({
      path: 'data.priorityAction',
      pointer: '/data/priorityAction',
      value: false,
    });
  });
});
