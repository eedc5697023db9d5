import type { KindOfDocument } from '../kind.ts';
import { locatorOf } from '../model.ts';
import { readVisitLetter, recogniseVisitLetter, visitLetterForm } from './visit-letter.ts';

const form = visitLetterForm('focused visit');

/**
 * Letters after a focused visit between inspections, from January 2018: one subject, no grade. Those of autumn 2020 that took the
 * place of inspection call themselves focused visits too, and are read as what they call themselves.
 */
export const focusedVisitLetter: KindOfDocument = {
  kind: 'focused_visit_letter',
  recognise: (document) => recogniseVisitLetter(document, form),
  extract(document, context) {
    const { letter, common } = readVisitLetter(document, context, form);
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
