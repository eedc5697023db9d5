import { z } from 'zod';
import { formatPartialDate } from '../calendar/partial-date-text.ts';
import { claim } from './define.ts';
import { activityRef, area, code, gradeOrNot, label, topic } from './fields.ts';
import { partialDateSchema } from './times.ts';

/** A measured value, as printed, with what it was made of; `occurred` is the day or period it was measured for. */
export const indicatorObserved = claim({
  type: 'IndicatorObserved',
  version: 1,
  noun: 'indicator',
  speaksOf: 'indicator',
  data: z.strictObject({
    /** Our code of what was measured, for example `care_leavers_in_touch`. */
    indicator: code,
    /** What was measured, in a few words. */
    topic,
    /** The value as printed, unit and hedges included. */
    printed: label,
    /** The value in `unit`; absent where the print is no number. */
    value: z.number().optional(),
    /** `per_10000`: of children under 18, as the inspectorate reckons it; `text`: the print is no number. */
    unit: z.enum(['count', 'percent', 'per_10000', 'weeks', 'days', 'hours', 'text']),
    /** What was counted of the denominator, where the source gives both. */
    numerator: z.number().optional(),
    /** What it was counted among, where the source gives both. */
    denominator: z.number().positive().optional(),
    /** About, over, under: where the source hedges. */
    approximate: z.boolean().optional(),
    /** What the source sets beside it: a national figure, or the same at an earlier day. */
    comparator: z
      .strictObject({
        /** What it is of, as printed: `national`, `31 March 2017`. */
        label,
        /** The figure as printed. */
        printed: label,
        /** The figure, in the unit of the indicator. */
        value: z.number().optional(),
      })
      .optional(),
    /** True where the source calls the figure local and unvalidated. */
    unvalidated: z.boolean().optional(),
    /** The printed value does not follow from its own numerator and denominator. Flagged, not mended. */
    inconsistent: z.boolean().optional(),
    /** The inspection or visit whose report prints it. */
    of: activityRef.optional(),
  }),
  sentence: ({ data }) =>
    `${data.topic}: ${data.printed}${data.inconsistent ? ' (does not follow from its own figures)' : ''}`,
});

/** What an authority said it would do, and by when. */
export const commitmentMade = claim({
  type: 'CommitmentMade',
  version: 1,
  noun: 'commitment',
  speaksOf: 'commitment',
  data: z.strictObject({
    /** What it said it would do, in a few words of our own. */
    topic,
    /** By when. */
    due: partialDateSchema.optional(),
  }),
  sentence: ({ data }) =>
    `Committed: ${data.topic}${data.due ? `, due ${formatPartialDate(data.due)}` : ''}`,
});

/** A dated fact that no other type carries: a strategy, a structure, a programme, an incident, a meeting, good practice. */
export const contextNoted = claim({
  type: 'ContextNoted',
  version: 1,
  noun: 'note of context',
  speaksOf: 'context',
  data: z.strictObject({
    /** What sort of fact it is. */
    kind: z.enum([
      'strategy',
      'structure',
      'service',
      'practice',
      'programme',
      'incident',
      'meeting',
      'document',
      'good_practice',
      'framework',
      'membership',
      'statement',
    ]),
    /** The fact in a few words of our own. */
    topic,
    /** True where it was still to come when the source told of it. */
    planned: z.boolean().optional(),
  }),
  sentence: ({ data }) => data.topic,
});

/** A published national or regional table, kept to be reconciled with ours. */
export const snapshotPublished = claim({
  type: 'SnapshotPublished',
  version: 1,
  noun: 'published table',
  speaksOf: 'table',
  data: z.strictObject({
    /** Of the table, as printed. */
    title: label,
    /** The framework that it counts, in the source's word. */
    framework: z.string().max(20).optional(),
    /** ONS region by name; absent for England. */
    region: label.optional(),
    /** What the table counts. */
    counts: z.enum(['authorities', 'reports', 'not_stated']),
    /** How many there are to be inspected, as printed. */
    population: z.int().min(0).optional(),
    /** How many reports were out, as printed. */
    published: z.int().min(0).optional(),
    /** One for each area judged. */
    rows: z
      .array(
        z.strictObject({
          /** What was judged, as our concept. */
          area,
          /** The area as printed. */
          label: label.optional(),
          /** How many of each grade, as printed. */
          counts: z.partialRecord(gradeOrNot, z.int().min(0)),
          /** How many of each grade per hundred, as printed: rounded, and so they need not add up to 100. */
          percent: z.partialRecord(gradeOrNot, z.number()).optional(),
          /** Page or line of the row. */
          locator: label.optional(),
        }),
      )
      .max(20),
  }),
  sentence: ({ data }) => `Published table: ${data.title}`,
});

/** Which activity a source lists completely, from when to when (`occurred`): outside it, silence proves nothing. */
export const coverageStated = claim({
  type: 'CoverageStated',
  version: 1,
  noun: 'statement of coverage',
  speaksOf: 'coverage',
  data: z.strictObject({
    /** What is listed completely. */
    activity: z.enum([
      'graded_inspection',
      'focused_visit',
      'monitoring_visit',
      'jtai',
      'area_send',
      'action_statement',
    ]),
    /** Which date the span speaks of. */
    axis: z.enum(['published', 'carried_out']),
    /** What else is to be known of it. */
    note: label.optional(),
  }),
  sentence: ({ data, occurred }) =>
    `The record of ${data.activity.replaceAll('_', ' ')} is complete for ${formatPartialDate(occurred)}`,
});
