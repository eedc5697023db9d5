import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';
import { shippedStoreIn } from '../support/shipped-store.ts';

/**
 * Every question of the command's contract (architecture, "What people type") on the shipped record: the words of the call, the
 * keys that the answer or its first row must have, and a call that cannot be carried out.
 */
interface Asked {
  readonly words: readonly string[];
  readonly keys: readonly string[];
  /** True where the answer is a list. */
  readonly list?: boolean;
  /** True where it is JSON lines instead of one document. */
  readonly lines?: boolean;
  /** Words of calls that are wrong. */
  readonly wrong: readonly (readonly string[])[];
}

const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

beforeAll(() => shippedStoreIn(folder.path));
afterAll(() => folder.remove());

const badDay = ['--as-of', '2018-02-30'];
const badOption = ['--no-such-option'];
const nobody = 'Atlantis-on-Sea';

/** The calls that are wrong for every command about one authority. */
const aboutOne = (command: string, ...rest: readonly string[]) => [
  [command, nobody, ...rest],
  [command, 'England', ...rest],
  [command, 'sunderland', ...rest, ...badDay],
  [command, 'sunderland', ...rest, ...badOption],
  [command],
];
/** And for every command about many. */
const aboutMany = (command: string, ...rest: readonly string[]) => [
  [command, ...rest, ...badDay],
  [command, ...rest, ...badOption],
];

