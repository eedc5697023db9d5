import { codeWords } from '@monitoring-timeline/core';
import { type DueRow, waitedFor } from '@monitoring-timeline/projections';
import type { Links } from '../links/links.ts';
import { whyAddress } from '../links/why.ts';
import { shortDate } from './dates.ts';
import { capital } from './texts.ts';

/** A clock as a row of a table. */
export interface ClockShown {
  readonly key: string;
  readonly name: string;
  readonly href: string;
  readonly rule: string;
  /** Where it is said why; undefined where no rule says when. */
  readonly why: string | undefined;
  readonly activity: string;
  /** The status by its code. */
  readonly code: string;
  readonly status: string;
  readonly certainty: string;
  readonly days: string;
  /** The day that it is ordered by, ISO; empty where it has none. */
  readonly day: string;
  readonly label: string;
  readonly basis: string;
  /** Spans in which the clock stood still. */
  readonly stood: string;
}

const certainties: Readonly<Record<DueRow['certainty'], string>> = {
  certain: '',
  may_be_under_way: 'inspectors may have been there already',
  beyond_record: 'beyond what the record covers',
};

const bases: Readonly<Record<NonNullable<DueRow['basis']>, string>> = {
  statutory: 'in law',
  usual: 'usual practice, not law',
  observed: 'from past waits',
};

/** The status in words. */
export function statusText(status: DueRow['status']): string {
  return status === 'not_known' ? 'Past, not known whether done' : capital(codeWords(status));
}

/** How sure a status is, for a form to offer. */
export function certaintyName(certainty: DueRow['certainty']): string {
  return capital(certainties[certainty] || 'certain');
}

/** How sure a status is, in words; nothing where it is certain. */
export function certaintyText({ certainty }: Pick<DueRow, 'certainty'>): string {
  return certainties[certainty];
}

export function daysText({ opens, due, closes }: Pick<DueRow, 'opens' | 'due' | 'closes'>): string {
  const days = [
    opens && `opens ${shortDate(opens)}`,
    due && `due ${shortDate(due)}`,
    closes && `closes ${shortDate(closes)}`,
  ].filter(Boolean);
  return capital(days.join(', '));
}

function stoodText({ suspensions }: DueRow): string {
  return suspensions
    .map(({ from, to, reason }) => {
      const until = to === null ? 'until further notice' : `to ${shortDate(to)}`;
      return `Stood still from ${shortDate(from)} ${until}: ${reason}`;
    })
    .join('. ');
}

export function clockShown(row: DueRow, links: Links): ClockShown {
  const { authority, activity, status, basis, owedBy, label, rule } = row;
  const whose = owedBy === null || owedBy === 'inspectorate' ? '' : `, owed by the ${owedBy}`;
  return {
    key: authority.key,
    name: authority.name,
    href: links.to(`/authorities/${authority.key}`),
    rule: rule ?? '',
    why: rule === null ? undefined : whyAddress(links, authority.key, 'due', `due.${rule}`),
    activity: `${capital(waitedFor(rule) ?? codeWords(activity))}${whose}`,
    code: status,
    status: statusText(status),
    certainty: certaintyText(row),
    days: daysText(row),
    day: row.due ?? row.closes ?? row.opens ?? '',
    label: label ?? 'No rule says when',
    basis: basis === null ? '' : bases[basis],
    stood: stoodText(row),
  };
}
