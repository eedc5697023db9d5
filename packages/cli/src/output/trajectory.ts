import { codeWords, roleName } from '@monitoring-timeline/core';
import type { AreaTrajectory, Trajectory } from '@monitoring-timeline/projections';
import { stateWords, toldWords } from '@monitoring-timeline/projections/views';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import {
  areaText,
  capital,
  coordinatesText,
  counted,
  dateText,
  gradeText,
  monthsText,
  onSiteText,
  visitText,
} from './words.ts';

const labels: Readonly<Record<Trajectory['summary']['label'], string>> = {
  improving: 'Improving',
  declining: 'Declining',
  mixed: 'Mixed: some areas up, some down',
  unchanged: 'Unchanged',
  not_comparable:
    'Nothing in the latest report can be set beside an earlier one without a crosswalk',
  first_inspection: 'First inspection on record: nothing to compare it with',
  not_inspected: 'Not inspected as far as published reports tell',
};

/** A trajectory as a page for a person. */
export function showTrajectory(trajectory: Trajectory, terminal: Terminal): void {
  const page = new Page(terminal);
  heading(page, trajectory);
  areas(page, trajectory);
  spells(page, trajectory);
  visits(page, trajectory);
  indicators(page, trajectory);
  themes(page, trajectory);
  leadership(page, trajectory);
  interventions(page, trajectory);
  page.write();
}

function heading(page: Page, trajectory: Trajectory): void {
  const { authority, summary, standing, overall: all, ...at } = trajectory;
  page.title(`${authority.name}: trajectory`);
  page.text(`${coordinatesText(at)}.`);
  const { label, from, to, monthsSince } = summary;
  const between = from !== null && to !== null ? `, ${dateText(from)} to ${dateText(to)}` : '';
  page.blank().text(`${labels[label]}${between}.`);
  if (standing.overall !== null || standing.published !== null) {
    const overall = standing.overall === null ? 'no overall grade' : gradeText(standing.overall);
    const since = monthsSince === null ? '' : `, out for ${monthsText(monthsSince)}`;
    page.field('Standing', `${overall}, by the report of ${dateText(standing.published)}${since}`);
    page.field('Inadequate', listed(standing.inadequateAreas));
  }
  if (all?.judgedInLatest) {
    const change = all.change === null ? '' : ` (${changeText(all.change)})`;
    page.field('Overall', `${codeWords(all.direction)}${change}`);
  }
  page.field('Areas improved', listed(summary.improved));
  page.field('Areas declined', listed(summary.declined));
  page.field('Areas unchanged', listed(summary.unchanged));
  if (summary.notComparable.length > 0) {
    page.field('Not comparable', listed(summary.notComparable));
  }
}

function listed(areas: readonly string[]): string {
  return areas.length > 0 ? areas.map(areaText).join(', ') : 'none';
}

const compared: Readonly<Record<string, string>> = {
  same_series: 'same question',
  crosswalk: 'crosswalk',
  scale_changed: 'other scale',
  not_comparable: 'not comparable',
};

function areas(page: Page, { overall, areas: all }: Trajectory): void {
  const rows: (readonly [string, AreaTrajectory])[] = [
    ...(overall ? [['overall', overall] as const] : []),
    ...Object.entries(all),
  ];
  if (rows.length === 0) return;
  page.section('Grades in the order in which they came out');
  page.table(
    [
      { head: 'Area', gives: true },
      { head: 'Published' },
      { head: 'Framework' },
      { head: 'Grade' },
      { head: 'Compared' },
      { head: 'Change', figures: true },
    ],
    rows.flatMap(([area, { points, change, judgedInLatest }]) =>
      points.map(({ published, framework, version, grade, comparable, covers, word }, index) => {
        const last = index === points.length - 1;
        const combined = covers && covers.length > 1 ? ' (one grade for several areas)' : '';
        const note = word === undefined ? combined : `${combined} (told by others)`;
        return [
          index === 0 ? areaText(area) : '',
          dateText(published),
          [framework && codeWords(framework), version].filter(Boolean).join(' ') || '-',
          `${gradeText(grade)}${note}`,
          comparable === null ? '-' : (compared[comparable] ?? codeWords(comparable)),
          last && judgedInLatest ? changeText(change) : '',
        ];
      }),
    ),
  );
}

/** A change in grades on the ladder, or of a value. */
export function changeText(change: number | null): string {
  if (change === null) return '-';
  return change > 0 ? `+${change}` : String(change);
}

