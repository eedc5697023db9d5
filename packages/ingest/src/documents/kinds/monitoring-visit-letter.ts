import { openingLength } from '../fields/letter.ts';
import { readProgress } from '../fields/progress.ts';
import { readVisitSequence } from '../fields/visit-sequence.ts';
import type { KindOfDocument } from '../kind.ts';
import { locatorOf } from '../model.ts';
import { readVisitLetter, recogniseVisitLetter, visitLetterForm } from './visit-letter.ts';

const form = visitLetterForm('monitoring visit');
const ilacs = /\(ILACS\)|inspection\s+of\s+local\s+authority\s+children['\u2019]s\s+services/i;

/** Letters after a monitoring visit to an inadequate authority, from 2016: which visit since which report, what progress. */
export const monitoringVisitLetter: KindOfDocument = {
  kind: 'monitoring_visit_letter',
  recognise: (document) => recogniseVisitLetter(document, form),
  extract(document, context) {
    const { letter, common } = readVisitLetter(document, context, form);
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
