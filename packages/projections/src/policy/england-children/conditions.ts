import type { AreaCondition } from '../schema.ts';

const practiceAreas = ['help_and_protection', 'children_in_care', 'care_leavers'] as const;

/**
 * Reports since April 2026 print no overall grade, and no published rule was found that says what takes its place.
 * Until then an inadequate practice area made the overall inadequate every time (34 of 34 reports), and inadequate
 * leaders alone did so once in five.
 */
export const noPracticeAreaInadequate: AreaCondition = {
  all: [{ of: [...practiceAreas], in: ['inadequate'], atMost: 0 }],
  verified: false,
};

export const aPracticeAreaInadequate: AreaCondition = {
  all: [{ of: [...practiceAreas], in: ['inadequate'], atLeast: 1 }],
  verified: false,
};

/** Said of reports since April 2026: good leaders and two good practice areas stand where an overall good stood. */
export const goodLeadersAndTwoPracticeAreas: AreaCondition = {
  all: [
    { of: ['leadership'], in: ['outstanding', 'good'], atLeast: 1 },
    { of: [...practiceAreas], in: ['outstanding', 'good'], atLeast: 2 },
  ],
  verified: false,
};

/** Any report without an overall grade that an earlier entry did not take. */
export const anyAreas: AreaCondition = {
  all: [{ of: ['leadership', ...practiceAreas], in: ['outstanding'], atMost: 4 }],
  verified: false,
};

/** A figure worked out from the shipped record and not from any document. */
export function record(what: string): { title: string } {
  return { title: `The shipped record to 20 August 2026: ${what}` };
}

/** The day to which the shipped record was counted for what was observed. */
export const measuredOn = '2026-08-20';
