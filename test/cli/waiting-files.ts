import { claimId } from '@monitoring-timeline/core';
import { outcomes } from './small-record.ts';

/** The header of the table of outcomes. */
export const columns = outcomes.slice(0, outcomes.indexOf('\n'));
/** A row whose grades hardly go together. */
export const impossible =
  'Kent,ILACS,ilacs_standard,2022-05-09,2022-05-20,2022-07-08,good,good,inadequate,good,,,,,,https://example.org/4,report_pdf';
/** A letter that was written before the visit that it tells of. */
export const letter = `Ofsted
14 January 2019
Ms Ada Quill
Director of Children’s Services
Town Hall
Durham
DH1 1AA
Dear Ms Quill
Focused visit to Durham children’s services
This letter tells what was found at a focused visit to Durham children’s services
on 19 and 20 February 2019. The inspectors were Bo Tern, Her Majesty’s
Inspector, and Cy O’Wren, HMI.
Inspectors looked at the local authority’s arrangements for care leavers.
Yours sincerely
Bo Tern
Her Majesty’s Inspector
`;

/** A council's word on one report, as a line of events. */
export function paper(title: string, day: string, grade: string): string {
  const content = {
    type: 'ReportPublished',
    version: 1,
    authority: 'merton',
    occurred: { precision: 'day', from: '2019-07-25' },
    known: { from: day, basis: 'published' },
    source: { publisher: 'A council', rank: 'council', title, assertedBy: 'authority' },
    data: {
      of: {
        activity: 'inspection',
        framework: 'ILACS',
        days: { precision: 'range', from: '2019-06-10', to: '2019-06-21' },
      },
      published: '2019-07-25',
      judgements: [{ area: 'overall', grade }],
    },
  };
  return `${JSON.stringify({ id: claimId(content), ...content })}\n`;
}
