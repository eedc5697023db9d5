import { z } from 'zod';
import { formatDate } from '../calendar/partial-date-text.ts';
import { areaSendOutcomes } from '../frameworks/area-send.ts';
import { areaLabels } from '../frameworks/areas.ts';
import { visitLabels } from '../frameworks/codes.ts';
import { gradeLabels } from '../frameworks/grades.ts';
import { claim } from './define.ts';
import { activityRef, day, finding, type Judgement, judgement, label, progress } from './fields.ts';
import { frameworkAndKind } from './sentence-words.ts';

const published = z.union(
  [day, z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), z.string().regex(/^\d{4}$/)],
  { error: 'is no day, month or year that exists, such as 2018-07-25' },
);

const reportData = z.strictObject({
  /** The inspection or visit whose report or letter it is. */
  of: activityRef,
  /** Publication of the report itself, as precisely as this source gives it; absent where it does not. */
  published: published.optional(),
  /** Day that a letter bears: it is known from then where its publication is not. */
  letterDated: day.optional(),
  /** True where a later report of the inspectorate tells of this one: its word holds where the report itself is not on record. */
  restated: z.literal(true).optional(),
  /** Grades as printed; absent for a letter, which carries none. */
  judgements: z.array(judgement).max(20).optional(),
  /** Recommendations, points to improve, areas for priority action and good practice, in the order of the document. */
  findings: z.array(finding).max(100).optional(),
  /** Numbers of the paragraphs that say that a recommendation rests on them. */
  recommendationParagraphs: z.array(z.int().min(1).max(999)).max(300).optional(),
  /** How a letter about a monitoring visit calls the progress; no grade. */
  progress: progress.optional(),
  /** Whether the letter names an area for priority action. */
  priorityAction: z.boolean().optional(),
  /** Area SEND: the three-way outcome; it never sets an authority's standing. */
  outcome: z.enum(areaSendOutcomes).optional(),
  /** Where the document is published. */
  address: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  /** SHA-256 of the document's bytes in lower-case hex. */
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
  data: z.strictObject({
    /** The inspection or visit whose report it is. */
    of: activityRef,
  }),
  sentence: () => 'Report received by the authority',
});

/** The authority published its statement of proposed action or plan, which meets (or was said not to meet) a clock. */
export const statementPublished = claim({
  type: 'StatementPublished',
  version: 1,
  noun: 'statement or plan',
  speaksOf: 'report',
  data: z.strictObject({
    /** The inspection or visit that it answers. */
    of: activityRef,
    /**
     * Which duty it meets: publishing the report (30 working days, SI 2007/462), a statement of proposed action, or a plan for what
     * a letter named for priority action (70 working days).
     */
    clock: z.enum(['report_published_by_authority', 'action_statement', 'priority_action_plan']),
    /** False where a source says that it was not done. */
    done: z.boolean(),
    /** Of the statement, as printed. */
    title: label.optional(),
  }),
  sentence: ({ data }) =>
    `${data.done ? 'Published' : 'Not published'}: ${data.clock.replaceAll('_', ' ')}`,
});
