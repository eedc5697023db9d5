import { createDirectory } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { pagedDocument, testContext, textDocument } from '../testing/documents.ts';
import { drawOut } from './draw-out.ts';
import { readDays } from './fields/dates.ts';
import { readInspectors } from './fields/people.ts';
import { flowOfDocument } from './flow.ts';
import { kindsOfDocument } from './kinds/index.ts';
import type { DocumentText } from './model.ts';
import { recogniseDocument } from './recognise.ts';

/** Forms that documents print of which no rule had been written, each in our own words. */

const drawn = (document: DocumentText) => {
  const found = recogniseDocument(document, kindsOfDocument);
  return found?.kind.extract(document, testContext('document.txt'));
};

const table = `Inspection dates: 6 to 10 May 2024
Lead inspector: Ann Example, His Majesty’s Inspector
Judgement	Grade
The impact of leaders on social work practice with children and families	Good
The experiences and progress of children who need help and protection	Good
The experiences and progress of children in care	Good
The experiences and progress of care leavers	Good
Overall effectiveness	Good`;

const visited = (address: string) => `${address}
Dear Ms Quill
Focused visit to Durham children’s services
This letter tells what was found at a focused visit to Durham children’s services on 19 and 20 February 2019.
Yours sincerely
Bo Tern`;

