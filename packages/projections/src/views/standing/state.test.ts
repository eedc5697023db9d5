import type { Area, ClaimEvent } from '@monitoring-timeline/core';
import {
  correction,
  days,
  type Grades,
  reported,
  sources,
} from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { on, recordOf } from '../../testing/records.ts';
import { standingState } from './state.ts';

const sif2015 = reported(
  {
    overall: 'inadequate',
    help_and_protection: 'inadequate',
    children_in_care: 'inadequate',
    adoption: 'inadequate',
    care_leavers: 'inadequate',
    leadership: 'inadequate',
    lscb: 'inadequate',
  },
  { days: days('2015-05-11', '2015-06-04'), published: '2015-07-20' },
);
const sif2018 = reported(
  {
    overall: 'inadequate',
    help_and_protection: 'inadequate',
    children_in_care: 'requires_improvement',
    adoption: 'good',
    care_leavers: 'requires_improvement',
    leadership: 'inadequate',
  },
  { days: days('2018-04-23', '2018-05-18'), published: '2018-07-25', kind: 'reinspection' },
);
const ilacs2021 = reported(
  {
    overall: 'outstanding',
    leadership: 'outstanding',
    help_and_protection: 'good',
    children_in_care: 'outstanding',
  },
  {
    framework: 'ILACS',
    version: '2018',
    days: days('2021-06-28', '2021-07-09'),
    published: '2021-08-20',
  },
);
const ilacs2026 = reported(
  {
    leadership: 'inadequate',
    help_and_protection: 'inadequate',
    children_in_care: 'good',
    care_leavers: 'requires_improvement',
  },
  {
    framework: 'ILACS',
    version: '2026',
    days: days('2026-06-08', '2026-06-19'),
    published: '2026-08-03',
  },
);

function stands(asOf: string, knownAt: string, ...events: readonly ClaimEvent[]) {
  const state = standingState(recordOf(events).at(on(asOf, knownAt)), on(asOf).asOf);
  return {
    overall: state.overall?.grade,
    published: state.report?.activity.published?.value,
    areas: Object.fromEntries(state.areas.map(({ area, grade }) => [area, grade])),
    state,
  };
}

describe('the standing by the latest graded report', () => {
  it('is known from publication: the day before, the earlier report still stands', () => {
    expect(stands('2018-07-24', '2018-07-24', sif2015, sif2018).areas.adoption).toBe('inadequate');
    expect(stands('2018-07-25', '2018-07-25', sif2015, sif2018).areas.adoption).toBe('good');
  });

  it('is valid from the last day on site, in hindsight', () => {
    expect(stands('2018-05-17', '2026-01-01', sif2015, sif2018).areas.adoption).toBe('inadequate');
    expect(stands('2018-05-18', '2026-01-01', sif2015, sif2018).areas.adoption).toBe('good');
  });

  it('is that of no report before the first was valid, and of none from after the day', () => {
    const history = [sif2015, sif2018, ilacs2021];
    const published = (asOf: string) => stands(asOf, '2026-01-01', ...history).published;
    expect(published('2015-06-03')).toBeUndefined();
    expect(published('2015-06-04')).toBe(on('2015-07-20').asOf);
    expect(published('2018-05-17')).toBe(on('2015-07-20').asOf);
    expect(published('2018-05-18')).toBe(on('2018-07-25').asOf);
    expect(published('2021-07-09')).toBe(on('2021-08-20').asOf);
  });

  it('leaves an area that a report of the same framework did not judge at its earlier grade', () => {
    const { areas, state } = stands('2018-07-26', '2018-07-26', sif2015, sif2018);
    expect(areas.lscb).toBe('inadequate');
    const lscb = state.areas.find(({ area }) => area === 'lscb');
    expect(lscb?.report?.published).toBe(on('2015-07-20').asOf);
  });

  it('lets another framework replace everything: areas that it does not have are absent', () => {
    const { areas } = stands('2022-01-01', '2022-01-01', sif2015, sif2018, ilacs2021);
    expect(Object.keys(areas).sort()).toEqual([
      'children_in_care',
      'help_and_protection',
      'leadership',
    ]);
  });

  it('says since when a grade has stood without a break', () => {
    const { state } = stands('2018-07-26', '2018-07-26', sif2015, sif2018);
    expect(state.overall?.since?.published).toBe(on('2015-07-20').asOf);
    expect(state.areas.find(({ area }) => area === 'adoption')?.since?.published).toBe(
      on('2018-07-25').asOf,
    );
  });
});

