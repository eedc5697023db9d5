import {
  type EpochDay,
  formatDate,
  formatPartialDate,
  gradeLabels,
  isoDay,
  parsePartialDate,
} from '@monitoring-timeline/core';
import { isOpen } from '../../policy/deadline.ts';
import type { AnchorKind } from '../../policy/schema.ts';
import type { Obligation } from './obligations.ts';
import type { DueCertainty, DueStatus } from './status-codes.ts';

/** A day as running text has it: 29 November 2022. */
export function longDate(day: EpochDay): string {
  return formatDate(isoDay(day));
}

const countedFrom: Readonly<Record<AnchorKind, string>> = {
  start: 'the first day on site',
  end: 'the last day on site',
  publication: 'the publication of the report',
  receipt: 'the day on which the authority received the report',
  last_visit: 'the latest visit',
  established: 'the day on which the authority came to be',
  intervention: 'the day on which it began',
};

const wait = "The wait is the inspectorate's calendar, not a failing of the authority.";

/** The part of an explanation that no day changes. */
function openingOf({ rule, anchor, days, report, verified }: Obligation): string {
  if (!rule || !anchor) {
    return report
      ? `No rule says when the next inspection follows ${described(report)}.`
      : 'No graded inspection is on record, and no rule says when the first one comes.';
  }
  const from =
    anchor.kind === 'established'
      ? `${countedFrom.established}, ${longDate(anchor.day)}`
      : `${countedFrom[anchor.kind]}, ${anchor.exact ? longDate(anchor.day) : anchor.date}`;
  const parts = [`${rule.label}; counted from ${from}.`];
  if (anchor.assumed) {
    parts.push(`${sentence(countedFrom[rule.anchor])} is not on record, so this day is assumed.`);
  }
  if (rule.every && days?.period) {
    const { number } = days.period;
    const earlier =
      number === 1
        ? ''
        : ` This is time ${number}; no source on record would show whether the earlier ${number === 2 ? 'one' : 'ones'} took place.`;
    parts.push(`It comes round every ${rule.every.months} months.${earlier}`);
  }
  if (!verified) parts.push('No primary source at hand confirms this rule.');
  if (days && days.suspensions.length > 0) {
    const spans = days.suspensions.map((span) =>
      isOpen(span)
        ? `${span.suspension.from} on`
        : `${span.suspension.from} to ${span.suspension.to}`,
    );
    const effect = days.stops
      ? 'those days are not counted'
      : 'those days are noted and counted all the same';
    parts.push(`The activity was suspended from ${spans.join(' and from ')}; ${effect}.`);
  }
  return parts.join(' ');
}

function described({ framework, judgements }: NonNullable<Obligation['report']>): string {
  const grade = judgements.get('overall')?.value.grade;
  const printed = grade === undefined ? 'without an overall grade' : `(${gradeLabels[grade]})`;
  return `an inspection under ${framework ?? 'a framework that no source names'} ${printed}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Why a row says what it says, in plain words. A wait is told as the inspectorate's calendar. */
export function explain(
  obligation: Obligation,
  status: DueStatus,
  certainty: DueCertainty,
  day: EpochDay,
  recordTo: EpochDay | undefined,
): string {
  const { told } = obligation;
  const key = `${status} ${certainty} ${recordTo}`;
  // only these two count days
  const constant = status !== 'overdue' && status !== 'in_progress';
  if (constant && told.explained?.key === key) return told.explained.text;
  told.opening ??= openingOf(obligation);
  const said = situation(obligation, status, day);
  const text = `${told.opening}${said}${doubtOf(status, certainty, recordTo)}`;
  if (constant) told.explained = { key, text };
  return text;
}

/** "on 30 April 2024", "in April 2024", "by 30 April 2024". */
function whenText(when: string): string {
  const text = formatPartialDate(parsePartialDate(when));
  if (/^(?:by|since) /.test(text)) return text;
  return `${/^\d{1,2} /.test(text) ? 'on' : 'in'} ${text}`;
}

function situation(obligation: Obligation, status: DueStatus, day: EpochDay): string {
  const { days, rule, met, callsOverdue } = obligation;
  switch (status) {
    case 'no_rule':
      return '';
    case 'in_progress':
      return ` ${begun(obligation)}${days && day > days.due ? ` It is ${count(day - days.due)} past ${longDate(days.due)}.` : ''}`;
    case 'met':
      return ` It was done${met?.on ? ` ${whenText(met.on)}` : ''}.`;
    case 'suspended':
      return ' The clock stands still.';
    case 'awaiting_first':
      return ` It has not been inspected yet. ${wait}`;
    default:
  }
  if (!days || !rule) return '';
  const { opens, due, closes } = days;
  switch (status) {
    case 'not_yet':
      return opens === undefined
        ? ` It falls due on ${longDate(due)}.`
        : ` The window opens on ${longDate(opens)}.`;
    case 'window_open':
      return ` The window is open since ${longDate(opens!)}, and the usual point is ${longDate(due)}.`;
    case 'due':
      return closes === undefined
        ? ` It falls due today.`
        : ` The usual point was ${longDate(due)}, and the window is open to ${longDate(closes)}: a date in it is usual.`;
    case 'not_known':
      return ` Its day, ${longDate(closes ?? due)}, has passed, and ${callsOverdue ? 'the record does not reach far enough to say whether it was done' : 'nothing is called overdue by a rule that is not confirmed'}.`;
    case 'not_shown':
      return ` Its day, ${longDate(closes ?? due)}, has passed, and no source on record would show what was done.`;
    default:
  }
  if (rule.owedBy !== 'inspectorate') {
    return ` It was due on ${longDate(due)}, ${count(day - due)} ago, and a source says that it was not done.`;
  }
  const window =
    closes === undefined
      ? ''
      : `, and ${count(day - closes)} after the window closed on ${longDate(closes)}`;
  return ` It is ${count(day - due)} past ${longDate(due)}${window}. ${wait}`;
}

const knownBy: Readonly<Record<NonNullable<Obligation['underWay']>['basis'], string>> = {
  published: 'from a publication',
  letter_dated: 'from a dated letter',
  announced: 'because it was announced',
  assumed: 'by assumption',
};

function begun({ underWay }: Obligation): string {
  const since = underWay?.start
    ? ` (${formatPartialDate(parsePartialDate(underWay.start))}, known ${knownBy[underWay.basis]})`
    : '';
  return `An inspection has begun${since}, and its report is not out.`;
}

function doubtOf(
  status: DueStatus,
  certainty: DueCertainty,
  recordTo: EpochDay | undefined,
): string {
  if (certainty === 'certain') return '';
  const end =
    recordTo === undefined
      ? 'Nothing says how far the record reaches.'
      : `The record reaches to ${longDate(recordTo)}.`;
  if (certainty === 'beyond_record') return ` ${end}`;
  return status === 'overdue'
    ? ` Inspectors may have been there already: reports come out weeks or months later. ${end}`
    : '';
}

function count(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
