import { describe, expect, it } from 'vitest';
import { recogniseDocument } from '../recognise.ts';
import { contextOf, documentOf } from '../testing/documents.ts';
import { jtaiLetter } from './jtai-letter.ts';

const partners = `Ada Quill, Director of Children’s Services, Slough Borough Council
Bo Tern, Chief Nurse, a health board for the
area around
Cy Wren, Chief Constable, a police force`;

function letter(heading: string, body: string, address = partners) {
  return documentOf(`3 June 2022\n${address}\nDear local partnership\n${heading}\n${body}`);
}

describe('a letter after a joint targeted area inspection', () => {
  it('is recognised by its heading', () => {
    const found = recogniseDocument(
      letter(
        'Joint targeted area inspection of Slough',
        'This inspection took place from 25 to 29 April 2022.',
      ),
    );
    expect(found?.kind.kind).toBe('jtai_letter');
  });

  it('gives area, days, date, subject and the director among the partners', () => {
    const reading = jtaiLetter.extract(
      letter(
        'Joint targeted area inspection of the multi-agency response to domestic\nabuse in Slough',
        'Between 25 and 29 April 2022, Ofsted and others inspected together in Slough.',
      ),
      contextOf(),
    );
    expect(reading.authority).toMatchObject({ value: { key: 'slough' }, confidence: 'high' });
    expect(reading.days?.value).toEqual({ from: '2022-04-25', to: '2022-04-29' });
    expect(reading.letterDate?.value).toBe('2022-06-03');
    expect(reading.framework?.value).toBe('JTAI');
    expect(reading.topic?.value.code).toBe('domestic_abuse');
    expect(reading.addressee?.value).toEqual({
      name: 'Ada Quill',
      role: 'Director of Children’s Services',
    });
    expect(reading.facts?.map(({ value }) => value.data.role)).toEqual(['dcs']);
  });

  it('raises no priority action where it says under that heading that there is none', () => {
    const body = `This inspection took place from 25 to 29 April 2022.
Areas for priority action
◼ There are no areas for priority action
Areas for improvement
◼ Sharing of information among partners.
Case study
Next steps`;
    const reading = jtaiLetter.extract(
      letter('Joint targeted area inspection of Slough', body),
      contextOf(),
    );
    expect(reading.priorityAction).toMatchObject({ value: false, confidence: 'high' });
    expect(reading.findings?.map(({ value }) => value.kind)).toEqual(['improvement_point']);
  });

  it('finds the area in its opening, or at last in its address, where the heading names none', () => {
    const heading = 'Joint targeted area inspection of the multi-agency response to neglect';
    const opened = jtaiLetter.extract(
      letter(
        heading,
        'Between 25 and 29 April 2022 inspectors came to see the work of all in Slough.',
      ),
      contextOf(),
    );
    expect(opened.authority).toMatchObject({ value: { key: 'slough' } });
    const addressed = jtaiLetter.extract(
      letter(heading, 'Between 25 and 29 April 2022 the inspection took place.'),
      contextOf(),
    );
    expect(addressed.authority).toMatchObject({ value: { key: 'slough' }, confidence: 'medium' });
  });
});