describe('the unbroken run of a grade', () => {
  const sif = (published: string, grades: Grades, framework = 'SIF') =>
    reported(grades, { framework, published });
  const since = (area: Area, ...events: readonly ClaimEvent[]) => {
    const { state } = stands('2024-01-01', '2024-01-01', ...events);
    const found = area === 'overall' ? state.overall : state.areas.find((one) => one.area === area);
    return found?.since?.activity.published?.value;
  };

  it('goes back to the first report that gave it', () => {
    const events = [
      sif('2014-01-06', { adoption: 'good' }),
      sif('2016-01-04', { adoption: 'good' }),
      sif('2018-01-08', { adoption: 'good' }),
    ];
    expect(since('adoption', ...events)).toBe(on('2014-01-06').asOf);
  });

  it('is broken by another grade, whatever came before that', () => {
    const events = [
      sif('2014-01-06', { adoption: 'good' }),
      sif('2016-01-04', { adoption: 'inadequate' }),
      sif('2018-01-08', { adoption: 'good' }),
    ];
    expect(since('adoption', ...events)).toBe(on('2018-01-08').asOf);
  });

  it('is neither ended nor begun by a report that did not judge the area', () => {
    const events = [
      sif('2013-12-02', { leadership: 'good' }),
      sif('2014-01-06', { adoption: 'good' }),
      sif('2016-01-04', { leadership: 'good' }),
      sif('2018-01-08', { adoption: 'good' }),
    ];
    expect(since('adoption', ...events)).toBe(on('2014-01-06').asOf);
  });

  it('reaches back into an earlier framework, though no grade is carried on from there', () => {
    const events = [
      sif('2014-01-06', { leadership: 'good', adoption: 'good' }),
      sif('2019-01-07', { leadership: 'good' }, 'ILACS'),
    ];
    expect(since('leadership', ...events)).toBe(on('2014-01-06').asOf);
    const { areas } = stands('2024-01-01', '2024-01-01', ...events);
    expect(areas.adoption).toBeUndefined();
  });
});

describe('a combined care grade', () => {
  const sif = reported(
    { overall: 'good', children_in_care: 'good', care_leavers: 'good' },
    { published: '2014-05-23' },
  );
  const combined = (published: string, grade: 'good' | 'inadequate') =>
    reported({ children_in_care: grade }, { framework: 'ILACS', version: '2018', published });
  const apart = reported(
    { children_in_care: 'requires_improvement', care_leavers: 'good' },
    { framework: 'ILACS', version: '2023', published: '2026-05-21' },
  );
  const leavers = (...events: readonly ClaimEvent[]) =>
    stands('2026-06-01', '2026-06-01', ...events).state.areas.find(
      ({ area }) => area === 'care_leavers',
    );

  it('of another grade ends the run of care leavers as it does that of children in care', () => {
    const found = leavers(sif, combined('2023-01-31', 'inadequate'), apart);
    expect(found).toMatchObject({ grade: 'good', sinceCrossesCombined: false });
    expect(found?.since?.published).toBe(on('2026-05-21').asOf);
  });

  it('of the same grade goes on with it, and the answer says that the run passes it', () => {
    const found = leavers(sif, combined('2023-01-31', 'good'), apart);
    expect(found).toMatchObject({ grade: 'good', sinceCrossesCombined: true });
    expect(found?.since?.published).toBe(on('2014-05-23').asOf);
  });
});

