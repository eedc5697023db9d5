import { z } from 'zod';
import { formatDate } from '../calendar/partial-date-text.ts';
import { areaLabels } from '../frameworks/areas.ts';
import { visitLabels } from '../frameworks/codes.ts';
import { gradeLabels } from '../frameworks/grades.ts';
import { claim } from './define.ts';
import { activityRef, day, finding, type Judgement, judgement, label, progress } from './fields.ts';
import { frameworkAndKind } from './sentence-words.ts';

const published = z.union([
  day,
  z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  z.string().regex(/^\d{4}$/),
]);

const reportData = z.strictObject({
  of: activityRef,
  /** Publication of the report itself, as precisely as this source gives it; absent where it does not. */
  published: published.optional(),
  letterDated: day.optional(),
  /** True where a later report of the inspectorate tells of this one: its word holds where the report itself is not on record. */
  restated: z.literal(true).optional(),
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
});

function reportSentence({ data }: { readonly data: z.infer<typeof reportData> }): string {
  const { of, published: out, letterDated, judgements, progress: made, outcome } = data;
  const what =
    of.activity === 'visit'
      ? `${of.visitKind ? visitLabels[of.visitKind] : 'Visit'} letter`
      : `${frameworkAndKind(of)} report`;
  const when = out
    ? ` published ${formatDate(out)}`
    : letterDated
      ? ` dated ${formatDate(letterDated)}`
      : '';
  const said = [
    ...(data.priorityAction ? ['names areas for priority action'] : []),
    ...(judgements ? [gradesText(judgements)] : []),
    ...(made ? [`progress: ${made.replaceAll('_', ' ')}`] : []),
    ...(outcome ? [`outcome: ${outcome.replaceAll('_', ' ')}`] : []),
    ...(of.activity === 'visit' ? ['ungraded'] : []),
  ];
  return `${what}${when}${said.length > 0 ? ` (${said.join('; ')})` : ''}`;
}

function gradesText(judgements: readonly Judgement[]): string {
  return judgements
    .map(
      ({ area, grade }) => `${areaLabels[area].toLowerCase()} ${gradeLabels[grade].toLowerCase()}`,
    )
    .join(', ');
}

/** A report or letter came out (or a source lists what one said): what it is of, and its grades as printed. */
export const reportPublished = claim({
  type: 'ReportPublished',
  version: 1,
  noun: 'report or letter',
  speaksOf: 'activity',
  data: reportData,
  sentence: reportSentence,
});

/** The authority received the report: statutory clocks run from here (SI 2007/462). */
export const reportReceived = claim({
  type: 'ReportReceived',
  version: 1,
  noun: 'receipt of a report',
  speaksOf: 'report',
  data: z.strictObject({ of: activityRef }),
  sentence: () => 'Report received by the authority',
});

/** The authority published its statement of proposed action or plan, which meets (or was said not to meet) a clock. */
export const statementPublished = claim({
  type: 'StatementPublished',
  version: 1,
  noun: 'statement or plan',
  speaksOf: 'report',
  data: z.strictObject({
    of: activityRef,
    clock: z.enum(['report_published_by_authority', 'action_statement', 'priority_action_plan']),
    /** False where a source says that it was not done. */
    done: z.boolean(),
    title: label.optional(),
  }),
  sentence: ({ data }) =>
    `${data.done ? 'Published' : 'Not published'}: ${data.clock.replaceAll('_', ' ')}`,
});
