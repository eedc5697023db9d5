import { authorityKey, epochDay } from '@monitoring-timeline/core';
import {
  type NoticeKind,
  noticeKinds,
  weightOf,
} from '../../packages/projections/src/notices/kinds.ts';
import { type NoticeRule, noticeOf } from '../../packages/projections/src/notices/notice.ts';
import { noticeWords } from '../../packages/projections/src/notices/notice-words.ts';
import { directory } from '../support/record.ts';

const visit = {
  activity: 'visit',
  framework: 'ILACS',
  visitKind: 'focused',
  sequence: null,
  start: '2026-03-10',
  end: '2026-03-11',
  published: '2026-04-14',
};
const inspection = { ...visit, activity: 'inspection', visitKind: null };
const clock = {
  rule: 'ilacs-cycle',
  anchor: '2023-03-17',
  opens: '2025-09-17',
  due: '2026-03-17',
  closes: '2026-09-17',
};
const wait = {
  ...clock,
  rule: 'report-expected',
  anchor: '2026-03-17',
  due: '2026-04-28',
  closes: '2026-08-03',
};
const cycle: NoticeRule = {
  id: 'ilacs-cycle',
  version: '2018',
  label: 'An inspection about every three years',
  basis: 'usual',
  source: 'Inspecting local authority children’s services',
  due: '2026-03-17',
  closes: '2026-09-17',
};
const notice = {
  instrument: 'improvement_notice',
  title: null,
  from: '2024-05-01',
  to: null,
  state: 'told_now',
  why: null,
};
const repair = { target: 'x', repair: 'corrected', place: '/data/published', why: 'misread day' };

interface Example {
  readonly means: string;
  readonly subject: Readonly<Record<string, unknown>>;
  readonly rule?: NoticeRule;
  readonly known?: string;
}

const examples: Readonly<Record<NoticeKind, Example>> = {
  PriorityAction: {
    means: 'A letter or report names areas for priority action.',
    subject: { ...visit, topics: ['management oversight of child protection'] },
    known: '2026-04-14',
  },
  StandingChanged: {
    means: 'The grade in force of an area is another.',
    subject: { areas: { overall: { from: 'good', to: 'inadequate' } } },
    known: '2026-02-02',
  },
  InspectionAnnounced: {
    means: 'A source tells of an inspection or visit to come.',
    subject: { ...visit, published: null },
  },
  InspectionBegun: {
    means: 'Inspectors are, or were, on site and nothing is published.',
    subject: { ...inspection, published: null },
  },
  InspectionPublished: {
    means: 'The report of an inspection is out.',
    subject: inspection,
    known: '2026-04-14',
    rule: cycle,
  },
  VisitLetterPublished: {
    means: 'The letter of a visit is out.',
    subject: visit,
    known: '2026-04-14',
  },
  MonitoringLetterPublished: {
    means: 'The letter of a monitoring visit is out.',
    subject: { ...visit, visitKind: 'monitoring', sequence: 2, progress: 'some' },
    known: '2026-04-14',
  },
  ReportExpected: {
    means: 'The usual day for the report of an inspection has come.',
    subject: wait,
  },
  ReportPast: {
    means: 'The report of an inspection is later than the longest wait on record.',
    subject: wait,
  },
  WindowOpened: { means: 'From now on it may be done by its rule.', subject: clock, rule: cycle },
  BecameDue: { means: 'Its due day has come.', subject: clock, rule: cycle },
  BecameOverdue: {
    means: 'The last day of its window has passed, and the record reaches far enough to say so.',
    subject: clock,
    rule: cycle,
  },
  PastNotKnown: {
    means:
      'Its day has passed, and the record does not reach far enough to say whether it was done.',
    subject: clock,
    rule: cycle,
  },
  LeadershipChanged: {
    means: 'A source tells of another holder of a post, or of another status.',
    subject: { role: 'dcs', from: null, to: 'p1', status: 'interim', since: '2026-04' },
  },
  InterventionBegun: { means: 'The government intervenes.', subject: notice },
  InterventionEnded: {
    means: 'A source tells of its end, or of another in its place.',
    subject: { ...notice, state: 'ended', to: '2026-04-01' },
  },
  InterventionPresumedEnded: {
    means: 'A rule presumes it over; no source says so.',
    subject: { ...notice, state: 'presumed_ended', why: 'a later report is above inadequate' },
  },
  DeliveryChanged: {
    means: 'Another body delivers the services.',
    subject: { from: null, to: 'Together for Children' },
  },
  FactCorrected: {
    means: 'A correction or retraction changes an answer.',
    subject: { repairs: [repair] },
  },
  NoticeWithdrawn: {
    means: 'What was told before does not hold by what is known now.',
    subject: { withdraws: 'x', kind: 'BecameDue', of: '2026-03-17', told: clock },
  },
  ImportEnded: {
    means: 'An import ended: whose facts came in, and what came of it.',
    subject: {
      files: 2,
      appended: 14,
      corrected: 1,
      alreadyKnown: 300,
      quarantined: 1,
      authorities: ['merton', 'sunderland'],
      told: { StandingChanged: 1, InspectionPublished: 1 },
    },
  },
};

/** Each kind with its weight, what it means and an example, as the page on notices shows them. */
export function noticeExamples(): string {
  const names = {
    authority: (key: string) => directory.nameOf(key),
    person: () => 'Jo Example',
  };
  return noticeKinds
    .map((kind) => {
      const { means, subject, rule, known } = examples[kind];
      const { title, text } = noticeWords(
        noticeOf({
          kind,
          authority: authorityKey(kind === 'ImportEnded' ? 'england' : 'sunderland'),
          day: epochDay('2026-04-14'),
          subject,
          rule,
          known: known === undefined ? undefined : epochDay(known),
          sources: kind === 'ImportEnded' ? [] : [source],
          changes: [{ field: 'due.ilacs-cycle', before: 'not_yet', after: 'due' }],
          because: ['x'],
        }),
        names,
      );
      return `### ${kind} (${weightOf[kind]})\n\n${means}\n\n> **${title}**\n>\n> ${text}`;
    })
    .join('\n\n');
}

const source = {
  event: 'x',
  publisher: 'Ofsted',
  title: 'Letter to the director',
  locator: 'page 2',
  url: 'https://files.ofsted.gov.uk/v1/file/50000000',
};