describe('frameworks that judged strands in one programme', () => {
  const slac = reported(
    { help_and_protection: 'adequate', children_in_care: 'adequate' },
    { framework: 'SLAC', published: '2011-07-22' },
  );
  const cpi = reported(
    { help_and_protection: 'inadequate' },
    { framework: 'CPI', published: '2013-02-22' },
  );
  const tlac = reported(
    { children_in_care: 'inadequate' },
    { framework: 'TLAC', published: '2013-08-16' },
  );

  it('leave a strand at its grade until it is judged again', () => {
    const areas = (day: string) => stands(day, day, slac, cpi, tlac).areas;
    expect(areas('2013-03-01')).toEqual({
      help_and_protection: 'inadequate',
      children_in_care: 'adequate',
    });
    expect(areas('2013-10-31')).toEqual({
      help_and_protection: 'inadequate',
      children_in_care: 'inadequate',
    });
  });

  it('are replaced as a whole by the single inspection framework', () => {
    const sif = reported({ overall: 'good', leadership: 'good' }, { published: '2014-05-23' });
    expect(stands('2014-06-01', '2014-06-01', slac, cpi, tlac, sif).areas).toMatchObject({
      help_and_protection: 'not_read',
      children_in_care: 'not_read',
    });
  });
});

describe('an area that the latest report did not judge', () => {
  const ilacs = (published: string, grades: Grades, framework = 'ILACS') =>
    reported(grades, {
      framework,
      ...(framework === 'ILACS' ? { version: '2018' } : {}),
      published,
    });
  const now = (...events: readonly ClaimEvent[]) => stands('2024-01-01', '2024-01-01', ...events);

  it('has its grade from the nearest report of the framework that did', () => {
    const { areas } = now(
      ilacs('2019-01-07', { leadership: 'good' }),
      ilacs('2020-01-06', { leadership: 'outstanding' }),
      ilacs('2022-01-10', { help_and_protection: 'good' }),
    );
    expect(areas).toMatchObject({ leadership: 'outstanding', help_and_protection: 'good' });
  });

  it('has none from a report of the framework that another framework came after', () => {
    const { areas } = now(
      ilacs('2012-01-09', { leadership: 'good' }, 'SIF'),
      ilacs('2014-01-07', { help_and_protection: 'good' }),
      ilacs('2016-01-07', { help_and_protection: 'good' }, 'SIF'),
    );
    expect(areas.leadership).toBe('not_read');
  });

  it('is left out where the body that it judged is another’s', () => {
    const { areas } = now(ilacs('2016-01-07', { help_and_protection: 'good' }, 'SIF'));
    expect(areas).not.toHaveProperty('lscb');
    expect(areas.leadership).toBe('not_read');
  });

  it('is not carried on in the overall, which speaks of one inspection as a whole', () => {
    const { overall } = now(
      ilacs('2019-01-07', { overall: 'good', leadership: 'good' }),
      ilacs('2022-01-10', { leadership: 'good' }),
    );
    expect(overall).toBe('not_read');
  });

  it('is known by the reports alone where no source names the framework', () => {
    const unnamed = (published: string, grades: Grades) => {
      const event = reported(grades, { published, source: sources.council });
      const { framework: _, ...of } = (event.data as { of: { framework?: string } }).of;
      return { ...event, data: { ...event.data, of } } as ClaimEvent;
    };
    const { areas, overall, state } = now(
      unnamed('2008-01-07', { leadership: 'good' }),
      unnamed('2009-01-12', { adoption: 'good', overall: 'good' }),
    );
    expect(areas).toEqual({ adoption: 'good', leadership: 'good' });
    expect(overall).toBe('good');
    expect(state.report?.version).toBeUndefined();
  });
});

describe('an area that the framework does not have', () => {
  it('stands with the grade that the report gives it all the same', () => {
    const report = reported(
      { leadership: 'good', adoption: 'outstanding' },
      { framework: 'ILACS', version: '2023', published: '2024-05-01' },
    );
    expect(stands('2024-06-01', '2024-06-01', report).areas).toMatchObject({
      leadership: 'good',
      adoption: 'outstanding',
      help_and_protection: 'not_read',
    });
  });
});

