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
  .strictObject({ from: day, to: day })
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
  person: personId,
  role: z.enum(inspectorRoles),
});

/** One printed grade: our area and grade, beside the words and codes of the document. */
export const judgement = z.strictObject({
  area,
  grade: gradeOrNot,
  /** The grade as printed. */
  printed: label.optional(),
  /** The area as printed, and the framework's own code for it. */
  label: label.optional(),
  code: code.optional(),
  /** Areas that one combined grade stands for. */
  covers: z.array(area).min(2).optional(),
  locator: label.optional(),
});
export type Judgement = z.infer<typeof judgement>;

export const finding = z.strictObject({
  kind: z.enum(['recommendation', 'improvement_point', 'priority_action', 'good_practice']),
  number: z.int().min(1).max(200).optional(),
  topic,
  theme: code.optional(),
  locator: label.optional(),
});

/** Which inspection or visit a claim speaks of, in the words of that claim: matching joins them in the fold. */
export const activityRef = z.strictObject({
  activity: z.enum(['inspection', 'visit']),
  framework: framework.optional(),
  version: frameworkVersion.optional(),
  kind: inspectionKind.optional(),
  visitKind: visitKind.optional(),
  sequence: z.int().min(1).max(99).optional(),
  /** Days on site, as far as this claim gives them. */
  days: partialDateSchema.optional(),
  parts: z.array(daysOnSite).min(2).max(6).optional(),
});
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
export type LeadershipRole = z.infer<typeof leadershipRole>;

export const postStatuses = ['permanent', 'interim', 'acting', 'designate', 'not_stated'] as const;
export const postStatus = z.enum(postStatuses);
export type PostStatus = z.infer<typeof postStatus>;
