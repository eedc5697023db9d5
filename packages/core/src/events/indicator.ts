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
    indicator: code,
    topic,
    printed: label,
    value: z.number().optional(),
    unit: z.enum(['count', 'percent', 'per_10000', 'weeks', 'days', 'hours', 'text']),
    numerator: z.number().optional(),
    denominator: z.number().positive().optional(),
    /** About, over, under: where the source hedges. */
    approximate: z.boolean().optional(),
    comparator: z.strictObject({ label, printed: label, value: z.number().optional() }).optional(),
    unvalidated: z.boolean().optional(),
    /** The printed value does not follow from its own numerator and denominator. Flagged, not mended. */
    inconsistent: z.boolean().optional(),
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
  data: z.strictObject({ topic, due: partialDateSchema.optional() }),
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
    topic,
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
    title: label,
    framework: z.string().max(20).optional(),
    region: label.optional(),
    /** What the table counts. */
    counts: z.enum(['authorities', 'reports', 'not_stated']),
    population: z.int().min(0).optional(),
    published: z.int().min(0).optional(),
    rows: z
      .array(
        z.strictObject({
          area,
          label: label.optional(),
          counts: z.partialRecord(gradeOrNot, z.int().min(0)),
          percent: z.partialRecord(gradeOrNot, z.number()).optional(),
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
    note: label.optional(),
  }),
  sentence: ({ data, occurred }) =>
    `The record of ${data.activity.replaceAll('_', ' ')} is complete for ${formatPartialDate(occurred)}`,
});