describe('a report', () => {
  it.each([
    ['a trust', 'Inspection of Durham Children and Families Trust'],
    ['a company', 'Inspection of Durham Children First'],
    ['one service', 'Inspection of Durham local authority children’s service'],
  ])('whose title names %s is told by what it judges, and is of the authority', (_, title) => {
    const reading = drawn(textDocument(`${title}\n${table}`));
    expect(reading).toMatchObject({
      kind: 'inspection_report',
      authority: { value: { key: 'durham' } },
      framework: { value: 'ILACS' },
      days: { value: { from: '2024-05-06', to: '2024-05-10' } },
    });
    expect(reading?.judgements).toHaveLength(5);
  });

  it('whose title names a company alone is of the authority at the foot of its pages', () => {
    const lines = `Inspection of Bright Futures Trust\n${table}`.replaceAll('\t', '|').split('\n');
    const foot = 'Inspection of Durham local authority children’s services';
    const reading = drawn(pagedDocument([lines, ['More.'], ['More.']], { foot }));
    expect(reading?.authority).toMatchObject({ value: { key: 'durham' }, confidence: 'medium' });
  });

  it('says what stands unread beside what it takes: another date, another grade', () => {
    const title = 'Inspection of Durham local authority children’s services';
    const days = drawn(
      textDocument(`${title}\n${table.replace('May 2024', 'May 2024 (report of 3 June 2024)')}`),
    );
    expect(days).toMatchObject({
      days: { value: { from: '2024-05-06' }, confidence: 'medium' },
      problems: [{ reason: 'unread_beside', message: expect.stringContaining('"3 June 2024"') }],
    });
    const grades = drawn(
      textDocument(
        `${title}\n${table.replace('care leavers\tGood', 'care leavers\tGood\tInadequate')}`,
      ),
    );
    const care = grades?.judgements?.find(({ value }) => value.area === 'care_leavers');
    expect(care).toMatchObject({ value: { grade: 'good' }, confidence: 'medium' });
    expect(grades?.problems).toMatchObject([
      { reason: 'unread_beside', message: expect.stringContaining('"Inadequate"') },
    ]);
    expect(drawn(textDocument(`${title}\n${table}`))?.problems).toEqual([]);
  });

  it('says which name stands unread beside that of its lead inspector', () => {
    const title = 'Inspection of Durham local authority children’s services';
    const beside = (lead: string) =>
      drawn(
        textDocument(`${title}\n${table.replace('Ann Example, His Majesty’s Inspector', lead)}`),
      )?.problems;
    for (const lead of [
      'Ann Example HMI\tReport by Bo Tern',
      'Ann Example, His Majesty’s Inspector (observed by Bo Tern)',
    ]) {
      expect(beside(lead)).toMatchObject([
        { reason: 'unread_beside', message: expect.stringContaining('"Bo Tern"') },
      ]);
    }
    expect(beside('Ann Example, His Majesty’s Inspector, and Bo Tern HMI')).toEqual([]);
    expect(beside('Ann Example, Senior His Majesty’s Inspector, Social Care')).toEqual([]);
  });

  it('tells of the inspection before as a claim of its own, where it lists its grades', () => {
    const text = `Durham
Re-inspection of services for children in need of help and protection, children looked after and care leavers
Inspection date: 23 April – 18 May 2018
Report published: 25 July 2018
Children’s services in Durham are good
Executive summary
Families are heard.
Previous Ofsted inspections
The previous inspection of services was published in July 2015. The grades were:
• Overall effectiveness: inadequate
• Children who need help and protection: inadequate
• Adoption performance: good
• Experiences and progress of care leavers: good
• Leadership, management and governance: inadequate`;
    const claims = drawOut(textDocument(text), {
      directory: createDirectory(),
      today: '2026-11-21',
    });
    const restated = claims.proposals.filter(
      ({ event }) => event.type === 'ReportPublished' && event.data.restated,
    );
    expect(restated.map(({ event }) => event)).toMatchObject([
      {
        known: { from: '2015-07', basis: 'published' },
        data: { of: { framework: 'SIF' }, published: '2015-07', judgements: expect.any(Array) },
      },
    ]);
  });

  it('that names a trust and judges nothing is none', () => {
    expect(drawn(textDocument('Inspection of Durham Children First\nA page about us.'))).toBe(
      undefined,
    );
  });

  it('gives a grade that is broken over three lines beside a label of one, two or three', () => {
    const lines = `Inspection of Durham local authority children’s services
Inspection dates: 6 to 10 May 2024
Judgement|Grade
The impact of leaders on social work|Requires
practice with children and|improvement to
families|be good
The experiences and progress of|Requires
children who need help and protection|improvement
|to be good
The experiences and progress of children in care|Good
The experiences and progress of care leavers|Inadequate
Overall effectiveness|Requires
|improvement
|to be good`.split('\n');
    const [ri, good, inadequate] = ['requires_improvement', 'good', 'inadequate'];
    for (const document of [
      pagedDocument([lines]),
      textDocument(lines.join('\n').replaceAll('|', '\t')),
    ]) {
      expect(
        drawn(document)?.judgements?.map(({ value }) => `${value.area}: ${value.grade}`),
      ).toEqual([
        `overall: ${ri}`,
        `leadership: ${ri}`,
        `help_and_protection: ${ri}`,
        `children_in_care: ${good}`,
        `care_leavers: ${inadequate}`,
      ]);
    }
  });

  it('is none where it is a framework or guidance for such inspections', () => {
    const text = `Framework, evaluation criteria and guidance
Inspection of local authority children’s services
Published 3 May 2023
Overall effectiveness: outstanding, good, requires improvement to be good, inadequate`;
    expect(drawn(textDocument(text))).toBe(undefined);
  });

  it.each([
    'The LSCB is inadequate because',
    'The LSCB is inadequate, because',
    'The LSCB was judged inadequate because',
    'The Local Safeguarding Children Board (LSCB) is inadequate because',
    'The safeguarding children board has been judged to be inadequate because',
  ])('gives the grade of a board that is told with its reasons: %s', (told) => {
    const text = `Durham
Inspection of services for children in need of help and protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children Board
Inspection date: 25 April – 18 May 2017
Report published: 7 July 2017
Children’s services in Durham are good
Executive summary
Families are heard.
${told}
it does not know how well its partners work.`;
    const board = drawn(textDocument(text))?.judgements?.find(({ value }) => value.area === 'lscb');
    expect(board?.value.grade).toBe('inadequate');
  });
});

describe('days', () => {
  it.each([
    ...'-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\ufe58\ufe63\uff0d\u2e3a\u2e3b\u301c\u2053~',
  ])('are a range with %s between them', (dash) => {
    expect(readDays(`6${dash}10 May 2024`)).toMatchObject({
      from: '2024-05-06',
      to: '2024-05-10',
    });
  });
});

describe('a team', () => {
  it('goes on after a title of office in brackets, and after a seconded inspector', () => {
    const text = `Lead inspector: Ann Example (HMI)
Team inspectors: Bo Tern (HMI), Cy Wren, Seconded Inspector,
Di Rook, Her Majesty’s Inspector (HMI), and Ed Kite,
Fay Swift Seconded Inspector
The text of the report goes on here.`;
    const names = readInspectors(flowOfDocument(textDocument(text))).map(({ value }) => value.name);
    expect(names).toEqual(['Ann Example', 'Bo Tern', 'Cy Wren', 'Di Rook', 'Ed Kite', 'Fay Swift']);
  });
});

