import { describe, expect, it } from 'vitest';
import { csv, readText } from '../testing/files.ts';

const outcomes =
  'authority,urn,la_code,ons_code,framework,inspection_kind,start_date,end_date,published_date,overall,leadership,help_and_protection,children_in_care,care_leavers,sources';
const inspected = (who: string, start: string, end: string, published: string) =>
  `${who},ILACS,ilacs_short,${start},${end},${published},good,good,good,good,,report_pdf`;
const in2022 = ['2022-05-09', '2022-05-13', '2022-07-08'] as const;

const reasons = async (...rows: readonly string[]) =>
  (await readText(csv(outcomes, ...rows))).problems.map(({ reason, column }) =>
    column ? `${reason} ${column}` : reason,
  );

describe('the identifiers of a row', () => {
  it('must mean the authority that its name means', async () => {
    const { problems, proposals } = await readText(
      csv(outcomes, inspected('Kent,,881,', ...in2022), inspected('Kent,,886,', ...in2022)),
    );
    expect(proposals).toHaveLength(2);
    expect(problems).toMatchObject([
      { reason: 'identifiers_disagree', column: 'la_code', locator: 'row 2, column la_code' },
    ]);
    expect(problems[0]?.message).toContain('Kent (kent)');
    expect(problems[0]?.message).toContain('Essex (essex)');
    expect(await reasons(inspected('Kent,80486,,', ...in2022))).toEqual([
      'identifiers_disagree urn',
    ]);
    expect(await reasons(inspected('Kent,,,E09000002', ...in2022))).toEqual([
      'identifiers_disagree ons_code',
    ]);
  });

  it('say nothing where they are blank or unknown', async () => {
    expect(await reasons(inspected('Kent,99999999,,E99999999', ...in2022))).toEqual([]);
  });

  it('are compared with the name in the list of authorities too', async () => {
    const { problems } = await readText(
      csv(
        'authority,urn,la_code,ons_code,region,status',
        'Kent,,881,,South East,current',
        'Kent,,886,,South East,current',
      ),
    );
    expect(problems.map(({ reason }) => reason)).toEqual(['identifiers_disagree']);
  });
});

describe('an activity', () => {
  it('cannot be of an authority that had not begun', async () => {
    expect(
      await reasons(inspected('Cumberland,,,', '2022-05-09', '2022-05-13', '2022-07-08')),
    ).toEqual(['authority_not_in_existence']);
  });

  it('cannot be of one that ended long before, while a late report can', async () => {
    expect(
      await reasons(inspected('Cumbria,,,', '2024-05-13', '2024-05-17', '2024-07-08')),
    ).toEqual(['authority_not_in_existence']);
    expect(await reasons(inspected('Cumbria,,,', '', '', '2023-06-08'))).toEqual([]);
  });
});

describe('the faults of a row', () => {
  it('are told all at once, with the columns of each', async () => {
    const { problems, proposals } = await readText(
      csv(
        outcomes,
        'Kemt,,,,ILACS,ilacs_shrot,2022-05-32,2022-05-13,2022-07-08,godo,good,good,goood,,report_pdf',
      ),
    );
    expect(proposals).toEqual([]);
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(problem?.row).toMatchObject({ table: 'outcomes', place: 'row 2' });
    expect(new Set(problem?.row?.faulty)).toEqual(
      new Set(['authority', 'inspection_kind', 'start_date', 'overall', 'children_in_care']),
    );
    for (const given of ['Kemt', 'ilacs_shrot', '2022-05-32', 'godo', 'goood']) {
      expect(problem?.message).toContain(`"${given}"`);
    }
  });

  it('that only follow from an unreadable cell are not told', async () => {
    // without its first day nothing says that the last lies before it
    const { problems } = await readText(
      csv(outcomes, inspected('Kent,,,', 'soon', '2022-05-13', '2022-07-08')),
    );
    expect(problems[0]?.row?.faulty).toEqual(['start_date']);
  });
});
