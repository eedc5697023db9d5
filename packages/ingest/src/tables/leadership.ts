import { type LeadershipRole, leadershipRoles } from '@monitoring-timeline/core';
import { UnreadableRow } from '../proposal.ts';
import { addresseesIn } from './addressees.ts';
import { eachRow, ofsted, type TableKind } from './context.ts';

const month = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/**
 * "In post since" facts read from inspection reports by pattern: secondary, since a pattern errs where a reader would not.
 * They name nobody.
 */
export const leadershipInPost: TableKind = {
  kind: 'leadership_in_post',
  required: [['authority'], ['role'], ['in_post_since'], ['report_published']],
  open: (_header, context) =>
    eachRow(context, (builder, row) => {
      const published = row.requiredDay('report_published');
      const since = row.required('in_post_since');
      const role = row.required('role');
      if (!month.test(since)) {
        throw new UnreadableRow(
          'unreadable_date',
          `"${since}" is not a month; write it as 2017-11.`,
          'in_post_since',
        );
      }
      if (!(leadershipRoles as readonly string[]).includes(role)) {
        throw new UnreadableRow(
          'unknown_role',
          `"${role}" is not a role; write one of ${leadershipRoles.join(', ')}.`,
          'role',
        );
      }
      if (since > published.slice(0, 7)) {
        throw new UnreadableRow(
          'dates_contradict',
          `In post since ${since} cannot stand in a report of ${published}.`,
          'in_post_since',
        );
      }
      const authority = context.authority(row.required('authority'), published);
      builder.add({
        type: 'LeadershipChanged',
        authority: authority.key,
        occurred: { precision: 'since', from: since },
        known: { from: published, basis: 'published' },
        source: {
          publisher: ofsted,
          rank: 'secondary',
          title: `Inspection report: ${authority.name}, published ${published}`,
          assertedBy: 'inspectorate',
        },
        data: { role, change: 'started' },
      });
    }),
};

/**
 * The role that a printed title states. `dcs` only where it says director of children's services: a director of
 * people, or of children and families, need not be the statutory director.
 */
export function roleOfTitle(title: string): LeadershipRole {
  const plainTitle = title.replace(/[\u2018\u2019]/g, "'");
  if (/\bDCS\b/.test(plainTitle)) return 'dcs';
  return /\bdirectors?\b.*\bchildren'?s'? services\b/i.test(plainTitle) ? 'dcs' : 'other';
}

/**
 * The posts that a printed title states: `dcs` only where it says director of children's services, and is no one's deputy; a
 * chief executive beside it only where the title says of which organisation.
 */
export function rolesOfAddressee(title: string): {
  readonly role: LeadershipRole;
  readonly jointWith?: readonly LeadershipRole[];
} {
  const under = /\b(?:assistant|deputy|associate)\s+(?:\w+\s+)?director/i.test(title);
  const role = under ? 'other' : roleOfTitle(title);
  const executive =
    /(?:^|\band\s+|[,;/&]\s*|\binterim\s+|\bacting\s+)chief\s+executive\b(.*)$/i.exec(title);
  if (!executive || /\bdeputy\s+chief\s+executive\b/i.test(title)) return { role };
  const company = /\b(?:trust|together|first|company|ltd|limited|community\s+interest)\b/i;
  const ofCompany = company.test(executive[1] ?? '');
  // "director and chief executive" leaves open of what: a council's, or a company's that delivers the services
  if (role === 'dcs')
    return ofCompany ? { role, jointWith: ['delivery_chief_executive'] } : { role };
  const chief = ofCompany ? 'delivery_chief_executive' : 'chief_executive';
  return { role: role === 'other' ? chief : role };
}

/** Interim or acting, where the title says so. */
export function statusOfTitle(title: string): 'interim' | 'acting' | undefined {
  if (/\binterim\b/i.test(title)) return 'interim';
  return /\bacting\b/i.test(title) ? 'acting' : undefined;
}

/** Whom a letter was addressed to on its day: evidence of that day alone, in the role only where the title says it. */
export const letterAddressees: TableKind = {
  kind: 'letter_addressees',
  required: [['authority'], ['letter_date'], ['addressee'], ['title']],
  open: (_header, context) =>
    eachRow(context, (builder, row) => {
      const day = row.requiredDay('letter_date');
      const published = row.day('published_date');
      const authority = context.authority(row.required('authority'), day);
      for (const { name, title } of addresseesIn(row.required('addressee'), row.text('title'))) {
        const { role, jointWith } = rolesOfAddressee(title);
        builder.add({
          type: 'LeadershipObserved',
          authority: authority.key,
          occurred: { precision: 'day', from: day },
          known: published
            ? { from: published, basis: 'published' }
            : { from: day, basis: 'letter_dated' },
          source: {
            publisher: ofsted,
            rank: 'secondary',
            title: `Focused visit letter: ${authority.name}, dated ${day}`,
            assertedBy: 'inspectorate',
          },
          data: {
            role,
            title: title || undefined,
            person: builder.person(name),
            status: statusOfTitle(title),
            jointWith,
            addresseeOf: 'focused',
          },
        });
      }
    }),
};
