import type { AuditRule } from '../place.ts';
import { daysFrom, plusDays, plusMonths } from '../reckoning/days.ts';
import { outBy } from '../reckoning/reports.ts';

const suspended = { from: '2020-03-17', to: '2021-06-27' };
const recordEnds = '2026-08-20';

/** The day some months after a last day on site, moved on by what of the suspension had begun and fell between. */
function reckoned(end: string, months: number, asOf: string): string {
  const day = plusMonths(end, months);
  const inPath = end < suspended.to && day >= suspended.from && asOf >= suspended.from;
  if (!inPath) return day;
  const first = end >= suspended.from ? plusDays(end, 1) : suspended.from;
  return plusDays(day, daysFrom(first, suspended.to) + 1);
}

/** The three-year cycle, counted anew from the table. */
export const cycleFollowsTheTable: AuditRule = {
  says: 'the cycle of ILACS opens, falls due and closes 30, 36 and 42 months after the last day on site, the suspension not counted',
  *wrong({ authority, day, due }) {
    const row = due.find(({ rule }) => rule === 'ilacs-cycle');
    const last = outBy(authority, day).at(-1);
    if (!row || row.due === null || last?.framework !== 'ILACS') return;
    for (const [part, months] of [
      ['opens', 30],
      ['due', 36],
      ['closes', 42],
    ] as const) {
      const expected = reckoned(last.end, months, day);
      if (row[part] !== expected) yield `${part} ${row[part]}, by the table ${expected}`;
    }
  },
};

/** During the suspension nobody is late, and its days are nobody's. */
export const suspensionStopsClocks: AuditRule = {
  says: 'while inspections were suspended no clock of the inspectorate for one was past or running',
  *wrong({ day, due }) {
    if (day < suspended.from || day > suspended.to) return;
    for (const { rule, status, activity } of due) {
      if (activity !== 'graded_inspection' || rule === null) continue;
      if (!['suspended', 'in_progress', 'met', 'awaiting_first'].includes(status)) {
        yield `${rule} reads ${status}`;
      }
    }
  },
};

/** Beyond the record silence proves nothing. */
export const beyondTheRecordNothingIsCertain: AuditRule = {
  says: 'after the day to which the record reaches nothing that rests on nobody having come is certain',
  *wrong({ day, due }) {
    for (const row of due) {
      if (row.owedBy !== 'inspectorate' || row.status === 'met') continue;
      if (row.certainty === 'certain' && row.recordTo !== null && day > row.recordTo) {
        yield `${row.rule} ${row.status} is certain, and the record ends on ${row.recordTo}`;
      }
    }
  },
};

/** Whoever is past the window is in the answer: late, under way, or not known. */
export const nobodyVanishes: AuditRule = {
  says: 'past the window of the cycle an authority is overdue, in progress, met, suspended or not known, and never missing',
  *wrong({ authority, day, due }) {
    const last = outBy(authority, day).at(-1);
    const overall = last?.grades.get('overall');
    if (last?.framework !== 'ILACS' || !overall || overall === 'inadequate') return;
    if (day <= reckoned(last.end, 42, day)) return;
    const row = due.find(({ rule }) => rule === 'ilacs-cycle');
    if (!row) yield 'no row';
    else if (!['overdue', 'in_progress', 'met', 'suspended', 'not_known'].includes(row.status)) {
      yield `reads ${row.status}`;
    } else if (row.status === 'overdue' && row.closes! > recordEnds) {
      yield `overdue, and its window closed after the record ended`;
    }
  },
};

/** A clock of somebody other than the inspectorate is late only where a source says so; of none on record does one. */
export const noFalseAlarm: AuditRule = {
  says: 'no clock alarms where the record could not show it met, and none that nothing will ever show stays beyond a year',
  *wrong({ day, due }) {
    for (const { rule, owedBy, status, due: on, closes } of due) {
      if (owedBy !== 'inspectorate' && status === 'overdue')
        yield `${rule} of the ${owedBy} is overdue`;
      if (status === 'not_shown' && daysFrom((closes ?? on)!, day) > 365) {
        yield `${rule} stands ${daysFrom((closes ?? on)!, day)} days after its day`;
      }
    }
  },
};
