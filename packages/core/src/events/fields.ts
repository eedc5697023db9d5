import { z } from 'zod';
import { areas } from '../frameworks/areas.ts';
import { frameworks, inspectionKinds, visitKinds } from '../frameworks/codes.ts';
import { grades, nonGrades } from '../frameworks/grades.ts';
import { partialDateSchema } from './times.ts';

export const day = z.iso.date();
export const topic = z.string().min(1).max(300);
export const code = z
  .string()
  .regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/)
  .max(80);
export const label = z.string().min(1).max(300);

/** Opaque id of a person; the name stands in the people register and can be erased there. */
export const personId = z.string().regex(/^p-[0-9a-f]{20}$/);

export const framework = z.enum(frameworks);
export const frameworkVersion = z.string().regex(/^\d{4}$/);
export const inspectionKind = z.enum(inspectionKinds);
export const visitKind = z.enum(visitKinds);
export const area = z.enum(areas);
export const gradeOrNot = z.enum([...grades, ...nonGrades]);

/** First and last day on site of one part of an inspection or visit. */
export const daysOnSite = z
  .strictObject({
    /** First day, ISO. */
    from: day,
    /** Last day, ISO. */
    to: day,
  })
  .refine(({ from, to }) => from <= to, {
    error: 'the last day is on or after the first',
    path: ['to'],
  });

/** What an inspector did in the team. */
export const inspectorRoles = [
  'lead',
  'deputy',
  'team',
  'quality_assurance',
  'data_analyst',
  'other',
] as const;

export const inspector = z.strictObject({
  /** Opaque id; the name stands in the people register. */
  person: personId,
  /** What they did in the team. */
  role: z.enum(inspectorRoles),
});

/** One printed grade: our area and grade, beside the words and codes of the document. */
export const judgement = z.strictObject({
  /** What was judged, as our concept. */
  area,
  /** Our code of the grade, or why there is none. */
  grade: gradeOrNot,
  /** The grade as printed. */
  printed: label.optional(),
  /** The area as printed. */
  label: label.optional(),
  /** The framework's own code for the area. */
  code: code.optional(),
  /** Areas that one combined grade stands for. */
  covers: z.array(area).min(2).optional(),
  /** Page, row or paragraph, where it is not the source's. */
  locator: label.optional(),
});
/** One printed grade: our area and grade, beside the words and codes of the document. */
export type Judgement = z.infer<typeof judgement>;

export const finding = z.strictObject({
  /** What the document calls it; `priority_action` is the most serious, named by letters after a visit. */
  kind: z.enum(['recommendation', 'improvement_point', 'priority_action', 'good_practice']),
  /** As the document numbers it, from 1; absent where it does not. */
  number: z.int().min(1).max(200).optional(),
  /** What it is about, in a few words of our own. */
  topic,
  /** Our code of the recurring theme that it belongs to. */
  theme: code.optional(),
  /** Page or paragraph, where it is not the source's. */
  locator: label.optional(),
});

/** Which inspection or visit a claim speaks of, in the words of that claim: matching joins them in the fold. */
export const activityRef = z.strictObject({
  /** Graded inspection, or a visit that carries no grade. */
  activity: z.enum(['inspection', 'visit']),
  /** Under which it was made; stated by the source, never told from a date. */
  framework: framework.optional(),
  /** Year in which the version of the framework came into use, for example `2023`. */
  version: frameworkVersion.optional(),
  /** Of an inspection: its form. */
  kind: inspectionKind.optional(),
  /** Of a visit: its kind. */
  visitKind: visitKind.optional(),
  /** Of a monitoring visit: which one since the judgement that it follows up, from 1. */
  sequence: z.int().min(1).max(99).optional(),
  /** Days on site, as far as this claim gives them. */
  days: partialDateSchema.optional(),
  /** Days on site part by part, where carried out in more than one. */
  parts: z.array(daysOnSite).min(2).max(6).optional(),
});
/** Which inspection or visit a claim speaks of, in the words of that claim. */
export type ActivityRef = z.infer<typeof activityRef>;

/** How a letter about a visit calls the progress that was made. */
export const progressWords = [
  'no_progress',
  'limited',
  'some',
  'steady',
  'good',
  'significant',
  'mixed',
  'not_stated',
] as const;
export const progress = z.enum(progressWords);

/**
 * Posts that the record follows. `dcs`: director of children's services, statutory under Children Act 2004 s.18; `lead_member`: the
 * councillor designated beside them; `delivery_`: of the trust or company that delivers the services.
 */
export const leadershipRoles = [
  'dcs',
  'lead_member',
  'chief_executive',
  'leader',
  'delivery_chief_executive',
  'delivery_chair',
  'adult_services_director',
  'lscb_chair',
  'commissioner',
  'adviser',
  'improvement_board_chair',
  'other',
] as const;
export const leadershipRole = z.enum(leadershipRoles);
/** A post that the record follows; see `leadershipRoles`. */
export type LeadershipRole = z.infer<typeof leadershipRole>;

/** How somebody holds a post; `designate`: appointed, and not yet in it. */
export const postStatuses = ['permanent', 'interim', 'acting', 'designate', 'not_stated'] as const;
export const postStatus = z.enum(postStatuses);
/** How somebody holds a post; see `postStatuses`. */
export type PostStatus = z.infer<typeof postStatus>;
