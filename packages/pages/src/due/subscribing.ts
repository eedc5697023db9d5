import type { NoticeKind } from '@monitoring-timeline/projections';
import { withQuery } from '../links/links.ts';

/** What time does to a clock. */
const kinds: readonly NoticeKind[] = ['WindowOpened', 'BecameDue', 'BecameOverdue', 'PastNotKnown'];

interface Whose {
  readonly region: string | undefined;
  /** An own list, as keys. */
  readonly authorities: readonly string[];
  readonly rule: string | undefined;
}

/** Where to be told of clocks like those of a page, each with the same interest. Nobody is told of another day than today. */
export function subscribing({ region, authorities, rule }: Whose) {
  const interest = { region, authority: authorities, rule, type: kinds };
  const calendar = calendarOf(region, authorities);
  return {
    calendar: calendar && {
      plain: calendar,
      reminding: withQuery(calendar, { alarm: 'P7D' }),
      whole: rule !== undefined,
    },
    feed: withQuery('/notices.atom', interest),
    mail: `${withQuery('/subscriptions', interest)}#mail`,
    webhook: `${withQuery('/subscriptions', interest)}#webhook`,
  };
}

/** A calendar is of everybody, of a region or of one authority. */
function calendarOf(
  region: string | undefined,
  authorities: readonly string[],
): string | undefined {
  if (authorities.length > 1) return undefined;
  const [one] = authorities;
  if (one !== undefined) return `/calendar/authorities/${encodeURIComponent(one)}.ics`;
  if (region === undefined) return '/calendar.ics';
  return `/calendar/${encodeURIComponent(region.toLowerCase().replaceAll(' ', '-'))}.ics`;
}
