import { codeWords, roleName } from '@monitoring-timeline/core';
import type { LeadershipHistory, Tenure } from '@monitoring-timeline/projections';
import { toldWords } from '@monitoring-timeline/projections/views';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { capital, coordinatesText, counted, dateText, speaksOfText } from './words.ts';

/** Who held which post, as a page for a person. */
export function showLeadership(view: LeadershipHistory, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`${view.authority.name}: leadership`);
  page.text(`${coordinatesText(view)}.`);
  page.text(`${capital(view.note)}.`);
  page.text(speaksOfText(view.speaksOf));
  if (view.tenures.length === 0) page.blank().text('Nobody is on record by then.');
  else {
    page.blank().table(
      [
        { head: 'Role', gives: true },
        { head: 'Name', gives: true },
        { head: 'Status' },
        { head: 'From' },
        { head: 'To' },
        { head: 'Seen', gives: true },
        { head: 'Told', gives: true, weight: 2 },
        { head: 'Reported by', gives: true },
      ],
      view.tenures.map((tenure) => [
        [roleName(tenure.role), ...tenure.jointWith.map((role) => `with ${roleName(role)}`)].join(
          ', ',
        ),
        tenure.person ?? (tenure.personId ? 'name not kept' : 'not named'),
        codeWords(tenure.status),
        tenure.from
          ? dateText(tenure.from)
          : tenure.appointed
            ? `appointed ${dateText(tenure.appointed)}`
            : '-',
        dateText(tenure.to),
        seenText(tenure),
        [
          toldWords(tenure),
          tenure.byAddress ? 'by address' : '',
          tenure.confirmed ? '' : 'not known to have come',
          tenure.uncertain ? 'perhaps not yet begun' : '',
        ]
          .filter(Boolean)
          .join('; '),
        tenure.reportedBy.join(', '),
      ]),
    );
  }
  for (const { role, count, printed, period, publisher } of view.turnover) {
    const changes = count === null ? (printed ?? 'changes') : counted(count, 'change');
    page.text(
      `${capital(roleName(role))}: ${changes}, ${dateText(period)}, without dates (${publisher}).`,
      2,
    );
  }
  if (view.conflicts.length > 0) page.section('Sources that do not go together');
  for (const { claims } of view.conflicts) {
    const said = claims.map(
      ({ role, when, publisher }) => `${roleName(role)}, ${dateText(when)} (${publisher})`,
    );
    page.text(said.join('; '), 2);
  }
  page.write();
}

function seenText({ seen }: Tenure): string {
  if (!seen) return '-';
  const { first, last, times } = seen;
  return times === 1
    ? dateText(first)
    : `${dateText(first)} to ${dateText(last)}, ${counted(times, 'time')}`;
}
