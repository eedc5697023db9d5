import { personIdOf } from '@monitoring-timeline/core/people';
import { describe, expect, it } from 'vitest';
import { recogniseDocument } from '../recognise.ts';
import { contextOf, documentOf } from '../testing/documents.ts';
import { focusedVisitLetter } from './focused-visit-letter.ts';

interface Parts {
  readonly date?: string;
  readonly address?: string;
  readonly dear?: string;
  readonly heading?: string;
  readonly opening?: string;
  readonly rest?: string;
}

function letter({
  date = '14 March 2019',
  address = 'Ms Ada Quill\nDirector of Children’s Services\nTown Hall\nHigh Street\nDurham\nDH1 1AA',
  dear = 'Dear Ms Quill',
  heading = 'Focused visit to Durham children’s services',
  opening = `This letter tells what was found at a focused visit to Durham children’s services
on 19 and 20 February 2019. The inspectors were Bo Tern, Her Majesty’s
Inspector, and Cy O’Wren, HMI.
Inspectors looked at the local authority’s arrangements for care leavers.
Inspectors looked at a range of evidence, such as records.`,
  rest = 'Overview\nServices do what they should.',
}: Parts = {}) {
  return documentOf(
    `Ofsted\nwww.example.org\n${date}\n${address}\n${dear}\n${heading}\n${opening}\n${rest}\nYours sincerely\nBo Tern\nHer Majesty’s Inspector`,
  );
}

const read = (parts?: Parts, file?: string) =>
  focusedVisitLetter.extract(letter(parts), contextOf(file));

describe('a focused visit letter', () => {
  it('is recognised by its heading', () => {
    const found = recogniseDocument(letter());
    expect(found?.kind.kind).toBe('focused_visit_letter');
    expect(found?.recognition.because).toContain('Focused visit to Durham');
  });

  it('gives authority, days, its own date, subject and framework, each with its place', () => {
    const reading = read();
    expect(reading.authority).toMatchObject({ value: { key: 'durham' }, confidence: 'high' });
    expect(reading.days).toMatchObject({
      value: { from: '2019-02-19', to: '2019-02-20' },
      confidence: 'high',
      locators: [{ line: 13 }],
    });
    expect(reading.letterDate).toMatchObject({ value: '2019-03-14', locators: [{ line: 3 }] });
    expect(reading.framework?.value).toBe('ILACS');
    expect(reading.visitKind?.value).toBe('focused');
    expect(reading.topic?.value).toEqual({ code: 'care_leavers', printed: 'care leavers' });
    expect(reading.published).toBeUndefined();
    expect(reading.problems).toEqual([]);
  });

  it('names those who came, and takes who signed it for who led it', () => {
    const inspectors = read().inspectors?.map(({ value }) => value);
    expect(inspectors).toEqual([
      { name: 'Bo Tern', role: 'lead' },
      { name: 'Cy O’Wren', role: 'team' },
    ]);
  });

  it('takes a lead that the letter itself names before its signature', () => {
    const opening =
      'This letter tells of the focused visit to Durham children’s services on 4 and 5 June 2025. His Majesty’s Inspectors for this visit were lead inspector Di Rook and team inspectors Bo Tern and Ed Kite.';
    const inspectors = read({ opening }).inspectors?.map(({ value }) => value);
    expect(inspectors).toEqual([
      { name: 'Di Rook', role: 'lead' },
      { name: 'Bo Tern', role: 'team' },
      { name: 'Ed Kite', role: 'team' },
    ]);
  });

  it('sees its addressee in post on the day of the letter, as director only where the title says so', () => {
    expect(read().facts?.map(({ value }) => value)).toEqual([
      {
        type: 'LeadershipObserved',
        occurred: { precision: 'day', from: '2019-03-14' },
        data: {
          role: 'dcs',
          title: 'Director of Children’s Services',
          person: personIdOf('Ada Quill'),
          status: undefined,
          jointWith: undefined,
          addresseeOf: 'focused',
        },
      },
    ]);
    const address = 'Ada Quill\nInterim Executive Director, People\nTown Hall';
    const [fact] = read({ address }).facts ?? [];
    expect(fact?.value.data).toMatchObject({ role: 'other', status: 'interim' });
  });

  it('sees nobody in post where no title is printed', () => {
    const reading = read({ address: 'Ada Quill\nTown Hall\nDurham' });
    expect(reading.addressee).toMatchObject({ value: { name: 'Ada Quill' }, confidence: 'medium' });
    expect(reading.facts).toEqual([]);
  });

  it('raises a priority action where it sets one apart, and lists it before what needs to improve', () => {
    const rest = `Areas for priority action
Leaders must act at once on these:
◼ the response to children who go missing.
What needs to improve in this area of social work practice
◼ The quality of supervision.
◼ Chronologies in records.
Main findings
Much is to do.`;
    const reading = read({ rest });
    expect(reading.priorityAction).toMatchObject({ value: true, confidence: 'high' });
    expect(reading.findings?.map(({ value }) => [value.kind, value.theme])).toEqual([
      ['priority_action', 'missing_children'],
      ['improvement_point', 'supervision'],
      ['improvement_point', 'case_records'],
    ]);
  });

  it('tells an earlier priority action that it only speaks of as a matter still evident', () => {
    const rest = `Headline findings
At the last visit an area for priority action was the long delay in assessments, and delay continues.`;
    const reading = read({ rest });
    expect(reading.priorityAction?.value).toBe(false);
    expect(reading.facts?.at(-1)?.value).toMatchObject({
      type: 'ThemeStillEvident',
      data: { theme: 'assessments' },
    });
  });

  it('is quarantined, and sure of nothing dated, where its two dates contradict each other', () => {
    const reading = read({ date: '14 March 2018' });
    expect(reading.days?.confidence).toBe('low');
    expect(reading.letterDate?.confidence).toBe('low');
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['dates_contradict']);
    expect(reading.facts).toEqual([]);
  });

  it('takes the day in the name of its file for its publication, and says that it is a guess', () => {
    expect(read({}, 'durham-2019-03-15.pdf').published).toMatchObject({
      value: '2019-03-15',
      confidence: 'low',
    });
    expect(read({}, 'durham-2012-03-15.pdf').published).toBeUndefined();
  });

  it('finds its authority in the opening where the heading has none', () => {
    const reading = read({ heading: 'Focused visit to children’s services' });
    expect(reading.authority).toMatchObject({ value: { key: 'durham' }, confidence: 'high' });
  });

  it('says so where it names no authority that is known', () => {
    const reading = read({
      heading: 'Focused visit to Atlantis children’s services',
      opening:
        'This letter tells of a focused visit to Atlantis children’s services on 5 June 2019.',
      address: 'Ada Quill\nHarbour House',
    });
    expect(reading.authority).toBeUndefined();
    expect(reading.problems.map(({ reason }) => reason)).toContain('unknown_authority');
  });

  it('that breaks off before its close does not say that no priority action was raised', () => {
    const whole = letter();
    const lines = whole.pages[0]?.lines ?? [];
    const close = lines.findIndex(({ text }) => text.startsWith('Yours'));
    const [page] = whole.pages;
    const cut = { ...whole, pages: page ? [{ ...page, lines: lines.slice(0, close) }] : [] };
    expect(focusedVisitLetter.extract(whole, contextOf()).priorityAction).toMatchObject({
      value: false,
      confidence: 'high',
    });
    expect(focusedVisitLetter.extract(cut, contextOf()).priorityAction).toMatchObject({
      value: false,
      confidence: 'low',
    });
  });
});
