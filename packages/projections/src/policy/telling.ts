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
  told_now: z.strictObject({
    /** A telling no older than this is of today. */
    test: z.literal('told_now'),
    /** What is told of. */
    of: z.enum(lastingKinds),
    /** Calendar months from the day on which it was told to be so. */
    months,
  }),
  above_inadequate: z.strictObject({
    /** An intervention is presumed to have ended with a later graded report above inadequate. */
    test: z.literal('above_inadequate'),
    /** What counts as above inadequate in a report without an overall grade. */
    withoutOverall: areaConditionSchema,
  }),
  takes_place_of: z.strictObject({
    /** An intervention of one instrument takes the place of an earlier one of another. */
    test: z.literal('takes_place_of'),
    /** The one that stands. */
    later: z.enum(instruments),
    /** The one that gives way. */
    earlier: z.enum(instruments),
  }),
  ends_with: z.strictObject({
    /** An appointment ends with the instrument that made it. */
    test: z.literal('ends_with'),
    /** The appointment. */
    of: z.enum(instruments),
    /** The instrument. */
    with: z.enum(instruments),
  }),
  expected_where_inadequate: z.strictObject({
    /** Where an authority is inadequate intervention is expected. */
    test: z.literal('expected_where_inadequate'),
    /** What counts as inadequate in a report without an overall grade. */
    withoutOverall: areaConditionSchema,
  }),
  later_report: z.strictObject({
    /** A later graded report speaks anew of what an earlier one told. */
    test: z.literal('later_report'),
    /** What the earlier one told, or was promised after it. */
    of: z.enum(['theme', 'finding', 'commitment']),
    /** What that is called from then on. */
    state: z.enum(['presumed_ended', 'superseded']),
  }),
  another_told: z.strictObject({
    /** Another word on the same thing takes the place of an earlier one. */
    test: z.literal('another_told'),
    /** What there is one of at a time: in a post, of an instrument, delivering the services. */
    of: z.enum(['post', 'intervention', 'delivery']),
  }),
  addressee: z.strictObject({
    /** A letter of a kind is written to the holder of a post, whatever title it prints. */
    test: z.literal('addressee'),
    /** Kinds of visit that the letter is on. */
    letters: z.array(z.enum(visitKinds)).min(1),
    /** The post, unless the title names another. */
    role,
  }),
  lapses: z.strictObject({
    /** A post held for a time lapses where nobody says that it goes on. */
    test: z.literal('lapses'),
    /** How such a post is held. */
    statuses: z.array(z.enum(postStatuses)).min(1),
    /** Calendar months from the last telling until it is presumed to have ended. */
    months,
  }),
  last_known: z.strictObject({
    /** A post of which nobody has spoken for so long is only last known. */
    test: z.literal('last_known'),
    /** Nothing but posts. */
    of: z.literal('post'),
    /** Calendar months from the last telling. */
    months,
  }),
  body_ended: z.strictObject({
    /** The body that a post belongs to ended by law. */
    test: z.literal('body_ended'),
    /** The post. */
    role,
    /** Last day on which anybody can have held it. */
    on: day,
  }),
  leaves_lists: z.strictObject({
    /** What was promised for a day, and never told of since, is past. */
    test: z.literal('leaves_lists'),
    /** Nothing but commitments. */
    of: z.literal('commitment'),
    /** Calendar months from the last day that was promised. */
    months,
  }),
} as const;

const common = {
  /** Code of the rule. */
  id: code,
  /** With its id, what answers call it. */
  version: z.string().min(1).max(40),
  /** The rule in words. */
  label: text,
  /** Day from which the rule could be known: an answer as known earlier does not use it. */
  known: day,
};
const grounds = z.union([
  z.strictObject({
    /** The document that says so. */
    source: sourceSchema,
  }),
  z.strictObject({
    /** Why we read silence so, where no document says it. */
    ours: text,
  }),
]);

/** A rule of what a telling is worth after its day. */
export const tellingRuleSchema = z.strictObject({
  ...common,
  /** What the rule looks at. */
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
  /** What it rests on. */
  grounds,
});
export type TellingRule = z.infer<typeof tellingRuleSchema>;
export type TellingTest = TellingRule['when'];