const rowKeys = ['authority', 'rule', 'version', 'basis', 'anchor', 'opens', 'due', 'closes'];
const questions: Readonly<Record<string, Asked>> = {
  standing: {
    words: ['standing', 'sunderland', '--as-of', '2018-08-01'],
    keys: ['authority', 'asOf', 'knownAt', 'status', 'overall', 'areas', 'because'],
    wrong: aboutOne('standing'),
  },
  trajectory: {
    words: ['trajectory', 'sunderland', '--as-of', '2018-08-01'],
    keys: [
      ...['authority', 'areas', 'overall', 'summary', 'visits', 'indicators', 'themes'],
      ...['leadershipChanges', 'because'],
    ],
    wrong: aboutOne('trajectory'),
  },
  'trajectory with crosswalks': {
    words: ['trajectory', 'sunderland', '--crosswalk'],
    keys: ['areas', 'summary'],
    wrong: [],
  },
  due: {
    words: ['due', '--region', 'north east'],
    keys: [...rowKeys, 'status', 'daysPast', 'suspensions', 'recordTo', 'certainty', 'because'],
    list: true,
    wrong: [
      ...aboutMany('due'),
      ['due', '--region', 'nort'],
      ['due', '--authority', nobody],
      ['due', '--status', 'late'],
      ['due', '--rule', 'no-such-rule'],
      ['due', '--within', 'soon'],
      ['due', '--policy', 'nowhere.json'],
      ['due', '--compare'],
      ['due', 'sunderland', '--authority', 'leeds'],
    ],
  },
  'due of one authority': {
    words: ['due', 'sunderland'],
    keys: [...rowKeys, 'status', 'certainty', 'because'],
    list: true,
    wrong: [['due', nobody]],
  },
  'due, looking ahead': {
    words: ['due', '--within', '6m', '--rule', 'ilacs-cycle'],
    keys: [...rowKeys, 'next'],
    list: true,
    wrong: [],
  },
  leadership: {
    words: ['leadership', 'sunderland', '--role', 'dcs'],
    keys: ['authority', 'holders', 'tenures', 'turnover', 'conflicts', 'because'],
    wrong: [...aboutOne('leadership'), ['leadership', 'sunderland', '--role', 'king']],
  },
  themes: {
    words: ['themes', 'sunderland'],
    keys: ['authority', 'themes', 'because'],
    wrong: aboutOne('themes'),
  },
  interventions: {
    words: ['interventions', 'sunderland'],
    keys: ['authority', 'inForce', 'history', 'delivery', 'because'],
    wrong: aboutOne('interventions'),
  },
  hindsight: {
    words: ['hindsight', 'sunderland', '--known-at', '2026-01-01'],
    keys: ['authority', 'asOf', 'knownAt', 'recordTo', 'steps', 'because'],
    wrong: aboutOne('hindsight'),
  },
  commitments: {
    words: ['commitments', '--within', '2020', '--authority', 'Cheshire East'],
    keys: ['authority', 'topic', 'due', 'status', 'kept', 'because'],
    list: true,
    wrong: [
      ...aboutMany('commitments'),
      ['commitments', '--by', 'soon'],
      ['commitments', '--within', '2020-13'],
      ['commitments', '--authority', nobody],
    ],
  },
  activity: {
    words: ['activity', 'stockton-on-tees', '--since', '2018-01-01'],
    keys: ['authority', 'lastContact', 'sinceLastGrade', 'activities', 'recordTo', 'because'],
    wrong: [...aboutOne('activity'), ['activity', 'sunderland', '--since', 'soon']],
  },
  findings: {
    words: ['findings', '--region', 'North East', '--topic', 'care'],
    keys: ['topic', 'authorities', 'reports', 'recurring', 'findings', 'because'],
    list: true,
    wrong: [...aboutMany('findings'), ['findings', '--region', 'nort']],
  },
  list: {
    words: ['list', '--where', 'overall=good', '--neighbours-of', 'sunderland'],
    keys: ['authority', 'status', 'overall', 'grades', 'because'],
    list: true,
    wrong: [
      ...aboutMany('list'),
      ['list', '--where', 'overall'],
      ['list', '--where', 'overall=great'],
      ['list', '--neighbours-of', nobody],
    ],
  },
  board: {
    words: ['board', '--region', 'north east'],
    keys: ['authority', 'standing', 'trajectory', 'lastActivity', 'nextActivity', 'due', 'because'],
    list: true,
    wrong: [...aboutMany('board'), ['board', '--region', 'nort']],
  },
  'explain standing': {
    words: ['explain', 'sunderland', 'standing'],
    keys: ['authority', 'question', 'answers', 'rules', 'because'],
    wrong: [...aboutOne('explain', 'standing'), ['explain', 'sunderland'], ['explain', 'due']],
  },
  'explain trajectory': {
    words: ['explain', 'Stockton', 'on', 'Tees', 'trajectory'],
    keys: ['answers', 'rules'],
    wrong: [],
  },
  'explain due': { words: ['explain', 'sunderland', 'due'], keys: ['answers', 'rules'], wrong: [] },
  diff: {
    words: ['diff', '--from', '2018-07-24', '--to', '2018-07-25', 'sunderland'],
    keys: ['from', 'to', 'recordTo', 'authorities'],
    wrong: [
      ['diff', '--from', '2018-07-25', '--to', '2018-07-24'],
      ['diff', '--from', '2018-07-24', '--to', '2018-07-25', nobody],
      ['diff', '--from', '2018-07-24', '--to', '2018-02-30'],
      ['diff', '--from', '2018-07-24', '--since', 'last-week'],
      ['diff', '--since', 'soon'],
      ['diff', '--from', '2018-07-24', '--to', '2018-07-25', '--known-at', '2018-07-25'],
    ],
  },
  'diff --summary': {
    words: ['diff', '--from', '2018-07-24', '--to', '2018-07-25', '--summary', 'sunderland'],
    keys: ['from', 'to', 'authorities', 'summary'],
    wrong: [],
  },
  replay: {
    words: ['replay', 'sunderland', '--from', '2018-07-25', '--to', '2018-07-25'],
    keys: ['day', 'authority', 'event', 'changes'],
    lines: true,
    wrong: [
      ['replay', nobody],
      ['replay', '--from', 'soon'],
      ['replay', '--speed', 'fast'],
      ['replay', '--from', '2018-07-25', '--to', '2018-07-24'],
      ['replay', '--as-of', '2018-07-25'],
    ],
  },
  subscribe: {
    words: ['subscribe', '--until-caught-up', '--authority', 'sunderland'],
    keys: ['event', 'stream', 'position', 'recorded'],
    lines: true,
    wrong: [
      ['subscribe', '--until-caught-up', '--authority', nobody],
      ['subscribe', '--until-caught-up', '--region', 'nort'],
      ['subscribe', '--until-caught-up', '--type', 'ReportImagined'],
      ['subscribe', '--until-caught-up', '--from', 'page three'],
    ],
  },
  notices: {
    words: ['notices'],
    keys: [],
    list: true,
    wrong: [
      ['notices', '--after', 'yesterday'],
      ['notices', '--as-of', '2018-01-01'],
    ],
  },
  compare: {
    words: ['compare', 'sunderland', 'stockton', 'on', 'tees'],
    keys: ['asOf', 'knownAt', 'recordTo', 'authorities', 'areas', 'notes', 'because'],
    wrong: [['compare'], ['compare', 'sunderland'], ...aboutMany('compare', 'leeds', nobody)],
  },
  'compare --peers': {
    words: ['compare', 'sunderland', '--peers'],
    keys: ['authorities', 'areas', 'notes', 'peers'],
    wrong: [['compare', '--peers']],
  },
  reconcile: {
    words: ['reconcile', 'SIF', 'outcomes', 'at', '5', 'August', '2016'],
    keys: ['title', 'cells', 'equal', 'differing', 'rows', 'because'],
    wrong: [['reconcile', 'a table of none'], ['reconcile'], ['reconcile', 'SIF outcomes']],
  },
  lag: { words: ['lag'], keys: ['events', 'reached', 'behind', 'stopped'], wrong: [] },
  picture: {
    words: ['picture', '--region', 'London'],
    keys: ['asOf', 'knownAt', 'authorities', 'recordTo', 'areas'],
    wrong: aboutMany('picture'),
  },
  history: {
    words: ['history', 'sunderland'],
    keys: ['position', 'id', 'type', 'occurred', 'known', 'recorded', 'summary', 'source'],
    list: true,
    wrong: [['history', nobody], ['history'], ['history', 'sunderland', ...badDay]],
  },
  coverage: {
    words: ['coverage'],
    keys: ['activity', 'from', 'to', 'source'],
    list: true,
    wrong: aboutMany('coverage'),
  },
  verify: {
    words: ['verify'],
    keys: ['events', 'streams', 'head', 'valid', 'firstBroken'],
    wrong: [['verify', ...badOption]],
  },
};

