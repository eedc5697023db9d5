import {
  frameworks,
  grades,
  inspectionKinds,
  instruments,
  visitKinds,
} from '@monitoring-timeline/core';
import { z } from 'zod';
import { areaConditionSchema, code, day, sourceSchema, text } from './parts.ts';
import { tellingRuleSchema } from './telling.ts';

export type { AreaCondition } from './parts.ts';

const count = z.int().min(0).max(5000);
const stepSchema = z.union([
  z.strictObject({
    /** Calendar months: to the same day of the month, or the last of a shorter one. */
    months: count,
  }),
  z.strictObject({
    /** Weeks of seven days. */
    weeks: count,
  }),
  z.strictObject({
    /** Working days of England and Wales; the day counted from is none of them. */
    workingDays: count,
  }),
]);

/** How far after its anchor a day lies: one step, or several taken one after the other. */
const offsetSchema = z.union([stepSchema, z.array(stepSchema).min(1).max(4)]);
export type OffsetStep = z.infer<typeof stepSchema>;
export type Offset = z.infer<typeof offsetSchema>;

/** What can be waited for; each has its own coverage in the record and its own suspensions. */
export const owedActivities = [
  'graded_inspection',
  'monitoring_visit',
  'focused_visit',
  'jtai',
  'area_send',
  'action_statement',
  'inspection_report',
  'engagement',
  'intervention_review',
] as const;
/** One of `owedActivities`. */
export type OwedActivity = (typeof owedActivities)[number];

const intervalSchema = z
  .strictObject({
    /** First day; absent: always before. */
    from: day.optional(),
    /** Last day; absent: ever after. */
    to: day.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    error: 'the interval ends before it begins',
    path: ['to'],
  });

const gradedSchema = z.strictObject({
  /** Frameworks of the report; absent: any. */
  frameworks: z.array(z.enum(frameworks)).min(1).optional(),
  /** Editions of its framework, by their year; absent: any. */
  versions: z
    .array(z.string().regex(/^\d{4}$/))
    .min(1)
    .optional(),
  /** Kinds of the inspection; absent: any. */
  kinds: z.array(z.enum(inspectionKinds)).min(1).optional(),
  /** Overall grades that it applies to. Without this and `withoutOverall`: any report. */
  overall: z.array(z.enum(grades)).min(1).optional(),
  /** The same test for a report whose framework gives no overall grade; absent means that it fails. */
  withoutOverall: areaConditionSchema.optional(),
});
export type GradedCondition = z.infer<typeof gradedSchema>;

/** What starts a clock. */
const triggerSchema = z.discriminatedUnion('event', [
  gradedSchema.extend({
    /** The latest graded report in force. */
    event: z.literal('graded_report'),
  }),
  z.strictObject({
    /** The latest visit since the latest graded report whose letter is out. */
    event: z.literal('visit'),
    /** Kinds of visit. */
    kinds: z.array(z.enum(visitKinds)).min(1),
    /** Whether the letter names an area for priority action; absent: either. */
    priorityAction: z.boolean().optional(),
  }),
  z.strictObject({
    /** The latest report on the area's arrangements for special educational needs. */
    event: z.literal('area_send_report'),
    /** What it concludes, as inspections of such arrangements have done since 2023. */
    outcomes: z
      .array(z.enum(['typically_positive', 'inconsistent', 'widespread_systemic_failings']))
      .min(1),
  }),
  z.strictObject({
    /** A graded inspection has begun and its report is not out. */
    event: z.literal('awaiting_report'),
  }),
  z.strictObject({
    /** The latest intervention of a kind that is not on record as ended. */
    event: z.literal('intervention'),
    /** Kinds of intervention. */
    instruments: z.array(z.enum(instruments)).min(1),
  }),
  z.strictObject({
    /** A successor authority came to be and has not been inspected. */
    event: z.literal('established'),
  }),
]);
export type Trigger = z.infer<typeof triggerSchema>;

/** What ends a clock. */
const metBySchema = z.union([
  z.strictObject({
    /** Nothing that any source on record would tell. */
    unrecorded: z.literal(true),
  }),
  z.strictObject({
    /** The report of the inspection that started the clock. */
    report: z.literal(true),
  }),
  z.strictObject({
    /** The next inspection, once its report is out, or the next visit, once it was made. A graded inspection begun since ends visits that lead up to it. */
    activity: z.enum(['graded_inspection', 'monitoring_visit', 'focused_visit', 'area_send']),
  }),
  z.strictObject({
    /** That the authority published this, by the word of a source. */
    statement: z.enum([
      'report_published_by_authority',
      'action_statement',
      'priority_action_plan',
    ]),
  }),
]);

/**
 * The day that a clock runs from. `receipt` falls back on the publication, and any other day that is not on record on
 * the next later one that is; an answer then says that its start is assumed. `last_visit`: the first day of the latest
 * visit of the kind that meets the rule. `intervention`: the day on which it began.
 */
export const anchorKinds = [
  'start',
  'end',
  'publication',
  'receipt',
  'last_visit',
  'established',
  'intervention',
] as const;
export type AnchorKind = (typeof anchorKinds)[number];

