import { personIdOf } from '@monitoring-timeline/core/people';
import { describe, expect, it } from 'vitest';
import { claims, csv, readText } from '../testing/files.ts';

const header =
  'authority,event_type,event_date,end_date,date_precision,sequence,person,role,change,reported_date,statement,source_url,conflict_note';
const press = 'https://www.example-news.co.uk/story';
const council = 'https://democracy.devon.gov.uk/mgAi.aspx?ID=1';
const government = 'https://www.gov.uk/government/publications/a-direction';

function row(cells: Readonly<Record<string, string>>): string {
  const filled: Readonly<Record<string, string>> = {
    authority: 'Devon',
    date_precision: 'month',
    source_url: press,
    ...cells,
  };
  return header
    .split(',')
    .map((name) => filled[name] ?? '')
    .join(',');
}

const read = (...rows: readonly Readonly<Record<string, string>>[]) =>
  readText(csv(header, ...rows.map(row)));

describe('the table of events from pages', () => {
  it('gives a monitoring visit with its number, ranked by the host of the page', async () => {
    const visit = {
      event_type: 'monitoring_visit',
      event_date: '2022-02-02',
      end_date: '2022-02-03',
      date_precision: 'day',
      sequence: '2',
      statement: 'Second monitoring visit; letter dated 9 March 2022',
    };
    const reading = await read({ ...visit, source_url: council, reported_date: '2022-03-10' });
    expect(claims(reading, 'VisitCarriedOut')[0]).toMatchObject({
      occurred: { precision: 'range', from: '2022-02-02', to: '2022-02-03' },
      known: { from: '2022-03-10', basis: 'published' },
      source: { rank: 'council', assertedBy: 'authority', url: council },
      data: { kind: 'monitoring', sequence: 2 },
    });
    expect(claims(reading, 'ReportPublished')[0]?.data.letterDated).toBe('2022-03-09');
    const ranks = await read(
      { ...visit, source_url: press },
      { ...visit, source_url: government },
      { ...visit, source_url: 'published report' },
    );
    expect(claims(ranks, 'VisitCarriedOut').map(({ source }) => source.rank)).toEqual([
      'press',
      'government',
      'secondary',
    ]);
  });

  it('assumes an undated page known from the end of what it speaks of, and says where a month is approximate', async () => {
    const [visit] = claims(
      await read({
        event_type: 'monitoring_visit',
        event_date: '2017-02',
        date_precision: 'approx',
        statement: 'Third monitoring visit',
        conflict_note: 'another page says March',
      }),
      'VisitCarriedOut',
    );
    expect(visit?.known).toEqual({ from: '2017-02', basis: 'assumed' });
    expect(visit?.metadata).toEqual({
      dateApproximate: 'true',
      conflict: 'another page says March',
    });
  });

  it('reads from change and statement who is in post and who is only appointed', async () => {
    const post = {
      event_type: 'leadership_change',
      event_date: '2022-12',
      person: 'Ann Example',
      role: 'DCS',
    };
    const reading = await read(
      { ...post, change: 'started', statement: 'Ann Example starts as interim DCS' },
      { ...post, change: 'left', statement: 'Ann Example leaves' },
      { ...post, change: 'appointed', statement: 'Ann Example appointed DCS' },
      { ...post, change: 'appointed', statement: 'Ann Example made permanent DCS' },
      {
        ...post,
        change: 'interim_appointed',
        statement: 'Bob leaves; Ann Example approved as interim DCS',
      },
      {
        ...post,
        change: 'interim_appointed',
        statement: 'Ann Example takes up post as interim DCS',
      },
    );
    expect(
      claims(reading, 'LeadershipChanged').map(
        ({ data }) => `${data.change} ${data.status ?? '-'}`,
      ),
    ).toEqual([
      'started interim',
      'ended -',
      'appointed -',
      'started permanent',
      'appointed interim',
      'started interim',
    ]);
    expect(JSON.stringify(reading.proposals)).not.toContain('Example');
  });

  it('reads which instrument of intervention begins or ends, and what it replaces', async () => {
    const government = { event_type: 'dfe_intervention', event_date: '2021-09' };
    const reading = await read(
      {
        ...government,
        person: 'Ann Example',
        role: 'children\u2019s services commissioner',
        statement: 'Statutory direction; Ann Example appointed commissioner',
      },
      { ...government, statement: 'Direction replacing the July 2022 improvement notice' },
      { ...government, statement: 'Direction revoked' },
      { ...government, change: 'closed', statement: 'Revised direction closed' },
      {
        ...government,
        statement: 'Government decision to move services to a trust with a commissioner',
      },
    );
    expect(
      claims(reading, 'InterventionStarted').map(({ data }) => [
        data.instrument,
        data.replaces,
        data.person !== undefined,
      ]),
    ).toEqual([
      ['direction', undefined, false],
      ['commissioner', undefined, true],
      ['direction', 'improvement_notice', false],
      ['improvement_notice', undefined, false],
    ]);
    expect(
      claims(reading, 'InterventionStarted').find(
        ({ data }) => data.instrument === 'improvement_notice',
      )?.occurred,
    ).toEqual({ precision: 'month', from: '2022-07' });
    expect(claims(reading, 'InterventionEnded').map(({ data }) => data.instrument)).toEqual([
      'direction',
      'direction',
    ]);
    expect(claims(reading, 'DeliveryChanged').map(({ data }) => data.stage)).toEqual(['announced']);
  });

  it('reads the commissioner or adviser whom a statement alone names, and who left for another', async () => {
    const government = { event_type: 'dfe_intervention', event_date: '2019-06-04' };
    const reading = await read(
      {
        ...government,
        date_precision: 'day',
        statement: 'Statutory direction; commissioner Ann Example',
      },
      {
        ...government,
        date_precision: 'day',
        statement: 'DfE direction; Bob Sample improvement adviser',
      },
      {
        event_type: 'leadership_change',
        event_date: '2025-02',
        person: 'Cat Instance',
        role: 'children\u2019s services commissioner',
        change: 'appointed',
        statement: 'Commissioner Ann Example leaves; Cat Instance takes over',
      },
    );
    const [ann, bob, cat] = ['Ann Example', 'Bob Sample', 'Cat Instance'].map(personIdOf);
    expect(
      claims(reading, 'InterventionStarted').map(({ data }) => [data.instrument, data.person]),
    ).toEqual([
      ['direction', undefined],
      ['commissioner', ann],
      ['direction', undefined],
      ['adviser', bob],
    ]);
    expect(
      claims(reading, 'LeadershipChanged').map(({ data }) => [data.change, data.person]),
    ).toEqual([
      ['started', cat],
      ['ended', ann],
    ]);
  });

  it('reads who takes over delivery', async () => {
    const governance = { event_type: 'governance', event_date: '2018-04' };
    const reading = await read(
      {
        ...governance,
        person: 'Ann Example',
        role: '"chief executive, Devon Children\u2019s Trust"',
        statement: 'Devon Children\u2019s Trust goes live; Ann Example chief executive',
      },
      { ...governance, statement: 'Company becomes wholly council-owned as Devon First' },
    );
    expect(
      claims(reading, 'DeliveryChanged').map(({ data }) => [data.provider, data.form, data.stage]),
    ).toEqual([
      ['Devon Children\u2019s Trust', 'trust', 'delivering'],
      ['Devon First', 'company', 'delivering'],
    ]);
    expect(claims(reading, 'LeadershipObserved')[0]?.data).toMatchObject({
      role: 'delivery_chief_executive',
      organisation: 'Devon Children\u2019s Trust',
    });
  });

  it('puts aside what cannot be told surely', async () => {
    const { problems, proposals } = await read(
      { event_type: 'party', event_date: '2018-04', statement: 'A party' },
      { event_type: 'governance', event_date: '2018-04', statement: 'Something is new' },
      { event_type: 'dfe_intervention', event_date: '2018-04', statement: 'A letter is sent' },
      {
        event_type: 'leadership_change',
        event_date: '2018-04',
        role: 'gardener',
        change: 'left',
        statement: 'Leaves',
      },
      {
        event_type: 'leadership_change',
        event_date: '2018-04',
        role: 'DCS',
        change: 'danced',
        statement: 'Dances',
      },
      { event_type: 'monitoring_visit', event_date: '2018', statement: 'A visit' },
      {
        event_type: 'monitoring_visit',
        event_date: '2018-04',
        sequence: 'last',
        statement: 'A visit',
      },
    );
    expect(proposals).toEqual([]);
    expect(problems.map(({ reason }) => reason)).toEqual([
      'unknown_kind',
      'unclear_statement',
      'unclear_statement',
      'unknown_role',
      'unknown_change',
      'unreadable_date',
      'unreadable_number',
    ]);
  });
});
