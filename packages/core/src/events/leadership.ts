import { z } from 'zod';
import { claim } from './define.ts';
import { label, leadershipRole, personId, postStatus } from './fields.ts';

const post = {
  role: leadershipRole,
  /** Title as printed: it need not be the statutory role. */
  title: label.optional(),
  person: personId.optional(),
  status: postStatus.optional(),
  /** Other roles held in one joint post. */
  jointWith: z.array(leadershipRole).max(5).optional(),
  organisation: label.optional(),
};

/** Somebody took up, left, or was appointed to a post; `occurred` is that moment, or `since` it. */
export const leadershipChanged = claim(
  'LeadershipChanged',
  1,
  z.strictObject({ ...post, change: z.enum(['started', 'ended', 'appointed']) }),
);

/** Somebody is seen in a post on a day; it says nothing of when they came or left. */
export const leadershipObserved = claim('LeadershipObserved', 1, z.strictObject(post));

/** A number of changes without their dates: stays a count. */
export const turnoverObserved = claim(
  'TurnoverObserved',
  1,
  z.strictObject({
    role: leadershipRole,
    count: z.int().min(0).max(100).optional(),
    printed: label.optional(),
  }),
);