describe('a question to the shipped record', () => {
  it.each(Object.entries(questions))(
    '%s is answered with --json by one document, or by JSON lines, alone',
    async (_, { words, keys, list, lines }) => {
      const { code, stdout, stderr } = await ask(...words, '--json');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const given: unknown = lines
        ? stdout
            .trimEnd()
            .split('\n')
            .map((line): unknown => JSON.parse(line))
        : JSON.parse(stdout);
      if (list || lines) expect(Array.isArray(given)).toBe(true);
      const rows = (list || lines ? given : [given]) as readonly object[];
      if (keys.length > 0) expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) for (const key of keys) expect(row).toHaveProperty([key]);
      expect(stdout).not.toMatch(/"(?:rank|score|mean|average)": *\d/);
    },
  );

  const pages = Object.entries(questions).filter(([, { lines }]) => !lines);
  it.each(pages)(
    '%s is answered for a person by a page within its width, with attribution',
    async (_, { words }) => {
      const { code, stdout } = await ask(...words, '--quiet');
      expect(code).toBe(0);
      expect(stdout).toContain('Open Government Licence v3.0');
      if (words[0] === 'history') return;
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    },
  );

  const mistaken = Object.entries(questions).filter(([, { wrong }]) => wrong.length > 0);
  it.each(mistaken)(
    '%s refuses a call that is wrong with 2 and what to type',
    async (_, { wrong }) => {
      await Promise.all(
        wrong.map(async (words) => {
          const { code, stdout, stderr } = await ask(...words, '--json');
          expect({ words, code, stdout }).toEqual({ words, code: 2, stdout: '' });
          const { error } = JSON.parse(stderr);
          expect(error.message).toMatch(/[.?)]$/);
          expect(error.message).not.toContain('    at ');
        }),
      );
    },
  );
});
