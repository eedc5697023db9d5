import { describe, expect, it } from 'vitest';
import { claims, csv, readText } from '../testing/files.ts';

const header =
  'authority,urn,la_code,ons_code,ons_code_before_2025,region,la_type,status,statistical_neighbours_2025_la_codes';

describe('the authorities table', () => {
  it('gives an authority its codes, and the code that took the place of another', async () => {
    const reading = await readText(
      csv(
        header,
        'Barnsley,80426,370,E08000038,E08000016,Yorkshire and the Humber,Metropolitan District,current,372 384',
      ),
    );
    expect(claims(reading, 'AuthorityEstablished')[0]).toMatchObject({
      authority: 'barnsley',
      occurred: { precision: 'by', from: '2009-04-01' },
      data: { urn: '80426', dfe: '370', ons: 'E08000016', neighbours: ['rotherham', 'wakefield'] },
    });
    expect(claims(reading, 'AuthorityRecoded')[0]?.data).toEqual({
      system: 'ons',
      code: 'E08000038',
    });
  });

  it('gives the end of an authority with its successors, and leaves out a URN that is not to be trusted', async () => {
    const reading = await readText(
      csv(header, 'Cumbria,135513,909,E10000006,,North West,County,abolished 2023-03-31,'),
    );
    expect(claims(reading, 'AuthorityEstablished')[0]?.data.urn).toBeUndefined();
    expect(claims(reading, 'AuthorityAbolished')[0]).toMatchObject({
      authority: 'cumbria',
      occurred: { precision: 'day', from: '2023-03-31' },
      data: { successors: ['cumberland', 'westmorland-and-furness'] },
    });
  });

  it('gives an authority that the directory does not list a key of its own', async () => {
    const reading = await readText(
      csv(header, 'East Surrey,,,E06000099,,South East,Unitary,current,'),
    );
    expect(reading.proposals[0]?.event.authority).toBe('east-surrey');
  });

  it('puts aside a status that it cannot read', async () => {
    const { problems } = await readText(
      csv(header, 'Kent,80476,886,E10000016,,South East,County,dissolved,'),
    );
    expect(problems.map(({ reason, column }) => [reason, column])).toEqual([
      ['unreadable_status', 'status'],
    ]);
  });
});

describe('the aliases table', () => {
  it('adds each name that is not the authority\u2019s own', async () => {
    const reading = await readText(
      csv(
        'authority,la_code,alias,seen_in',
        'Kent,886,Kent County,ofsted_2025',
        'Kent,886,kent,scrape',
      ),
    );
    expect(claims(reading, 'AuthorityEstablished').map(({ data }) => data.aliases)).toEqual([
      ['Kent County'],
    ]);
  });
});

describe('tables for comparison', () => {
  it('are recognised and give nothing on purpose', async () => {
    const reading = await readText(
      csv(
        'dataset,authority,published_date,field,dataset_value,official_or_report_value',
        'a,Kent,2020-01-01,overall,good,',
      ),
    );
    expect(reading).toMatchObject({ kind: 'known_conflicts', proposals: [], problems: [] });
    expect(reading.note).toContain('comparison');
  });
});
