import { leadershipRoles, postStatuses } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  asOfSchema,
  authorityShownSchema,
  becauseSchema,
  disagreementShownSchema,
  givenDate,
  knownAtSchema,
  recordToSchema,
  spanOfMonthsSchema,
  speaksOfSchema,
} from './common.ts';
import { toldFields } from './told.ts';

/** A post, and who is in it. */
const postFields = {
  role: z
    .enum(leadershipRoles)
    .describe('The office, such as dcs: director of children’s services.'),
  person: z
    .string()
    .nullable()
    .describe(
      'Name as the register of people has it now; null where the holder is not named, or the name was erased.',
    ),
  personId: z.string().nullable().describe('Opaque id of the person.'),
  title: z.string().nullable().describe('Title as printed.'),
  status: z.enum(postStatuses).describe('How the post is held.'),
  jointWith: z.array(z.enum(leadershipRoles)).describe('Other offices held in one joint post.'),
} as const;

const organisationSchema = z
  .string()
  .nullable()
  .describe(
    'Where the post is, where not in the council; null where no source names another place.',
  );

export const postHolderSchema = z
  .strictObject({
    ...toldFields,
    person: postFields.person,
    personId: postFields.personId,
    title: postFields.title,
    status: z.enum([...postStatuses, 'not_known']).describe('How the post is held.'),
    since: z
      .string()
      .nullable()
      .describe('As precise as the source; null where the record only saw somebody in post.'),
    observed: z
      .string()
      .nullable()
      .describe('When a source last saw them in post, as precise as it says; null where none did.'),
    byAddress: z
      .boolean()
      .describe(
        'True where they were seen only in that a letter was addressed to them under another title.',
      ),
    confirmed: z
      .boolean()
      .describe(
        'False for somebody appointed of whom no source says yet that they took up the post.',
      ),
    uncertain: z.boolean().describe('True until the last possible day of a coarse start.'),
    jointWith: postFields.jointWith,
    organisation: organisationSchema,
    reportedBy: z.string().describe('Who published the source that last tells of them.'),
    because: becauseSchema,
  })
  .meta({
    id: 'PostHolder',
    description:
      'Who is on record in a role on a day. Silence is never a vacancy: an unnamed or unknown holder stays so.',
  });

export const holdersSchema = z
  .record(z.string(), postHolderSchema.optional())
  .describe('Who is on record in each role on the day.');

export const lastKnownHolderSchema = postHolderSchema
  .extend({ months: z.number().nullable().describe('Whole months since the last telling.') })
  .meta({
    id: 'LastKnownHolder',
    description:
      'Somebody who held a role when it was last told of, and whom nothing lets be called its holder on the day.',
  });

export const lastKnownHoldersSchema = z
  .record(z.string(), lastKnownHolderSchema.optional())
  .describe('Who held a role when it was last told of, where nobody can be called its holder.');

export const leadershipChangeSchema = z
  .strictObject({
    change: z
      .enum(['ended', 'started', 'appointed', 'first_seen'])
      .describe('What happened: `first_seen` where no source says when it began.'),
    when: z.string().describe('When, as precise as its source.'),
    because: becauseSchema,
    ...postFields,
  })
  .meta({
    id: 'LeadershipChange',
    description:
      'Somebody took up, left or was appointed to a post, or is seen in it for the first time.',
  });

export const turnoverSchema = z
  .strictObject({
    role: z.enum(leadershipRoles).describe('The office.'),
    count: z.number().nullable().meta({
      description: 'How many changes of the holder; null where the source gives no number.',
      unit: 'changes',
    }),
    printed: z
      .string()
      .nullable()
      .describe(
        'What the source says in place of a number; null where it gives one, or says nothing.',
      ),
    period: z.string().describe('For which time, as precise as its source.'),
    publisher: z.string().describe('Who published the source.'),
    locator: z.string().nullable().describe('Place in the source; null where it is not given.'),
    because: becauseSchema,
  })
  .meta({
    id: 'Turnover',
    description: 'A number of changes without their dates: it stays a count.',
  });

