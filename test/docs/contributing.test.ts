import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '../cli/small-record.ts';
import { outcomeOf, startNode, temporaryFolder } from '../support/command.ts';
import { documentAt } from './documents.ts';
import { followIn } from './followed-tree.ts';

const tree = temporaryFolder();
followIn(tree.path, documentAt('CONTRIBUTING.md'));
// the suite of the recipe's engine, by the contract of the copy
await import(join(tree.path, 'test/contract/journal.test.ts'));

/** Puts a claim of the new type and a report under the new framework into a log of the new engine. */
const filling = `
import { claimId, streamOf, validateClaim } from '@monitoring-timeline/core';
import { openJournalStore } from '@monitoring-timeline/core/journal';
const source = { publisher: 'A council', rank: 'council', title: 'A paper', assertedBy: 'authority' };
const inspectorate = { ...source, publisher: 'Ofsted', rank: 'report', assertedBy: 'inspectorate' };
const on = (day) => ({ occurred: { precision: 'day', from: day }, known: { from: day, basis: 'published' } });
const claim = (content) => validateClaim({ id: claimId(content), ...content });
const store = await openJournalStore(process.argv[2]);
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

/** Asks the command of the tree one question after the other: one process loads it for all of them. */
const asking = `
import { Writable } from 'node:stream';
import { run } from './index.ts';
const said = [];
for (const words of JSON.parse(process.argv[2])) {
  let [stdout, stderr] = ['', ''];
  const out = new Writable({ write(piece, _, done) { stdout += piece; done(); } });
  const err = new Writable({ write(piece, _, done) { stderr += piece; done(); } });
  const code = await run(words, { out, err, columns: 100, colours: false, progress: false });
  said.push({ code, stdout, stderr });
}
console.log(JSON.stringify(said));
`;

async function ran(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await outcomeOf(startNode(tree.path, words));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const store = ['--store', 'journal:log.jsonl'];
const command = [join(tree.path, 'packages/cli/src/main.ts'), ...store];

/** Each question as the command and as the service take it. */
const questions = {
  field: [['authorities', '--region', 'South East'], '/api/authorities?region=South%20East'],
  event: [
    ['history', 'slough', '--as-of', '2031-12-31'],
    '/api/authorities/slough/history?asOf=2031-12-31',
  ],
  framework: [
    ['standing', 'slough', '--as-of', '2031-12-31'],
    '/api/authorities/slough/standing?asOf=2031-12-31',
  ],
  kind: [['interventions', 'durham'], '/api/authorities/durham/interventions'],
  rule: [
    ['due', '--rule', 'told-to-scrutiny', '--as-of', '2022-06-01'],
    '/api/due?rule=told-to-scrutiny&asOf=2022-06-01',
  ],
  question: [['waits-for-publication'], '/api/waits-for-publication'],
  projection: [['reports-a-month'], '/api/reports-a-month'],
  engine: [['verify'], '/api/events?limit=1'],
} as const;
type Asked = keyof typeof questions;

describe('a tree in which the recipes of CONTRIBUTING.md were followed', () => {
  const serving = { url: '', stop: async (): Promise<void> => {} };
  /** What the command answered to each. */
  const answered = new Map<string, unknown>();

  beforeAll(async () => {
    const fill = join(tree.path, 'packages/cli/src/fill.mjs');
    writeFileSync(fill, filling);
    await ran(fill, join(tree.path, 'log.jsonl'));
    const notice = resolve(import.meta.dirname, '../../docs/examples/improvement-notice.txt');
    copyFileSync(notice, join(tree.path, 'notice.txt'));
    tree.write('outcomes.csv', outcomes);
    const imported = await ran(...command, 'import', 'outcomes.csv', 'notice.txt', '--json');
    expect(JSON.parse(imported)).toMatchObject({ recognised: 2, quarantined: [] });
    tree.write('packages/cli/src/asking.mjs', asking);
    const all = Object.values(questions).map(([words]) => [...words, ...store, '--json']);
    const said: readonly {
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    }[] = JSON.parse(
      await ran(join(tree.path, 'packages/cli/src/asking.mjs'), JSON.stringify(all)),
    );
    for (const [index, name] of Object.keys(questions).entries()) {
      const { code, stdout, stderr } = said[index]!;
      expect({ name, code, stderr }).toEqual({ name, code: 0, stderr: '' });
      answered.set(name, JSON.parse(stdout));
    }
    const child = startNode(tree.path, [...command, 'serve', '--port', '0', '--json']);
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

  /** What the command answers and what the service answers, side by side. */
  const asked = async (name: Asked): Promise<readonly unknown[]> => {
    const response = await fetch(serving.url + questions[name][1]);
    return [answered.get(name), await response.json()];
  };

  it('has the field', async () => {
    const answers = await asked('field');
    const slough = expect.objectContaining({ key: 'slough', aliases: expect.any(Array) });
    for (const answer of answers) expect(answer).toContainEqual(slough);
  });

  it('has the event', async () => {
    const answers = await asked('event');
    for (const answer of answers) {
      expect(JSON.stringify(answer)).toContain('Peer review by Luton: the front door');
    }
  });

  it('has the framework', async () => {
    const answers = await asked('framework');
    const areas = {
      leadership: { grade: 'good', framework: 'PRACTICE' },
      children_in_care: { grade: 'outstanding', framework: 'PRACTICE' },
    };
    for (const answer of answers) expect(answer).toMatchObject({ areas });
  });

  it('has the kind of document', async () => {
    const answers = await asked('kind');
    for (const answer of answers) {
      expect(answer).toMatchObject({ history: [{ instrument: 'improvement_notice' }] });
    }
  });

  it('has the rule', async () => {
    const answers = await asked('rule');
    const merton = { authority: { key: 'merton' }, due: '2022-08-09' };
    for (const answer of answers) expect(answer).toMatchObject([merton]);
  });

  it('has the question', async () => {
    const answers = await asked('question');
    const median = [
      { region: 'London', median: 59 },
      { region: 'North East', median: 68 },
    ];
    for (const answer of answers) expect(answer).toMatchObject(median);
  });

  it('has the projection', async () => {
    const answers = await asked('projection');
    const months = ['2015-07', '2018-07', '2022-05', '2031-03'];
    const rows = months.map((month) => ({ month, reports: 1 }));
    for (const answer of answers) expect(answer).toEqual(rows);
  });

  it('has the engine, which kept the log of all that', async () => {
    const [verified, listed] = await asked('engine');
    const lines = readFileSync(join(tree.path, 'log.jsonl'), 'utf8').trimEnd().split('\n');
    expect(verified).toMatchObject({ valid: true, events: lines.length });
    expect(listed).toEqual([JSON.parse(lines[0] ?? '')]);
  });
});
