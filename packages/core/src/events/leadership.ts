import { z } from 'zod';
import { claim, type NameOf } from './define.ts';
import {
  type LeadershipRole,
  label,
  leadershipRole,
  personId,
  postStatus,
  visitKind,
} from './fields.ts';
import { capital } from './sentence-words.ts';

const post = {
  /** The post, as our concept. */
  role: leadershipRole,
  /** Title as printed: it need not be the statutory role. */
  title: label.optional(),
  /** Who holds it, by opaque id; absent where the source names nobody. */
  person: personId.optional(),
  /** How they hold it, where the source says. */
  status: postStatus.optional(),
  /** Other roles held in one joint post. */
  jointWith: z.array(leadershipRole).max(5).optional(),
  /** Which organisation the post is of, where that is not the authority. */
  organisation: label.optional(),
};

const roleNames: Readonly<Record<LeadershipRole, string>> = {
  dcs: 'director of children’s services',
  lead_member: 'lead member for children’s services',
  chief_executive: 'chief executive',
  leader: 'leader of the council',
  delivery_chief_executive: 'chief executive of the delivery body',
  delivery_chair: 'chair of the delivery body',
  adult_services_director: 'director of adult services',
  lscb_chair: 'chair of the safeguarding board',
  commissioner: 'commissioner',
  adviser: 'adviser',
  improvement_board_chair: 'chair of the improvement board',
  other: 'another post',
};

/** How a role reads in running text; a text that is no role of ours reads as it is. */
export function roleName(role: string): string {
  return (roleNames as Readonly<Record<string, string>>)[role] ?? role;
}

const changeWords = { started: 'takes up post', ended: 'leaves', appointed: 'appointed' } as const;

function who(
  {
    role,
    person,
    status,
    title,
  }: {
    readonly role: LeadershipRole;
    readonly person?: string | undefined;
    readonly status?: string | undefined;
    readonly title?: string | undefined;
  },
  nameOf: NameOf,
): string {
  const name = person === undefined ? null : nameOf(person);
  const shown = status && status !== 'not_stated' && status !== 'permanent' ? `${status} ` : '';
  const post = role === 'other' && title ? title : roleName(role);
  return name ? `${name}, ${shown}${post},` : capital(`${shown}${post} (not named)`);
}

/** Somebody took up, left, or was appointed to a post; `occurred` is that moment, or `since` it. */
export const leadershipChanged = claim({
  type: 'LeadershipChanged',
  version: 1,
  noun: 'change of leadership',
  speaksOf: 'post',
  data: z.strictObject({
    ...post,
    /** `started` and `ended` a time in post; `appointed` to one that had not begun when the source told of it. */
    change: z.enum(['started', 'ended', 'appointed']),
  }),
  sentence: ({ data }, nameOf) => `${who(data, nameOf)} ${changeWords[data.change]}`,
});

/** Somebody is seen in a post on a day; it says nothing of when they came or left. */
export const leadershipObserved = claim({
  type: 'LeadershipObserved',
  version: 1,
  noun: 'sight of a post holder',
  speaksOf: 'post',
  data: z.strictObject({
    ...post,
    /** The kind of visit whose letter was addressed to them, where that is how they were seen. */
    addresseeOf: visitKind.optional(),
  }),
  sentence: ({ data }, nameOf) => `${who(data, nameOf)} seen in post`,
});

/** A number of changes without their dates: stays a count. */
export const turnoverObserved = claim({
  type: 'TurnoverObserved',
  version: 1,
  noun: 'count of changes in a post',
  speaksOf: 'post',
  data: z.strictObject({
    /** The post whose holders changed. */
    role: leadershipRole,
    /** How many changes, where the source gives a number. */
    count: z.int().min(0).max(100).optional(),
    /** What the source says in place of a number, for example `several`. */
    printed: label.optional(),
  }),
  sentence: ({ data: { count, printed, role } }) => {
    if (count !== undefined) {
      return `${count} ${count === 1 ? 'change' : 'changes'} of ${roleName(role)}, undated`;
    }
    // the source's own words are kept beside the role: "several changes" is no number
    return printed === undefined
      ? `Changes of ${roleName(role)}, undated and not counted`
      : `${capital(roleName(role))}: ${printed}, undated`;
  },
});
