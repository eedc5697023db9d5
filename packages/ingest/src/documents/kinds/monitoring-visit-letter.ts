import type { KindExample } from '../examples.ts';
import { openingLength } from '../fields/letter.ts';
import { readProgress } from '../fields/progress.ts';
import { readVisitSequence } from '../fields/visit-sequence.ts';
import type { KindOfDocument } from '../kind.ts';
import { locatorOf } from '../model.ts';
import { readVisitLetter, recogniseVisitLetter, visitLetterForm } from './visit-letter.ts';

const form = visitLetterForm('monitoring visit');
const ilacs = /\(ILACS\)|inspection\s+of\s+local\s+authority\s+children['\u2019]s\s+services/i;

const thirdVisit: KindExample = {
  shows: 'which visit it was since which report, and what progress it saw',
  text: `Ofsted
12 May 2021
Ada Quill
Interim Director of Children\u2019s Services
Civic Centre
Dear Ms Quill
Monitoring visit to Durham children\u2019s services
This letter gives the findings of the monitoring visit to Durham children\u2019s services on 20 and 21 April 2021. The inspectors were Bo Tern and Cy Wren, HMI.
The visit was the third since the local authority was judged to be inadequate overall at the inspection published in June 2018.
The local authority is making steady progress in this work.
Yours sincerely
Bo Tern
Her Majesty\u2019s Inspector`,
  reads: {
    authority: 'durham',
    visitKind: 'monitoring',
    days: { from: '2021-04-20', to: '2021-04-21' },
    letterDate: '2021-05-12',
    inspectors: ['lead Bo Tern', 'team Cy Wren'],
    addressee: 'Ada Quill',
    visitSequence: 3,
    visitSince: '2018-06',
    progress: 'steady',
    priorityAction: false,
    facts: ['LeadershipObserved'],
  },
};

/** Letters after a monitoring visit to an inadequate authority, from 2016: which visit since which report, what progress. */
export const monitoringVisitLetter: KindOfDocument = {
  kind: 'monitoring_visit_letter',
  examples: [thirdVisit],
  recognise: (document) => recogniseVisitLetter(document, form),
  extract(document, context) {
    const { letter, common } = readVisitLetter(document, context, form, 'monitoring');
    const { sequence, since, previous } = readVisitSequence(letter);
    const named = letter.body.find(ilacs);
    const framework = named && named.index < openingLength ? named : undefined;
    return {
      kind: 'monitoring_visit_letter',
      framework: framework
        ? { value: 'ILACS', locators: framework.locators, confidence: 'high' }
        : undefined,
      visitKind: {
        value: 'monitoring',
        locators: letter.subject.map(locatorOf),
        confidence: 'high',
      },
      ...common,
      visitSequence: sequence,
      visitSince: since,
      previous,
      progress: readProgress(letter),
    };
  },
};
