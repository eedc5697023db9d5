import { describe, expect, it } from 'vitest';
import { pagedDocument } from '../../testing/documents.ts';
import { readPartnershipFindings } from '../fields/partnership-findings.ts';
import { recogniseDocument } from '../recognise.ts';
import { contextOf, documentOf } from '../testing/documents.ts';
import { areaSendReport } from './area-send-report.ts';

function report(
  outcome: string,
  title = 'Area SEND inspection of Stoke-on-\nTrent Local Area Partnership',
) {
  return documentOf(`Local area partnership report
${title}
Inspection dates: 29 January to 2 February 2024
Dates of previous inspection: 4 to 8 July 2016
Inspection outcome
${outcome}
Information about the local area partnership
Council and health board plan together.
What is it like to be a child here
Plans vary.
Areas for improvement
Areas for improvement
Leaders across the partnership should shorten the wait for assessments.
The local area partnership should listen to parents and children.
Local area partnership details
Inspection team
Ofsted\tCare Quality Commission
Di Rook, Ofsted HMI lead inspector\tEd Kite, CQC lead inspector
Fay Swift, HMI`);
}

const outcomes = [
  ['The arrangements typically lead to positive experiences and outcomes.', 'typically_positive'],
  ['The arrangements lead to inconsistent experiences and outcomes.', 'inconsistent'],
  [
    'There are widespread and/or systemic failings, a grave matter.',
    'widespread_systemic_failings',
  ],
] as const;

describe('an area SEND report', () => {
  it.each(outcomes)('gives its outcome: %s', (sentence, outcome) => {
    const reading = areaSendReport.extract(report(sentence), contextOf());
    expect(reading.outcome).toMatchObject({ value: outcome, confidence: 'high' });
  });

  it('is recognised by its title, and gives area, days, framework and team', () => {
    const document = report(outcomes[0][0]);
    expect(recogniseDocument(document)?.kind.kind).toBe('area_send_report');
    const reading = areaSendReport.extract(document, contextOf());
    expect(reading.authority).toMatchObject({
      value: { key: 'stoke-on-trent' },
      confidence: 'high',
    });
    expect(reading.days?.value).toMatchObject({ from: '2024-01-29', to: '2024-02-02' });
    expect(reading.framework?.value).toBe('AREA_SEND');
    expect(reading.version?.value).toBe('2023');
    expect(reading.inspectors?.map(({ value }) => value)).toEqual([
      { name: 'Di Rook', role: 'lead' },
      { name: 'Fay Swift', role: 'team' },
    ]);
    expect(reading.problems).toEqual([]);
  });

  it('lists each area for improvement by its subject and place, without its sentence', () => {
    const reading = areaSendReport.extract(report(outcomes[1][0]), contextOf());
    expect(reading.findings?.map(({ value }) => [value.kind, value.theme])).toEqual([
      ['improvement_point', 'assessments'],
      ['improvement_point', 'voice_of_child'],
    ]);
  });

  it('says so where none of the three outcomes stands in it', () => {
    const reading = areaSendReport.extract(
      report('The arrangements are as they are.'),
      contextOf(),
    );
    expect(reading.outcome).toBeUndefined();
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['unknown_outcome']);
  });

  it('takes the number of a page for no day of those at its foot', () => {
    const lines = report(outcomes[0][0])
      .pages.flatMap((page) => page.lines.map(({ text }) => text.replaceAll('\t', '|')))
      .filter((text) => !text.startsWith('Inspection dates'));
    const foot = { text: '29 January to 2 February 2024|4', y: 800, size: 8 };
    const document = pagedDocument([[...lines], ['More', foot], ['More', foot], ['More', foot]]);
    expect(areaSendReport.extract(document, contextOf()).days?.value).toEqual({
      from: '2024-01-29',
      to: '2024-02-02',
    });
  });

  it('has a row an area: by the space between rows, under merged cells, in order, and as one line each', () => {
    const send = (areas: readonly { text: string; y: number }[]) =>
      readPartnershipFindings(
        pagedDocument([[{ text: 'Areas for improvement', y: 100 }, ...areas]]),
      ).length;
    const rows = [
      { text: 'Some children wait too long for help in school.', y: 130 },
      { text: 'The partnership should shorten that wait.', y: 144.5 },
      { text: 'To make itself understood, the partnership should say what', y: 166 },
      { text: 'it offers to parents, to carers and to those who plan with', y: 180.5 },
      { text: 'them, in words of every day.', y: 195 },
      { text: 'It should say so to parents first.', y: 216 },
      { text: 'Leaders should also ask young people what they need and', y: 237 },
      { text: 'what they do not.', y: 251.5 },
    ];
    expect(send(rows)).toBe(2);
    const text = (areas: string) =>
      readPartnershipFindings(documentOf(`Areas for priority action\n${areas}`)).length;
    expect(
      text(`Durham Council
and Durham ICB
Leaders should plan together.
Durham Council
and Durham ICB
The partnership should hear families.`),
    ).toBe(2);
    expect(
      text(`Leaders should plan together.
Leaders should hear families. They should also hear children.`),
    ).toBe(2);
    expect(
      text('Durham Council\tLeaders must plan together\nDurham ICB\tLeaders must hear families'),
    ).toBe(2);
  });

  it('says where one line may hold several areas', () => {
    const asked = (line: string) => {
      const lines = report(outcomes[0][0])
        .pages.flatMap((page) => page.lines.map(({ text }) => text))
        .map((text) => (text.startsWith('Leaders across') ? line : text));
      return areaSendReport.extract(documentOf(lines.join('\n')), contextOf()).problems;
    };
    expect(asked('Leaders should plan together. They should hear families.')).toEqual([]);
    expect(
      asked('Leaders should plan together. The partnership should hear families.'),
    ).toMatchObject([{ reason: 'unread_beside' }]);
  });
});
