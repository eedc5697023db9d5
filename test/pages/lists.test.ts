import type { BoardRow, DueRow, ListedAuthority, Picture } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { attribute, marked, opened, type PageRead, tagged, textOf } from './page.ts';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

const days = ['asOf=2026-08-31', 'asOf=2018-06-30&knownAt=2026-01-01'] as const;

async function api<T>(path: string): Promise<T> {
  const { body } = await serving.service.app.inject({
    url: `/api${path}`,
    headers: { host: 'localhost' },
  });
  return JSON.parse(body) as T;
}

const open = (url: string) => opened(serving, url);
const valuesOf = (page: Pick<PageRead, 'elements'>, name: string) =>
  marked(page, name).map(({ value }) => value);

describe.each(days)('at %s the list of authorities', (at) => {
  it('holds those that a grade of the picture is about, and no others', async () => {
    const { areas } = await api<Picture>(`/picture?${at}`);
    for (const [area, { counts }] of Object.entries(areas).slice(0, 3)) {
      for (const [grade, count] of Object.entries(counts)) {
        if (count === 0) continue;
        const where = encodeURIComponent(`${area}=${grade}`);
        const listed = await api<readonly ListedAuthority[]>(`/list?where=${where}&${at}`);
        const page = await open(`/authorities?where=${where}&${at}`);
        expect(valuesOf(page, 'data-authority')).toEqual(
          listed.map(({ authority }) => authority.key),
        );
        expect(listed.length).toBeGreaterThanOrEqual(count);
      }
    }
  });
});

describe('the list of authorities', () => {
  const keys = async (query: string) =>
    valuesOf(await open(`/authorities?${query}`), 'data-authority');

  it('is narrowed and ordered by its address, and nobody is ranked by grade', async () => {
    const at = 'asOf=2026-08-31';
    const board = await api<readonly BoardRow[]>(`/board?${at}`);
    const those = (wanted: (row: BoardRow) => boolean) =>
      board.filter(wanted).map(({ authority }) => authority.key);
    expect(await keys(`${at}&inadequate=true`)).toEqual(
      those(
        (row) => row.standing.inadequateAreas.length > 0 || row.standing.overall === 'inadequate',
      ),
    );
    expect(await keys(`${at}&declining=true`)).toEqual(
      those(({ trajectory }) => trajectory.label === 'declining' || trajectory.declined.length > 0),
    );
    expect(await keys(`${at}&priorityAction=true`)).toEqual(
      those(({ priorityActions }) => priorityActions.length > 0),
    );
    expect(await keys(`${at}&past=true`)).toEqual(
      those(({ due }) => due.some(({ status }) => status === 'overdue' || status === 'not_known')),
    );
    const published = (await keys(`${at}&sort=published`)).map(
      (key) => board.find(({ authority }) => authority.key === key)!.standing.published ?? '',
    );
    expect(published).toEqual(published.toSorted().reverse());
    expect((await open('/authorities?sort=grade')).status).toBe(400);
  });

  it('is of one’s own where an address names it', async () => {
    expect(await keys('authorities=slough,Cheshire%20East&authorities=E08000024')).toEqual([
      'cheshire-east',
      'slough',
      'sunderland',
    ]);
    expect((await open('/authorities?authorities=nobody-of-that-name')).status).toBe(404);
  });

  it('of one’s own takes one more by its form and loses one by a link, and keeps filters and days', async () => {
    const query = 'authorities=slough,merton&past=true&sort=due&asOf=2026-08-31';
    const page = await open(`/authorities?${query}`);
    expect(valuesOf(page, 'data-member')).toEqual(['slough', 'merton']);
    const hrefs = tagged(page, 'a').map((link) => attribute(link, 'href') ?? '');
    expect(hrefs).toContain('/authorities?asOf=2026-08-31&sort=due&past=true&authorities=merton');
    const board = await api<readonly BoardRow[]>(
      '/board?authorities=slough&authorities=merton&asOf=2026-08-31',
    );
    expect(board.map(({ authority }) => authority.key)).toEqual(['merton', 'slough']);
    const csv = hrefs.find((href) => href.startsWith('/api/board.csv'))!;
    const rows = (await serving.ask(csv)).text.trim().split('\r\n');
    expect(rows.slice(1).map((row) => /merton|slough/.exec(row)?.[0])).toEqual([
      'merton',
      'slough',
    ]);
    const three = 'Bournemouth, Christchurch and Poole,slough';
    expect(await keys(`authorities=${encodeURIComponent(three)}`)).toEqual([
      'bournemouth-christchurch-and-poole',
      'slough',
    ]);
    expect(await keys(`${query}&authorities=Bristol`)).toEqual(
      await keys('authorities=slough,merton,bristol&past=true&sort=due&asOf=2026-08-31'),
    );
  });
});

describe('the list of clocks', () => {
  const at = 'asOf=2020-06-01&knownAt=2026-08-31';

  it('is of one rule, status, certainty or list of one’s own, as the API has it, and shows where a clock stood still', async () => {
    const all = await api<readonly DueRow[]>(`/due?limit=2000&${at}`);
    const stood = all.filter(({ suspensions }) => suspensions.length > 0);
    expect(stood.length).toBeGreaterThan(0);
    const open = async (query: string) => opened(serving, `/due?${at}&${query}`);
    for (const query of [
      'certainty=beyond_record',
      'status=suspended',
      'rule=ilacs-cycle',
      'authorities=slough,merton',
    ]) {
      const words = query.replace(/^authorities=(\w+),(\w+)$/, 'authorities=$1&authorities=$2');
      const rows = await api<readonly DueRow[]>(`/due?limit=2000&${at}&${words}`);
      const page = await open(query);
      const shown = marked(page, 'data-status').map(({ value }) => value);
      expect(shown.toSorted(), query).toEqual(rows.map(({ status }) => status).toSorted());
      expect(textOf(page.elements[0]!)).toContain(
        rows.some(({ suspensions }) => suspensions.length > 0) ? 'Stood still from' : '',
      );
    }
  });

  it('names what each waits for, so that two steps owed after one report differ', async () => {
    const page = await opened(serving, `/due?${at}`);
    const text = textOf(page.elements[0]!);
    expect(text).toContain('Publication of the report by the authority');
    expect(text).toContain('Statement of proposed action');
    expect(text).not.toContain('Action statement, owed');
  });

  it('leads to a calendar, a feed, mails and a webhook of the same interest', async () => {
    const page = await open('/due?region=North+East&rule=ilacs-cycle');
    const hrefs = tagged(page, 'a').map((link) => attribute(link, 'href') ?? '');
    expect(hrefs).toEqual(
      expect.arrayContaining(['/calendar/north-east.ics', '/calendar/north-east.ics?alarm=P7D']),
    );
    const feed = hrefs.find((href) => href.startsWith('/notices.atom?'))!;
    for (const address of [feed, '/calendar/north-east.ics?alarm=P7D']) {
      expect((await serving.ask(address)).status).toBe(200);
    }
    const interest =
      '?region=North+East&rule=ilacs-cycle&type=WindowOpened&type=BecameDue&type=BecameOverdue&type=PastNotKnown';
    expect(feed).toBe(`/notices.atom${interest}`);
    expect(hrefs).toEqual(
      expect.arrayContaining([
        `/subscriptions${interest}#mail`,
        `/subscriptions${interest}#webhook`,
      ]),
    );
    const own = await open('/due?authorities=slough');
    expect(tagged(own, 'a').map((link) => attribute(link, 'href'))).toContain(
      '/calendar/authorities/slough.ics',
    );
  });
});