export const tenureSchema = z
  .strictObject({
    organisation: organisationSchema,
    from: givenDate.nullable().describe('Beginning; null where nobody says when it began.'),
    to: givenDate.nullable().describe('End; null where no source tells of one.'),
    appointed: givenDate.nullable().describe('Appointment.'),
    seen: z
      .strictObject({
        first: z.string().describe('First day on which a source saw them in post.'),
        last: z.string().describe('Last day on which a source saw them in post.'),
        times: z.int().meta({ description: 'How often sources saw them.', unit: 'times' }),
      })
      .nullable()
      .describe('First and last day on which a source saw them in post.'),
    ...toldFields,
    confirmed: z
      .boolean()
      .describe('False where somebody was appointed and no source says that they came.'),
    byAddress: z
      .boolean()
      .describe(
        'True where they were seen only in that a letter was addressed to them under another title.',
      ),
    months: spanOfMonthsSchema
      .nullable()
      .describe(
        'Whole months in post by the end, or by the day asked about; null where the start or the end is not on record.',
      ),
    uncertain: z.boolean().describe('True until the last possible day of a coarse start.'),
    disagreements: z.array(disagreementShownSchema),
    reportedBy: z.array(z.string()).describe('Publishers of the sources.'),
    because: becauseSchema,
    ...postFields,
  })
  .meta({
    id: 'Tenure',
    description: "One person's time in one post, as far as sources tell of it.",
  });

export const postConflictSchema = z
  .strictObject({
    kind: z
      .enum(['two_posts', 'two_people'])
      .describe(
        '`two_posts`: one person in two posts that no source calls joint. `two_people`: two in one post on one day.',
      ),
    people: z
      .array(
        z.strictObject({
          person: z
            .string()
            .nullable()
            .describe(
              'Name as the register of people has it now; null where it was erased or never known.',
            ),
          personId: z.string().describe('Opaque id of the person.'),
        }),
      )
      .describe('Whose posts they are.'),
    roles: z.array(z.enum(leadershipRoles)).describe('The offices that do not go together.'),
    claims: z
      .array(
        z.strictObject({
          role: z.enum(leadershipRoles).describe('The office that it tells of.'),
          when: z.string().describe('When, as precise as the source.'),
          publisher: z.string().describe('Who published the source.'),
          title: z.string().describe('Title of the source.'),
          event: z.string().describe('Id of the event: `id` of the table `events`.'),
        }),
      )
      .describe('The word of each source.'),
    because: becauseSchema,
  })
  .meta({
    id: 'PostConflict',
    description:
      'What sources say of posts that does not go together. Both are kept: nobody here decides.',
  });

export const leadershipHistorySchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    recordTo: recordToSchema,
    role: z
      .enum(leadershipRoles)
      .nullable()
      .describe('The one role that was asked for; null where all are told.'),
    holders: holdersSchema,
    lastKnown: lastKnownHoldersSchema,
    speaksOf: speaksOfSchema,
    tenures: z.array(tenureSchema),
    turnover: z.array(turnoverSchema),
    conflicts: z.array(postConflictSchema),
    note: z.string().describe('What silence means here, in words.'),
    because: becauseSchema,
  })
  .meta({ id: 'LeadershipHistory' });

/** Who is on record in a post on a day. Silence is never a vacancy. */
export type PostHolder = Answer<typeof postHolderSchema>;
/** Somebody took up, left or was appointed to a post, or is seen in it for the first time. */
export type LeadershipChange = Answer<typeof leadershipChangeSchema>;
/** A number of changes that a source tells of without their dates: it stays a count and becomes no changes. */
export type Turnover = Answer<typeof turnoverSchema>;
/** Who held a post when it was last told of, where that was too long ago to call them its holder; `months` since then. */
export type LastKnownHolder = Answer<typeof lastKnownHolderSchema>;
/** One person in one post, from when to when as far as sources tell, in whole months. */
export type Tenure = Answer<typeof tenureSchema>;
/** What sources say of posts that cannot both be so. Both are kept: nobody here decides. */
export type PostConflict = Answer<typeof postConflictSchema>;
/** Who held which post and for how long. People are named from the register; the log holds ids. */
export type LeadershipHistory = Answer<typeof leadershipHistorySchema>;