const outcomes = { ended: '', ongoing: 'goes on', not_reported: 'no overall grade since' } as const;

function spells(page: Page, { spells: { overall, relapses } }: Trajectory): void {
  if (overall.length === 0) return;
  page.section('How long each overall grade stood');
  page.table(
    [
      { head: 'Grade' },
      { head: 'From' },
      { head: 'To' },
      { head: 'Months', figures: true },
      { head: 'Reports', figures: true },
      { head: '' },
    ],
    overall.map(({ grade, from, to, months, reports, outcome }) => [
      gradeText(grade),
      dateText(from),
      dateText(to),
      String(months),
      String(reports),
      outcomes[outcome],
    ]),
  );
  for (const { published, outForDays } of relapses) {
    page.text(
      `Back to inadequate on ${dateText(published)}, after ${counted(outForDays, 'day')} out of it.`,
    );
  }
}

function visits(page: Page, { visits: list }: Trajectory): void {
  if (list.length === 0) return;
  page.section('Visits between the grades');
  page.table(
    [
      { head: 'When' },
      { head: 'Visit' },
      { head: 'Progress', gives: true },
      { head: 'After the report of' },
    ],
    list.map((visit) => [
      onSiteText(visit) ?? '-',
      visitText(visit.kind, visit.sequence),
      visit.progress === null ? '-' : codeWords(visit.progress),
      dateText(visit.afterReport),
    ]),
  );
}

function indicators(page: Page, { indicators: list }: Trajectory): void {
  if (list.length === 0) return;
  page.section('Indicators');
  page.table(
    [
      { head: 'Indicator', gives: true },
      { head: 'When' },
      { head: 'Printed', gives: true },
      { head: 'Beside', gives: true },
      { head: 'Change', figures: true },
    ],
    list.flatMap(({ topic, points, change }) =>
      points.map(({ at, printed, unvalidated, inconsistent, comparator }, index) => [
        index === 0 ? topic : '',
        dateText(at),
        [printed, unvalidated && 'unvalidated', inconsistent && 'does not follow from its figures']
          .filter(Boolean)
          .join('; '),
        comparator ? `${comparator.label}: ${comparator.printed}` : '-',
        index === points.length - 1 ? changeText(change) : '',
      ]),
    ),
  );
}

function themes(page: Page, { themes: list }: Trajectory): void {
  if (list.length === 0) return;
  page.section('Themes');
  page.table(
    [
      { head: 'Theme', gives: true, weight: 2 },
      { head: 'Told', gives: true, weight: 2 },
      { head: 'Raised', gives: true },
      { head: 'Still evident', gives: true },
      { head: 'In the word of' },
    ],
    list.map(({ topic, raised, stillEvident, assertedBy, ...told }) => [
      topic,
      toldWords(told, { seen: 'last found' }),
      raised.map(({ when }) => dateText(when)).join(', ') || '-',
      stillEvident.map(({ when }) => dateText(when)).join(', ') || '-',
      assertedBy,
    ]),
  );
}

function leadership(page: Page, { leadershipChanges, turnover }: Trajectory): void {
  if (leadershipChanges.length + turnover.length === 0) return;
  page.section('Changes in leadership');
  page.table(
    [{ head: 'When' }, { head: 'Role', gives: true }, { head: 'Name', gives: true }, { head: '' }],
    [
      ...leadershipChanges.map(({ when, role, person, personId, change, status }) => [
        dateText(when),
        roleName(role),
        person ?? (personId ? 'name not kept' : 'not named'),
        `${codeWords(change)}${status === 'not_stated' ? '' : `, ${codeWords(status)}`}`,
      ]),
      ...turnover.map(({ period, role, count, printed }) => [
        dateText(period),
        roleName(role),
        '-',
        count === null ? (printed ?? 'changes') : counted(count, 'change'),
      ]),
    ],
  );
}

function interventions(page: Page, { interventions: list }: Trajectory): void {
  if (list.length === 0) return;
  page.section('Interventions alongside, which no grade decides');
  page.table(
    [{ head: 'What', gives: true }, { head: 'From' }, { head: 'To' }, { head: 'Now' }],
    list.map(({ instrument, title, from, to, state }) => [
      [capital(codeWords(instrument)), title].filter(Boolean).join(': '),
      dateText(from),
      dateText(to),
      stateWords[state],
    ]),
  );
}
