import type { KindExample } from '../examples.ts';
import type { KindOfDocument } from '../kind.ts';
import { locatorOf } from '../model.ts';
import { readVisitLetter, recogniseVisitLetter, visitLetterForm } from './visit-letter.ts';

const form = visitLetterForm('focused visit');

const aboutCareLeavers: KindExample = {
  shows: 'a letter on one subject, with a list of what needs to improve',
  text: `Ofsted
14 March 2019
Ms Ada Quill
Director of Children\u2019s Services
Town Hall
High Street
Dear Ms Quill
Focused visit to Durham children\u2019s services
This letter tells what was found at a focused visit to Durham children\u2019s services on 19 and 20 February 2019. The inspectors were Bo Tern, Her Majesty\u2019s Inspector, and Cy O\u2019Wren, HMI.
Inspectors looked at the local authority\u2019s arrangements for care leavers.
Inspectors looked at a range of evidence, such as records.
Overview
Services do much of what they should.
What needs to improve
\u25fc The quality of pathway plans.
\u25fc How often advisers are supervised.
Findings
Advisers know the young people.
Yours sincerely
Bo Tern
Her Majesty\u2019s Inspector`,
  reads: {
    authority: 'durham',
    framework: 'ILACS',
    visitKind: 'focused',
    days: { from: '2019-02-19', to: '2019-02-20' },
    letterDate: '2019-03-14',
    findings: ['improvement_point care_leavers', 'improvement_point supervision'],
    inspectors: ['lead Bo Tern', 'team Cy O’Wren'],
    addressee: 'Ada Quill',
    topic: 'care_leavers',
    priorityAction: false,
    facts: ['LeadershipObserved'],
  },
};

/**
 * Letters after a focused visit between inspections, from January 2018: one subject, no grade. Those of autumn 2020 that took the
 * place of inspection call themselves focused visits too, and are read as what they call themselves.
 */
export const focusedVisitLetter: KindOfDocument = {
  kind: 'focused_visit_letter',
  examples: [aboutCareLeavers],
  recognise: (document) => recogniseVisitLetter(document, form),
  extract(document, context) {
    const { letter, common } = readVisitLetter(document, context, form, 'focused');
    const locators = letter.subject.map(locatorOf);
    return {
      kind: 'focused_visit_letter',
      // focused visits exist under that framework alone, whether or not a letter names it
      framework: { value: 'ILACS', locators, confidence: 'high' },
      visitKind: { value: 'focused', locators, confidence: 'high' },
      ...common,
    };
  },
};
