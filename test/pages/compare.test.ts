import type {
  ActivityView,
  Comparison,
  Picture,
  Themes,
  Trajectory,
} from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { attribute, marked, opened, type PageRead, tagged, textOf } from './page.ts';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

const open = (url: string) => opened(serving, url);

async function api<T>(path: string): Promise<T> {
  const { body } = await serving.service.app.inject({
    url: `/api${path}`,
    headers: { host: 'localhost' },
  });
  return JSON.parse(body) as T;
}

const valuesOf = (page: Pick<PageRead, 'elements'>, name: string) =>
  marked(page, name).map(({ value }) => value);

describe.each(['asOf=2026-08-31', 'asOf=2018-06-30&knownAt=2026-01-01'])(
  'authorities side by side at %s',
  (at) => {
    const keys = ['sunderland', 'slough', 'dorset-to-2019', 'cheshire-east'];
    let page: PageRead;
    let answer: Comparison;
    beforeAll(async () => {
      page = await open(`/compare?authorities=${keys.join(',')}&${at}`);
      answer = await api(`/compare?${keys.map((key) => `authorities=${key}`).join('&')}&${at}`);
    });

    it('stand as they were named, each with the grades that the question gives', () => {
      expect(valuesOf(page, 'data-side')).toEqual(keys);
      const shown = marked(page, 'data-area').map(({ value, elements }) => [
        value,
        marked({ elements }, 'data-authority').flatMap((cell) => {
          const grade = valuesOf(cell, 'data-grade')[0];
          return grade === undefined ? [] : [[cell.value, grade]];
        }),
      ]);
      expect(shown).toEqual(
        answer.areas.map(({ area, grades }) => [
          area,
          keys.flatMap((key) =>
            grades.flatMap(({ authority, grade }) => (authority === key ? [[key, grade]] : [])),
          ),
        ]),
      );
    });

    it('are told where they cannot be compared, sentence for sentence', () => {
      const told = marked(page, 'data-note').map(({ element }) => textOf(element));
      expect(told).toEqual(answer.notes.map(({ says }) => says));
      expect(told.length).toBeGreaterThan(0);
    });

    it('have a line for each area with every grade, and their inspections, themes and indicators', async () => {
      for (const key of keys) {
        const { overall, areas, indicators } = await api<Trajectory>(
          `/authorities/${key}/trajectory?${at}`,
        );
        const lines = marked(page, 'data-line').filter(
          ({ element }) => attribute(element, 'data-authority') === key,
        );
        expect(lines.map(({ value }) => value)).toEqual(answer.areas.map(({ area }) => area));
        for (const { value, element } of lines) {
          const points =
            (value === 'overall' ? overall : areas[value as keyof typeof areas])?.points ?? [];
          const graded = points.filter(({ grade }) => !grade.startsWith('not_'));
          expect([value, Number(attribute(element, 'data-points'))]).toEqual([
            value,
            graded.length,
          ]);
        }
        const { activities } = await api<ActivityView>(`/authorities/${key}/activity?${at}`);
        expect(valuesOf(page, 'data-inspection').filter((one) => one === key)).toHaveLength(
          activities.filter(({ activity }) => activity === 'inspection').length,
        );
        const { themes } = await api<Themes>(`/authorities/${key}/themes?${at}`);
        const rows = marked(page, 'data-theme').flatMap(({ value, elements }) =>
          marked({ elements }, 'data-theme-status').some(
            ({ element }) => attribute(element, 'data-authority') === key,
          )
            ? [value]
            : [],
        );
        expect(rows.sort()).toEqual([...new Set(themes.map(({ theme }) => theme))].sort());
        const counted = marked(page, 'data-indicator').flatMap(({ elements }) =>
          marked({ elements }, 'data-count').flatMap(({ element, value }) =>
            attribute(element, 'data-authority') === key ? [Number(value)] : [],
          ),
        );
        expect(counted.reduce((sum, one) => sum + one, 0)).toBe(
          indicators.flatMap(({ points }) => points).length,
        );
      }
    });
  },
);

describe('one authority', () => {
  it('stands beside its neighbours and its region, counted as the picture counts them', async () => {
    const at = 'asOf=2026-08-31';
    const page = await open(`/compare?authorities=sunderland&${at}`);
    const { peers } = await api<Comparison>(`/compare?authorities=sunderland&peers=true&${at}`);
    const shown = marked(page, 'data-peers').map(({ value, elements }) => [
      value,
      valuesOf({ elements }, 'data-member'),
      marked({ elements }, 'data-peer-area').map((row) => [
        row.value,
        Object.fromEntries(
          marked(row, 'data-of').flatMap(({ element, value: grade }) => {
            const count = Number(attribute(element, 'data-count'));
            return count === 0 ? [] : [[grade, count]];
          }),
        ),
      ]),
    ]);
    const some = (counts: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    expect(shown).toEqual(
      peers!.map(({ kind, members, areas }) => [
        kind,
        members.map(({ key }) => key),
        Object.entries(areas).map(([area, one]) => [area, some(one!.counts)]),
      ]),
    );
    const { areas } = await api<Picture>(`/picture?region=North+East&${at}`);
    expect(peers!.find(({ kind }) => kind === 'region')?.areas).toEqual(areas);
  });

  it('of which the record names no neighbours is told so, and stands beside its region', async () => {
    const page = await open('/compare?authorities=dorset-to-2019&asOf=2018-06-30');
    expect(valuesOf(page, 'data-note')).toContain('no_neighbours');
    expect(valuesOf(page, 'data-peers')).toEqual(['neighbours', 'region']);
    expect(textOf(tagged(page, 'main')[0]!)).toContain('The record names none on this day.');
  });
});

describe('the page that compares', () => {
  it('asks for names where there are none, and refuses what it does not know and more than six', async () => {
    expect((await open('/compare')).status).toBe(200);
    expect((await open('/compare?authorities=nobody-of-that-name')).status).toBe(404);
    const many = 'slough,merton,dorset,trafford,sunderland,northumberland,cheshire-east';
    expect((await open(`/compare?authorities=${many}`)).status).toBe(400);
  });

  it('takes names of several words, and leaves one out on request', async () => {
    const page = await open('/compare?authorities=Stockton-on-Tees,Cheshire+East');
    expect(valuesOf(page, 'data-side')).toEqual(['stockton-on-tees', 'cheshire-east']);
    const hrefs = tagged(page, 'a').map((one) => attribute(one, 'href'));
    expect(hrefs).toContain('/compare?authorities=cheshire-east');
  });
});
