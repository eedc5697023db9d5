import { z } from 'zod';
import { claim } from './define.ts';
import { activityRef, day, finding, judgement, label, progress } from './fields.ts';

const published = z.union([
  day,
  z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  z.string().regex(/^\d{4}$/),
]);

/** A report or letter came out (or a source lists what one said): what it is of, and its grades as printed. */
export const reportPublished = claim(
  'ReportPublished',
  1,
  z.strictObject({
    of: activityRef,
    /** Publication of the report itself, as precisely as this source gives it; absent where it does not. */
    published: published.optional(),
    letterDated: day.optional(),
    judgements: z.array(judgement).max(20).optional(),
    findings: z.array(finding).max(100).optional(),
    progress: progress.optional(),
    /** Whether the letter names an area for priority action. */
    priorityAction: z.boolean().optional(),
    /** Area SEND: the three-way outcome; it never sets an authority's standing. */
    outcome: z
      .enum(['typically_positive', 'inconsistent', 'widespread_systemic_failings'])
      .optional(),
    address: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
);

/** The authority received the report: statutory clocks run from here (SI 2007/462). */
export const reportReceived = claim('ReportReceived', 1, z.strictObject({ of: activityRef }));

/** The authority published its statement of proposed action or plan, which meets (or was said not to meet) a clock. */
export const statementPublished = claim(
  'StatementPublished',
  1,
  z.strictObject({
    of: activityRef,
    clock: z.enum(['report_published_by_authority', 'action_statement', 'priority_action_plan']),
    /** False where a source says that it was not done. */
    done: z.boolean(),
    title: label.optional(),
  }),
);
