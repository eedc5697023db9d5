import type { Diff, Hindsight, Standing } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { attribute, marked, opened, type PageRead, tagged, textOf } from './page.ts';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

const open = (url: string) => opened(serving, url);
const days = {
  asOf: '2018-06-01',
  knownAt: '2026-01-01',
  recordedAt: '2035-01-01T00:00:00Z',
  public: 'true',
};

/** An address of each page. */
const pages = [
  '/?since=P6M',
  '/authorities?region=North+East',
  '/due?region=North+East',
  '/findings',
  '/authorities/sunderland',
  '/authorities/sunderland/time?area=leadership&from=2014',
  '/compare?authorities=sunderland,merton',
  '/compare?authorities=sunderland',
  '/learned?authority=sunderland&from=2018-07-24&to=2018-07-25',
  '/learned?from=2018-07-24&to=2018-07-25',
  '/authorities/sunderland/why/standing',
  '/authorities/sunderlnd',
] as const;

/** What is about no days: calendars, feeds, what one is told by, the log, facts to put right, and what says what a program can ask. */
const ofNoDays = /^\/(?:api$|calendar[./]|facts\/|log$|notices\.atom|subscriptions)/;

/** Pages that lead to pairs of days which they tell of. */
const ofOtherDays = /\/time|learned/;
const twoDays = new Set(['asOf', 'knownAt']);

function wordsOf(href: string): URLSearchParams {
  return new URL(href, 'http://localhost').searchParams;
}

const forms = ({ elements }: Pick<PageRead, 'elements'>) =>
  elements.filter(({ tagName }) => tagName === 'form');

function fieldsOf(form: PageRead['elements'][number]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...below(form)]
      .filter(({ tagName }) => tagName === 'input')
      .map((field) => [attribute(field, 'name') ?? '', attribute(field, 'value') ?? '']),
  );
}

function* below(node: PageRead['elements'][number]): Generator<PageRead['elements'][number]> {
  for (const child of node.childNodes) {
    if ('tagName' in child) {
      yield child;
      yield* below(child);
    }
  }
}

describe.each(pages)('a page about other days, at %s', (url) => {
  let page: PageRead;
  beforeAll(async () => {
    page = await open(`${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(days)}`);
  });

  it('says so, and hands all of them on by every link and every form', () => {
    const links = tagged(page, 'a').filter((one) => {
      const href = attribute(one, 'href') ?? '';
      const moves = attribute(one, 'rel') === 'prev' || attribute(one, 'rel') === 'next';
      return href.startsWith('/') && !ofNoDays.test(href) && !moves;
    });
    const left = links.filter((one) => {
      const href = attribute(one, 'href') ?? '';
      // signing in leads back to the page
      const to = href.startsWith('/sign-in') ? wordsOf(href).get('to') : null;
      const own = wordsOf(to ?? href);
      return Object.entries(days).some(([name, day]) => {
        // what is known at is told by its two days
        if (name === 'knownAt' && own.has('to')) return false;
        const kept =
          ofOtherDays.test(url) && twoDays.has(name) ? own.has(name) : own.get(name) === day;
        return !kept;
      });
    });
    expect(left.map(textOf)).toEqual(url.includes('sunderlnd') ? [] : ['Back to today']);
    expect(links.length).toBeGreaterThan(1);
    for (const form of forms(page)) expect(fieldsOf(form)).toMatchObject(days);
  });
});

describe('the form of days', () => {
  it('goes on month by month, with what else stands in the address', async () => {
    const page = await open('/due?region=North+East&asOf=2018-06-15&knownAt=2026-01-01');
    const moves = marked(page, 'rel').filter(({ value }) => value === 'prev' || value === 'next');
    expect(moves.map(({ element }) => [textOf(element), attribute(element, 'href')])).toEqual([
      ['A month earlier:‹31 May 2018', '/due?asOf=2018-05-31&knownAt=2026-01-01&region=North+East'],
      ['A month later:30 June 2018›', '/due?asOf=2018-06-30&knownAt=2026-01-01&region=North+East'],
    ]);
    const [range] = marked(page, 'data-first-month');
    expect(range?.value).toBe('2009-01');
    expect(attribute(range!.element, 'data-last-month')).toMatch(/^\d{4}-\d{2}$/);
  });

  it('has no month after today', async () => {
    const moves = marked(await open('/due'), 'rel').map(({ value }) => value);
    expect(moves).toContain('prev');
    expect(moves).not.toContain('next');
  });
});

