import { instruments, leadershipRoles, postStatuses, visitKinds } from '@monitoring-timeline/core';
import { z } from 'zod';
import { areaConditionSchema, code, day, sourceSchema, text } from './parts.ts';

/** What lasts from one telling to the next, and between them only silence. */
export const lastingKinds = [
  'post',
  'intervention',
  'delivery',
  'theme',
  'finding',
  'commitment',
] as const;
export type LastingKind = (typeof lastingKinds)[number];

const months = z.int().min(1).max(240);
const role = z.enum(leadershipRoles);

/** What a rule looks at. Each is one reading of silence, and none makes a fact. */
const test = {
  /** A telling no older than this is of today. */
  told_now: z.strictObject({ test: z.literal('told_now'), of: z.enum(lastingKinds), months }),
  /** An intervention is presumed to have ended with a later graded report above inadequate. */
  above_inadequate: z.strictObject({
    test: z.literal('above_inadequate'),
    withoutOverall: areaConditionSchema,
  }),
  /** An intervention of one instrument takes the place of an earlier one of another. */
  takes_place_of: z.strictObject({
    test: z.literal('takes_place_of'),
    later: z.enum(instruments),
    earlier: z.enum(instruments),
  }),
  /** An appointment ends with the instrument that made it. */
  ends_with: z.strictObject({
    test: z.literal('ends_with'),
    of: z.enum(instruments),
    with: z.enum(instruments),
  }),
  /** Where an authority is inadequate intervention is expected. */
  expected_where_inadequate: z.strictObject({
    test: z.literal('expected_where_inadequate'),
    withoutOverall: areaConditionSchema,
  }),
  /** A later graded report speaks anew of what an earlier one told. */
  later_report: z.strictObject({
    test: z.literal('later_report'),
    of: z.enum(['theme', 'finding', 'commitment']),
    state: z.enum(['presumed_ended', 'superseded']),
  }),
  /** Another word on the same thing takes the place of an earlier one. */
  another_told: z.strictObject({
    test: z.literal('another_told'),
    of: z.enum(['post', 'intervention', 'delivery']),
  }),
  /** A letter of a kind is written to the holder of a post, whatever title it prints. */
  addressee: z.strictObject({
    test: z.literal('addressee'),
    letters: z.array(z.enum(visitKinds)).min(1),
    role,
  }),
  /** A post held for a time lapses where nobody says that it goes on. */
  lapses: z.strictObject({
    test: z.literal('lapses'),
    statuses: z.array(z.enum(postStatuses)).min(1),
    months,
  }),
  /** A post of which nobody has spoken for so long is only last known. */
  last_known: z.strictObject({ test: z.literal('last_known'), of: z.literal('post'), months }),
  /** The body that a post belongs to ended by law. */
  body_ended: z.strictObject({ test: z.literal('body_ended'), role, on: day }),
  /** What was promised for a day, and never told of since, is past. */
  leaves_lists: z.strictObject({
    test: z.literal('leaves_lists'),
    of: z.literal('commitment'),
    months,
  }),
} as const;

const common = {
  id: code,
  version: z.string().min(1).max(40),
  /** The rule in words. */
  label: text,
  /** Day from which the rule could be known: an answer as known earlier does not use it. */
  known: day,
};
const grounds = z.union([
  z.strictObject({ source: sourceSchema }),
  /** Why we read silence so, where no document says it. */
  z.strictObject({ ours: text }),
]);

/** A rule of what a telling is worth after its day. */
export const tellingRuleSchema = z.strictObject({
  ...common,
  when: z.discriminatedUnion('test', [
    test.told_now,
    test.above_inadequate,
    test.takes_place_of,
    test.ends_with,
    test.expected_where_inadequate,
    test.later_report,
    test.another_told,
    test.addressee,
    test.lapses,
    test.last_known,
    test.body_ended,
    test.leaves_lists,
  ]),
  grounds,
});
export type TellingRule = z.infer<typeof tellingRuleSchema>;
export type TellingTest = TellingRule['when'];