describe('a letter', () => {
  it('without a date keeps whom it is addressed to, and takes nobody from its letterhead', () => {
    const reading = drawn(
      textDocument(
        visited(
          'Ofsted\nAgora\nwww.example.org\nMs Ada Quill\nDirector of Children’s Services\nTown Hall',
        ),
      ),
    );
    expect(reading?.addressee?.value).toEqual({
      name: 'Ada Quill',
      role: 'Director of Children’s Services',
    });
    expect(reading?.problems.map(({ reason }) => reason)).toContain('unreadable_date');
  });

  it('to two persons is asked about, whose the title is', () => {
    const reading = drawn(
      textDocument(
        visited(
          '14 March 2019\nMs Ada Quill and Mr Bo Tern\nDirector of Children’s Services\nTown Hall',
        ),
      ),
    );
    expect(reading?.addressee).toMatchObject({
      value: { name: 'Ada Quill' },
      confidence: 'low',
    });
  });

  it('is no page of guidance about such letters', () => {
    const guidance = `Focused visit to local authorities
What a focused visit is
Inspectors look at one matter, as they do on 19 and 20 of some months.`;
    expect(drawn(textDocument(guidance))).toBe(undefined);
    const handbook = `Joint targeted area inspection handbook
Joint targeted area inspection of the multi-agency response
How inspectors work together.`;
    expect(drawn(textDocument(handbook))).toBe(undefined);
  });

  const joint = (heading: string, body: string) => `3 June 2018
Ada Quill, Director of Children’s Services, Durham Council
Dear local partnership
Joint targeted area inspection of the multi-agency response to ${heading} in Durham
This inspection took place from 23 to 27 April 2018.
${body}
Next steps`;

  it('on a joint inspection is on what its deep dive was about, not on abuse and neglect at large', () => {
    for (const [body, code] of [
      ['It included a ‘deep dive’ focus on the response to domestic abuse.', 'domestic_abuse'],
      [
        'The inspection included a deep dive into the experiences of children at risk of sexual exploitation.',
        'child_sexual_exploitation',
      ],
      [
        'The “deep dive” theme was child sexual abuse within the family.',
        'sexual_abuse_in_the_family',
      ],
      ['Inspectors made a deep-dive evaluation of children’s mental health.', 'mental_health'],
    ] as const) {
      expect(drawn(textDocument(joint('abuse and neglect', body)))?.topic?.value.code).toBe(code);
    }
  });

  it('takes no strength for what needs to improve', () => {
    const body = `Areas for improvement
Strengths
■ Partners share what they know.
■ Leaders listen.
Areas for improvement
■ Supervision of staff.
Strengths
■ Early help.`;
    expect(
      drawn(textDocument(joint('domestic abuse', body)))?.findings?.map(({ value }) => value.topic),
    ).toEqual(['Supervision and management oversight']);
  });
});

describe('what a report on a partnership asks for', () => {
  const send = (areas: string) => `Local area partnership report
Area SEND inspection of Durham Local Area Partnership
Inspection dates: 29 January to 2 February 2024
Inspection outcome
The arrangements lead to inconsistent experiences and outcomes.
Areas for improvement
Areas for improvement
${areas}
Local area partnership details`;
  const topics = (areas: string) =>
    drawn(textDocument(send(areas)))?.findings?.map(({ value }) => value.theme);

  it('is read row by row without gaps between rows, and a row holds its list', () => {
    expect(
      topics(`Leaders across the partnership should shorten waits. This includes:
• waits for assessments
• waits for therapies.
Leaders should listen to parents and children.
They should tell them what came of it.
The partnership must share its data.`),
    ).toHaveLength(3);
  });

  it('goes on over a line that begins as a heading does, and names nobody who is responsible', () => {
    expect(
      topics(`Leaders should make sure that families find
information about the local offer, and can use it.

Durham County Council and the
health board

The partnership should plan with young people.`),
    ).toHaveLength(2);
  });
});