async function api<T>(path: string): Promise<T> {
  const { body } = await serving.service.app.inject({
    url: `/api${path}`,
    headers: { host: 'localhost' },
  });
  return JSON.parse(body) as T;
}

describe.each([
  ['cheshire-east', 'care_leavers', 'asOf=2026-08-31&knownAt=2023-01-01'],
  ['dorset-to-2019', 'leadership', 'asOf=2018-06-30&knownAt=2026-01-01'],
] as const)('both axes of time, of %s and its %s at %s', (key, area, at) => {
  it('have in each cell what the standing at its two days is, and a cell for each there is', async () => {
    const page = await open(`/authorities/${key}/time?area=${area}&${at}`);
    const { steps } = await api<Hindsight>(`/authorities/${key}/hindsight?${at}`);
    const cells = marked(page, 'data-cell');
    expect(cells).toHaveLength(steps.flatMap(({ spans }) => spans).length);
    for (const { element, value } of cells) {
      const days = `asOf=${attribute(element, 'data-as-of')}&knownAt=${attribute(element, 'data-known-at')}`;
      if (value === 'not_established') {
        // its name may have been another's
        expect(attribute(element, 'href')).toBeUndefined();
        continue;
      }
      expect(attribute(element, 'href')).toBe(`/authorities/${key}?${days}`);
      const standing = await api<Standing>(`/authorities/${key}/standing?${days}`);
      const own =
        standing.areas[area] ??
        Object.values(standing.areas).find(({ covers }) => covers?.includes(area));
      const shown = standing.status === 'graded' ? (own?.grade ?? 'none') : standing.status;
      expect([days, value]).toEqual([days, shown]);
    }
  });

  it('have a row for each change, at its two days, and none where nothing changed', async () => {
    const page = await open(`/authorities/${key}/time?area=${area}&${at}`);
    const cells = marked(page, 'data-cell').map(({ element, value }) => ({
      value,
      asOf: attribute(element, 'data-as-of'),
      knownAt: attribute(element, 'data-known-at'),
    }));
    const rows = marked(page, 'data-learnt');
    expect(rows.length).toBeGreaterThan(1);
    for (const { element, value } of rows) {
      const known = attribute(element, 'data-known');
      const before = cells.findLast(
        (one) => one.knownAt === known && one.asOf! <= attribute(element, 'data-day')!,
      );
      expect(before?.value).toBe(value);
    }
  });
});

describe('both axes of time', () => {
  it('are drawn of the years that are asked for, and refuse what is no area and no year', async () => {
    const address = '/authorities/sunderland/time';
    const few = marked(await open(`${address}?from=2019&to=2022`), 'data-cell');
    expect(few.length).toBeGreaterThan(2);
    expect(few.length).toBeLessThan(marked(await open(address), 'data-cell').length);
    expect((await open(`${address}?area=roads`)).status).toBe(400);
    expect((await open(`${address}?from=1066`)).status).toBe(400);
  });

  it('tell hindsight from what was put right', async () => {
    const page = await open('/authorities/sunderland/time');
    const [main] = tagged(page, 'main');
    expect(textOf(main!)).toContain('Hindsight: the first of these days lay 68 days back');
  });
});