describe('an authority without a report', () => {
  it('has neither areas nor an overall', () => {
    expect(standingState(recordOf([]).at(on('2024-01-01')), on('2024-01-01').asOf)).toEqual({
      report: undefined,
      overall: undefined,
      areas: [],
    });
  });
});

describe('three kinds of no overall grade', () => {
  it('not reported: the framework of April 2026 has none, and no earlier grade takes its place', () => {
    const { overall, state } = stands('2026-09-01', '2026-09-01', ilacs2021, ilacs2026);
    expect(overall).toBe('not_reported');
    expect(state.overall?.area).toBe('overall');
  });

  it('not judged: the inspectors printed that they made no judgement', () => {
    const scilly = reported(
      { overall: 'good', care_leavers: 'not_judged' },
      { published: '2016-06-27' },
    );
    expect(stands('2016-07-01', '2016-07-01', scilly).areas.care_leavers).toBe('not_judged');
  });

  it('not read: the framework has the judgement and no source on record gives it', () => {
    const partial = reported({ adoption: 'good' }, { published: '2016-06-27' });
    const { overall, areas, state } = stands('2016-07-01', '2016-07-01', partial);
    expect(overall).toBe('not_read');
    expect(state.overall?.area).toBe('overall');
    expect(areas.leadership).toBe('not_read');
  });

  it('absent where the framework judged strands only', () => {
    const slac = reported(
      { help_and_protection: 'adequate', children_in_care: 'good' },
      { framework: 'SLAC', published: '2012-02-02' },
    );
    const { overall, areas } = stands('2012-03-01', '2012-03-01', slac);
    expect(overall).toBeUndefined();
    expect(areas).toEqual({ help_and_protection: 'adequate', children_in_care: 'good' });
  });

  it('gives no overall to a framework without one, whatever the press calls it', () => {
    const cpi = reported(
      { help_and_protection: 'inadequate' },
      { framework: 'CPI', published: '2013-04-12' },
    );
    const press = reported(
      { overall: 'inadequate' },
      { framework: 'CPI', published: '2013-04-12', source: sources.press },
    );
    expect(stands('2013-05-01', '2013-05-01', cpi, press).overall).toBeUndefined();
  });
});

describe('statistical releases that restate reports', () => {
  const slip = {
    days: days('2023-11-20', '2023-12-01'),
    framework: 'ILACS',
    version: '2023',
    published: '2024-01-12',
  };
  const said2024 = reported({ care_leavers: 'good' }, { ...slip, source: sources.release2024 });
  const said2025 = reported(
    { care_leavers: 'requires_improvement' },
    { ...slip, source: sources.release2025 },
  );
  const careLeavers = (day: string, ...events: readonly ClaimEvent[]) =>
    stands(day, day, ...events).areas.care_leavers;

  it('give the earlier answer until the edition that corrects it is out', () => {
    expect(careLeavers('2024-12-31', said2024, said2025)).toBe('good');
    expect(careLeavers('2025-09-24', said2024, said2025)).toBe('good');
    expect(careLeavers('2025-09-25', said2024, said2025)).toBe('requires_improvement');
  });

  it('yield to the report itself, and their slip stays on record as a disagreement', () => {
    const report = reported({ care_leavers: 'requires_improvement' }, slip);
    const { state, areas } = stands('2024-12-31', '2024-12-31', said2024, report);
    expect(areas.care_leavers).toBe('requires_improvement');
    expect(
      state.report?.activity.disagreements.map(({ field, settledBy }) => [field, settledBy]),
    ).toEqual([['care_leavers', 'rank']]);
  });

  it('yield to a person who corrects what was read', () => {
    const mended = correction(said2025, '/data/judgements/0/grade', 'outstanding', {
      source: sources.person,
      actor: { kind: 'person', name: 'R. Reader' },
    });
    const report = reported({ care_leavers: 'good' }, slip);
    expect(careLeavers('2026-01-01', report, said2025, mended)).toBe('outstanding');
  });
});