const ruleSchema = z.strictObject({
  /** Code by which answers name it; the same for all its versions. */
  id: code,
  /** Tells its versions apart: as a rule the year or month of what it rests on. */
  version: z.string().min(1).max(40),
  /** The rule in words. */
  label: text,
  /** What is owed in a few words, as an entry of a calendar calls it; the name of its activity unless given. */
  owed: text.optional(),
  /** What is owed: it decides which coverage and which suspensions count. */
  activity: z.enum(owedActivities),
  /** Who has to act. */
  owedBy: z.enum(['inspectorate', 'authority', 'department']),
  /** Whether a law or only usage says so, or only past waits. */
  basis: z.enum(['statutory', 'usual', 'observed']),
  /** Days on which this version is in force; which day counts, `inForceOn` says. */
  effective: intervalSchema.default({}),
  /** Day from which it was public, or measured: a question as known before does not use it. Absent: always. */
  known: day.optional(),
  /** The day on which this version must be in force: that of the anchor, or the one asked about. */
  inForceOn: z.enum(['anchor', 'as_of']).default('anchor'),
  /** What starts the clock. */
  trigger: triggerSchema,
  /** The day that it runs from. */
  anchor: z.enum(anchorKinds),
  /** How far after its anchor the days of the clock lie: one step each, or several taken one after the other. */
  offsets: z.strictObject({
    /** First day of the window; absent: none is named. */
    opens: offsetSchema.optional(),
    /** The usual point, or the last day on which it is in time. */
    due: offsetSchema,
    /** Last day of the window; absent: there is none, and it is past after `due`. */
    closes: offsetSchema.optional(),
  }),
  /** What ends the clock. */
  metBy: metBySchema,
  /** The clock comes round so long after its day, for as long as what started it stands. For what no source would ever show as met. */
  every: z
    .strictObject({
      /** Calendar months from one turn to the next. */
      months: count.min(1),
    })
    .optional(),
  /** True lets the clock stand still in suspensions; otherwise they are only noted. */
  clockStops: z.boolean().default(false),
  /** True only beside a primary source: the law, or a publication of who does what the rule speaks of. */
  verified: z.boolean().default(true),
  /** Whether anything is called overdue by it; absent: where it is verified. */
  callsOverdue: z.boolean().optional(),
  /** What the rule rests on. */
  source: sourceSchema,
});
/**
 * One version of a rule: what is owed by whom, so long after what, by whose word, and what ends the clock. Two versions of one
 * rule are never in force on one day.
 */
export type Rule = z.infer<typeof ruleSchema>;

const suspensionSchema = z
  .strictObject({
    /** What stood still. */
    activity: z.enum(owedActivities),
    /** First day. */
    from: day,
    /** Last day. */
    to: day,
    /** Day from which it was public; absent: its first. */
    known: day.optional(),
    /** Day from which its end was: before, it goes on for ever. Absent: the day after its last. */
    endKnown: day.optional(),
    /** Why, and how its days are known. */
    reason: text,
    /** False where no primary source was found for it. */
    verified: z.boolean().default(true),
    /** What tells of it. */
    source: sourceSchema,
  })
  .refine(({ from, to }) => from <= to, {
    error: 'the suspension ends before it begins',
    path: ['to'],
  });
/**
 * Days on which an activity was suspended, such as routine inspection from 17 March 2020; each rule says whether its clock stands
 * still.
 */
export type Suspension = z.infer<typeof suspensionSchema>;

const nextKindSchema = gradedSchema.extend({
  /** The kind that comes next. */
  kind: z.enum(inspectionKinds),
  /** Days asked about on which it holds. */
  effective: intervalSchema.default({}),
});

/** A policy: what is expected when, by whose word. All that is a rule of the field and not of the program stands in it. */
export const policySchema = z
  .strictObject({
    /** Code of the policy. */
    id: code,
    /** With its id, what answers call it. */
    version: z.string().min(1).max(40),
    /** What it is about, in words. */
    title: text,
    /** Version of the table of bank holidays that working days are counted by. */
    calendar: z.string().min(1).max(80),
    /** What is not public yet: how long an inspection is under way before its report. */
    unpublished: z
      .strictObject({
        /** Days from the first on site to publication, as a rule: younger silence proves nothing. */
        usualDays: count,
        /** The most that it took, in days. */
        longestDays: count,
        /** What these were measured on. */
        source: sourceSchema,
      })
      .refine(({ usualDays, longestDays }) => usualDays <= longestDays, {
        error: 'the longest is no shorter than the usual',
        path: ['longestDays'],
      }),
    /** What is owed by whom and when; of one rule no two versions for one day. */
    rules: z.array(ruleSchema).min(1).max(200),
    /** Which kind comes next: the first entry that fits. */
    nextKind: z.array(nextKindSchema).max(50).default([]),
    /** When activities stood still. */
    suspensions: z.array(suspensionSchema).max(200).default([]),
    /** What a telling is worth after its day; without it the rules that are shipped. */
    telling: z.array(tellingRuleSchema).max(100).optional(),
  })
  .superRefine(({ rules }, context) => {
    rules.forEach((rule, index) => {
      const { every, metBy, offsets, clockStops } = rule;
      const windowed = offsets.opens !== undefined || offsets.closes !== undefined;
      if (every && (!('unrecorded' in metBy) || windowed || clockStops)) {
        context.addIssue({
          code: 'custom',
          path: ['rules', index, 'every'],
          message:
            'only a clock with `metBy: { "unrecorded": true }`, without a window and without `clockStops`, comes round',
        });
      }
      const twin = rules.findIndex(
        (other, at) =>
          at < index && other.id === rule.id && overlap(other.effective, rule.effective),
      );
      if (twin >= 0) {
        context.addIssue({
          code: 'custom',
          path: ['rules', index, 'effective'],
          message: `overlaps version ${rules[twin]!.version} of ${rule.id}; one version is in force on a day`,
        });
      }
    });
  });
/** A policy as it is used, with what it leaves out filled in. */
export type Policy = z.infer<typeof policySchema>;
/** A policy as a person writes it: what has a usual value may be left out. */
export type PolicyInput = z.input<typeof policySchema>;

function overlap(a: Rule['effective'], b: Rule['effective']): boolean {
  return (a.from ?? '') <= (b.to ?? '9999') && (b.from ?? '') <= (a.to ?? '9999');
}
