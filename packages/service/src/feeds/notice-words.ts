import { formatDate } from '@monitoring-timeline/core';
import type { IssuedNotice, NoticeKind } from '@monitoring-timeline/projections';

const titles: Readonly<Record<NoticeKind, string>> = {
  StandingChanged: 'standing changed',
  ReportAwaited: 'a report is awaited',
  WindowOpened: 'a window opened',
  BecameDue: 'the usual point was reached',
  BecameOverdue: 'a window has passed',
  InspectionPublished: 'a report was published',
  LeadershipChanged: 'a post changed hands',
  InterventionChanged: 'government intervention changed',
  FactCorrected: 'a fact was corrected',
  LateArrival: 'a fact came in late',
  NoticeWithdrawn: 'an earlier notice does not hold',
};

/** The title of a notice. */
export function noticeTitle({ kind }: IssuedNotice, authority: string): string {
  return `${authority}: ${titles[kind]}`;
}

/** What a notice says, in plain text. */
export function noticeText(notice: IssuedNotice): string {
  const { day, subject, because } = notice;
  const told = Object.entries(subject).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [`${plain(name)}: ${valueText(value)}`],
  );
  const events = because.length === 1 ? '1 event' : `${because.length} events`;
  return [`On ${formatDate(day)}.`, ...told.map((one) => `${one}.`), `Behind it: ${events}.`].join(
    ' ',
  );
}

function plain(name: string): string {
  return name
    .replaceAll(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase();
}

function valueText(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const { from, to } = value as { readonly from?: unknown; readonly to?: unknown };
    if (from !== undefined || to !== undefined) {
      return `${wordOf(from)} to ${wordOf(to)}`;
    }
    return Object.entries(value)
      .map(([name, one]) => `${plain(name)} ${valueText(one)}`)
      .join(', ');
  }
  return wordOf(value);
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return String(value).replaceAll('_', ' ');
}