describe.each(['from=2018-07-24&to=2018-07-25', 'from=2015-01-01&to=2022-01-01&asOf=2018-06-30'])(
  'what was learnt between two days, %s,',
  (at) => {
    it('of one authority is both beliefs, what else changed, and every event that taught it', async () => {
      const page = await open(`/learned?authority=sunderland&${at}`);
      const { authorities, from, to, asOf } = await api<Diff>(`/diff?authority=sunderland&${at}`);
      const [own] = authorities;
      for (const [side, day] of [
        ['first', from],
        ['second', to],
      ] as const) {
        const { overall, areas } = await api<Standing>(
          `/authorities/sunderland/standing?asOf=${asOf ?? day}&knownAt=${day}`,
        );
        const shown = marked(page, 'data-area').flatMap(({ value, elements }) => {
          const cell = marked({ elements }, 'data-side').find((one) => one.value === side)!;
          const grade = marked(cell, 'data-grade')[0]?.value;
          return grade === undefined ? [] : [[value, grade]];
        });
        expect(Object.fromEntries(shown)).toEqual({
          ...(overall ? { overall: overall.grade } : {}),
          ...Object.fromEntries(Object.entries(areas).map(([area, { grade }]) => [area, grade])),
        });
      }
      const grades = /^standing\.(?:overall|areas\.)/;
      expect(marked(page, 'data-field').map(({ value }) => value)).toEqual(
        own!.answers.map(({ field }) => field).filter((field) => !grades.test(field)),
      );
      expect(
        marked(page, 'data-event')
          .map(({ value }) => value)
          .sort(),
      ).toEqual(own!.events.map(({ id }) => id).sort());
      expect(own!.events.length).toBeGreaterThan(0);
    });

    it('of many is counted and sorted, and names who was learnt of', async () => {
      const page = await open(`/learned?${at}`);
      const { authorities, summary } = await api<Diff>(`/diff?summary=true&${at}`);
      const parts = marked(page, 'data-part').map(({ element, value, elements }) => [
        value,
        Number(attribute(element, 'data-count')),
        marked({ elements }, 'data-field').map((row) => [
          attribute(row.element, 'data-authority'),
          row.value,
        ]),
      ]);
      expect(parts).toEqual(
        summary!.parts.map(({ part, changes }) => [
          part,
          changes.length,
          changes.slice(0, 100).map(({ authority, field }) => [authority, field]),
        ]),
      );
      expect(
        marked(page, 'data-taught').map(({ element, value }) => [
          value,
          Number(attribute(element, 'data-count')),
        ]),
      ).toEqual(
        authorities.flatMap(({ authority, events }) =>
          events.length === 0 ? [] : [[authority, events.length]],
        ),
      );
    });
  },
);

describe('a page without an answer', () => {
  it.each([
    ['/?asOf=2001-02-01&since=2001-01-01', 'That is no proof that nothing happened.'],
    ['/learned?from=2001-01-01&to=2001-02-01', 'That is no proof that nothing happened.'],
    ['/authorities/merton/why/interventions?asOf=2001-01-01', 'No answer of this kind rests on'],
  ])('says in words that there is none: %s', async (url, words) => {
    expect(textOf(tagged(await open(url), 'main')[0]!)).toContain(words);
  });
});

describe('what was learnt', () => {
  it('is of the authority that had the name on the day that is asked about, as every answer is', async () => {
    const days = 'from=2015-01-01&to=2019-12-31';
    const then = await open(`/learned?authority=Dorset&asOf=2018-06-30&${days}`);
    expect(textOf(tagged(then, 'h1')[0]!)).toContain('Dorset (to 2019)');
    const { authorities } = await api<Diff>(`/diff?authority=Dorset&asOf=2018-06-30&${days}`);
    expect(authorities.map(({ authority }) => authority)).toEqual(['dorset-to-2019']);
  });

  it('is asked of days in order that exist, and of an authority that is known', async () => {
    expect((await open('/learned?from=2018-07-25&to=2018-07-24')).status).toBe(400);
    expect((await open('/learned?from=soon')).status).toBe(400);
    expect((await open('/learned?authority=nobody-of-that-name')).status).toBe(404);
    expect((await open('/learned?to=2018-02-30')).status).toBe(400);
  });
});
