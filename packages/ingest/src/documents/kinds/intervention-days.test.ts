import { createDirectory } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { drawOut } from '../draw-out.ts';

const directory = createDirectory();
const drawn = (text: string) =>
  drawOut(textDocument(text), { directory, today: '2026-11-21', published: undefined });
const first = (text: string) => drawn(text).proposals[0]?.event;
const names = (text: string) => drawn(text).people.map(({ name }) => name);

describe('the day of a paper', () => {
  it('of a direction is none that a sentence breaks before', () => {
    const text = `Statutory direction to Durham in relation to children's services
The Secretary of State for Education
1. The report of the inspection was
published 4 May 2014, and this direction revokes the direction
dated 4 May 2015.
Dated this 3rd day of April 2017`;
    expect(first(text)).toMatchObject({ occurred: { from: '2017-04-03' } });
  });

  it('of a commissioner’s report is not that of what it tells of', () => {
    const text = `Commissioner's review of Durham
To the Secretary of State, after the report
published 12 January 2017 by Ofsted on Durham
Date: 4 May 2017
I recommend that services remain with the council`;
    expect(first(text)).toMatchObject({ occurred: { from: '2017-05-04' } });
  });

  it('of a board is not that of the meeting before', () => {
    const agenda = `Durham Improvement Board
Agenda
Tuesday 4 March 2025
1. Apologies
2. Minutes of the meeting held on 4 February 2025
3. Progress in Durham`;
    expect(first(agenda)).toMatchObject({ occurred: { from: '2025-03-04' } });
  });
});

describe('a day that a paper tells', () => {
  it('of what came of an inspection is no day of the inspection', () => {
    const text = `Written statement of action
Durham
Date: 6 September 2018
The report of the inspection of SEND in Durham was published on 12 May 2018.`;
    expect(first(text)?.data).toMatchObject({
      of: expect.not.objectContaining({ days: expect.anything() }),
    });
  });

  it('of a meeting to come, or of the year before, is not that of the meeting of the year', () => {
    const letter = (told: string) => `14 March 2025
Ms Ada Quill
Director of Children's Services
Town Hall
Dear Ms Quill
Annual engagement meeting with Durham
${told}
Yours sincerely
Bo Tern`;
    const toCome = drawn(letter('Thank you. Our next meeting will be held on 3 March 2026.'));
    expect(toCome.proposals.map(({ event }) => event.type)).not.toContain('ContextNoted');
    const years = first(letter('We met on 5 March 2024. We met again on 4 March 2025.'));
    expect(years).toMatchObject({ occurred: { from: '2025-03-04' } });
  });
});

describe('a name in a paper', () => {
  it('takes no word of the line above or below, and no honours', () => {
    const board = `Durham Improvement Board
Minutes
Date: 4 March 2025
Chair: Ada Quill CBE
Present: Bo Tern (Chair of Durham youth council)`;
    expect(names(board)).toEqual(['Ada Quill']);
    const report = `Durham
Report of the Children's Services Commissioner
Ada Quill, Children's Services Commissioner
4 May 2017
To the Secretary of State for Education, on Durham`;
    expect(names(report)).toEqual(['Ada Quill']);
  });

  it('of a chair is not that of who chairs something else', () => {
    const board = `Durham Improvement Board
Minutes
Date: 4 March 2025
Present: Bo Tern (Chair of Durham youth council), Ada Quill (Independent Chair)`;
    expect(names(board)).toEqual(['Ada Quill']);
  });
});
