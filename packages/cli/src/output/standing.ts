import { codeWords, roleName } from '@monitoring-timeline/core';
import type {
  AreaGrade,
  DisagreementShown,
  PostHolder,
  Standing,
} from '@monitoring-timeline/projections';
import { toldWords } from '@monitoring-timeline/projections/views';
import type { Terminal } from '../call/terminal.ts';
import { interventionText } from './interventions.ts';
import { Page } from './page.ts';
import {
  areaText,
  basisText,
  coordinatesText,
  counted,
  dateText,
  gradeText,
  inspectionText,
  lagText,
  onSiteText,
  spanText,
  visitText,
} from './words.ts';

/** A standing as a page for a person. */
export function showStanding(standing: Standing, terminal: Terminal): void {
  const page = new Page(terminal);
  heading(page, standing);
  grades(page, standing);
  report(page, standing);
  awaiting(page, standing);
  mentions(page, standing);
  page.section('Intervention and delivery');
  inForce(page, standing);
  leadership(page, standing);
  visits(page, standing);
  disagreements(page, standing);
  page.section('How sure');
  sureness(page, standing);
  page.write();
}

function heading(page: Page, standing: Standing): void {
  const { authority } = standing;
  page.title(authority.name);
  const codes = [
    authority.region,
    authority.urn && `URN ${authority.urn}`,
    authority.ons && `ONS ${authority.ons}`,
    authority.dfe && `DfE ${authority.dfe}`,
  ];
  page.text(codes.filter(Boolean).join(', ') || 'No codes on record');
  page.text(`${coordinatesText(standing)}.`);
  page.blank().text(statusText(standing));
  for (const visit of standing.priorityActions) {
    const { kind, published, letterDated } = visit;
    page.text(
      `Areas for priority action are named by the letter of ${dateText(published ?? letterDated)} on the ${codeWords(kind ?? '')} visit of ${onSiteText(visit) ?? 'days not on record'}.`,
    );
  }
  if (standing.predecessors.length > 0) {
    page.text(
      `It took over from ${ties(standing.predecessors)}, whose grades it does not inherit.`,
    );
  }
}

function statusText({ status, authority, successors, awaitingReport, report }: Standing): string {
  switch (status) {
    case 'graded':
      return `Graded by its report of ${report?.published ? dateText(report.published) : 'a day not on record'}.`;
    case 'not_inspected':
      return awaitingReport.length > 0
        ? 'Not inspected as far as published reports tell.'
        : 'Not inspected: no graded report is on record by then.';
    case 'abolished':
      return `Abolished on ${dateText(authority.abolished)}. ${successors.length > 0 ? `Its services went to ${ties(successors)}. ` : ''}What follows is how it stood last.`;
    case 'not_established':
      return 'Not yet established on that day.';
  }
}

function ties(list: Standing['successors']): string {
  return list.map(({ name, on }) => (on ? `${name} (${dateText(on)})` : name)).join(', ');
}

function grades(page: Page, { overall, areas, inadequateAreas }: Standing): void {
  const rows: (readonly [string, AreaGrade])[] = [
    ...(overall ? [['overall', overall] as const] : []),
    ...Object.entries(areas),
  ];
  if (rows.length === 0) return;
  page.blank().table(
    [
      { head: 'Area', gives: true },
      { head: 'Grade' },
      { head: 'Printed', gives: true },
      { head: 'Since' },
      { head: 'Published' },
      { head: 'Note', gives: true },
    ],
    rows.map(([area, grade]) => [
      areaText(area),
      gradeText(grade.grade),
      grade.printed ?? '-',
      dateText(grade.since),
      dateText(grade.published),
      gradeNote(area, grade),
    ]),
  );
  if (overall) return;
  const named = inadequateAreas.map(areaText).join(', ');
  page.blank().text(`${withoutOverall(areas)} Inadequate areas: ${named || 'none'}.`);
}

/** Where the reports printed an overall of a strand, whose it is; they did print one. */
function withoutOverall(areas: Standing['areas']): string {
  const strands = Object.values(areas).flatMap(({ strand, grade }) =>
    strand === undefined ? [] : [`${strand}: ${gradeText(grade).toLowerCase()}`],
  );
  return strands.length === 0
    ? 'The framework gives no overall grade.'
    : `Overall effectiveness of ${strands.join('; of ')}. None was given to the authority as a whole.`;
}

/** Areas that share the grade of one, in words. */
function others(covers: readonly string[], area: string): string {
  return covers
    .filter((other) => other !== area)
    .map((other) => areaText(other).toLowerCase())
    .join(' and ');
}

function gradeNote(
  area: string,
  { carriedOver, covers, since, sinceOf, sinceCrossesFramework, ...grade }: AreaGrade,
): string {
  const apart = Object.entries(sinceOf ?? {}).filter(([, day]) => day !== since);
  const notes = [
    carriedOver ? 'carried over' : '',
    covers && covers.length > 1 ? `with ${others(covers, area)}` : '',
    ...apart.map(([one, day]) => `${areaText(one).toLowerCase()} since ${dateText(day)}`),
    sinceCrossesFramework ? `run began before ${grade.framework ?? 'this framework'}` : '',
    grade.sinceCrossesCombined ? 'run passes a combined care grade' : '',
  ];
  return notes.filter(Boolean).join('; ');
}

function report(page: Page, { report }: Standing): void {
  if (!report) return;
  page.section('Report');
  page.field('Inspection', inspectionText(report.framework, report.version, report.kind));
  page.field('On site', onSiteText(report) ?? 'not on record');
  const after = report.lag ? ` (${lagText(report.lag)})` : '';
  page.field(
    'Published',
    `${report.published ? dateText(report.published) : 'not on record'}${after}`,
  );
  if (report.inspectors.length > 0) {
    const team = report.inspectors.map(
      ({ person, role }) => `${person ?? 'name not kept'} (${codeWords(role)})`,
    );
    page.field('Inspectors', team.join(', '));
  }
  if (report.url) page.field('Address', report.url);
}

/** What others tell of inspections: never the standing. */
function mentions(page: Page, { mentions }: Standing): void {
  if (mentions.length === 0) return;
  page.section('Told by others, not on record from the inspectorate: no part of the standing');
  for (const { framework, inspected, published, grades, publisher, title } of mentions) {
    const when = published ? `published ${dateText(published)}` : `of ${dateText(inspected)}`;
    const given = Object.entries(grades).map(
      ([area, grade]) => `${areaText(area).toLowerCase()} ${gradeText(grade).toLowerCase()}`,
    );
    page.text(
      `${framework ?? 'An inspection'} ${when}: ${given.join(', ')} (${publisher}, ${title}).`,
    );
  }
}

function awaiting(page: Page, { awaitingReport }: Standing): void {
  if (awaitingReport.length === 0) return;
  page.section('Awaiting report');
  for (const one of awaitingReport) {
    const days = spanText(one.start, one.end) ?? 'on days not on record';
    const ago =
      one.daysSince === 0 ? 'still on site or just left' : `${counted(one.daysSince, 'day')} ago`;
    page.text(
      `${inspectionText(one.framework, null, one.kind)}, on site ${days} (${ago}). It is known ${basisText(one.basis)}.`,
      2,
    );
  }
}

function inForce(page: Page, standing: Standing): void {
  const { interventions, interventionsNote, interventionExpected, delivery } = standing;
  if (interventions.length === 0) {
    page.field('Interventions', interventionExpected?.why ?? interventionsNote ?? 'none known');
  }
  for (const one of interventions) page.field('Intervention', interventionText(one));
  const since = delivery.since ? ` since ${dateText(delivery.since)}` : '';
  page.field(
    'Delivered by',
    delivery.provider === null
      ? 'no source on record says who'
      : delivery.form === 'council'
        ? `the council${since}`
        : `${delivery.provider}${delivery.form === 'other' ? '' : ` (${codeWords(delivery.form)})`}${since}`,
  );
}

function leadership(page: Page, { leadership: roles, lastKnown }: Standing): void {
  page.section('Leadership');
  const holders = held(roles);
  if (holders.length > 0) postTable(page, holders);
  else page.text('Nobody can be said to hold a post on that day; that is no vacancy.');
  const known = held(lastKnown);
  if (known.length === 0) return;
  page.section('Last known: told of long ago, or gone');
  postTable(page, known);
}

function held<T extends PostHolder>(roles: Readonly<Record<string, T | undefined>>) {
  return Object.entries(roles).flatMap(([role, holder]) =>
    holder ? [[role, holder] as const] : [],
  );
}

function postTable(page: Page, holders: readonly (readonly [string, PostHolder])[]): void {
  page.table(
    [
      { head: 'Role', gives: true },
      { head: 'Name', gives: true },
      { head: 'Status' },
      { head: 'Since' },
      { head: 'Told', gives: true, weight: 2 },
      { head: 'Reported by', gives: true },
    ],
    holders.map(([role, holder]) => [
      [roleName(role), ...holder.jointWith.map((other) => `with ${roleName(other)}`)].join(', '),
      holder.person ?? (holder.personId ? 'name not kept' : 'not named'),
      `${codeWords(holder.status)}${holder.confirmed ? '' : ' (appointed)'}`,
      dateText(holder.since),
      [toldWords(holder), holder.byAddress ? 'by address' : ''].filter(Boolean).join('; '),
      holder.reportedBy,
    ]),
  );
}

function visits(page: Page, { visits: list, visitsSince, report }: Standing): void {
  const { monitoring, focused } = visitsSince;
  page.section(report ? 'Visits since that inspection' : 'Visits');
  const implied =
    monitoring.atLeast > monitoring.documented
      ? ` (at least ${monitoring.atLeast} by their numbers)`
      : '';
  page.text(
    `${counted(monitoring.documented, 'monitoring visit')} on record${implied}, ${counted(focused, 'focused visit')}. Visits carry no grade.`,
  );
  if (list.length === 0) return;
  page.blank().table(
    [
      { head: 'When' },
      { head: 'Visit' },
      { head: 'About', gives: true },
      { head: 'Progress', gives: true },
      { head: 'Published' },
    ],
    list.map((visit) => [
      onSiteText(visit) ?? '-',
      `${visitText(visit.kind, visit.sequence)}${visit.priorityAction ? ', priority action' : ''}`,
      [visit.topic === null ? '' : codeWords(visit.topic), ...visit.scope]
        .filter(Boolean)
        .join('; ') || '-',
      visit.progress === null ? '-' : codeWords(visit.progress),
      [
        visit.letterDated === null
          ? dateText(visit.published)
          : `letter of ${dateText(visit.letterDated)}`,
        lagText(visit.lag),
      ]
        .filter(Boolean)
        .join(', '),
    ]),
  );
}

function disagreements(page: Page, { report, visits: list }: Standing): void {
  const found: readonly DisagreementShown[] = [
    ...(report?.disagreements ?? []),
    ...list.flatMap((visit) => visit.disagreements),
  ];
  if (found.length === 0) return;
  page.section('Sources that say otherwise');
  page.table(
    [
      { head: 'Of', gives: true },
      { head: 'They say', gives: true },
      { head: 'Source', gives: true },
      { head: 'Settled by', gives: true },
    ],
    once(
      found.map(({ field, value, publisher, title, settledBy }) => [
        fieldText(field),
        valueText(value),
        `${publisher}: ${title}`,
        settledWords[settledBy] ?? codeWords(settledBy),
      ]),
    ),
  );
}

/** Two claims of one source that say the same are one line. */
function once(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(rows.map((row) => [row.join('\n'), row])).values()];
}

const fieldWords: Readonly<Record<string, string>> = {
  start: 'first day on site',
  end: 'last day on site',
  published: 'publication',
  parts: 'days on site',
};

const settledWords: Readonly<Record<string, string>> = {
  correction: 'a correction',
  rank: 'rank of source',
  edition: 'later edition',
  precision: 'precision',
  known: 'known later',
  id: 'no rule; the smaller id',
};

function fieldText(field: string): string {
  return fieldWords[field] ?? field.split(/[./]/).map(areaText).join(', ');
}

function valueText(value: unknown): string {
  if (typeof value !== 'string') return value === null ? 'nothing' : JSON.stringify(value);
  return /^\d{4}/.test(value) ? dateText(value) : gradeText(value);
}

const assuranceWords = {
  official_statistics: 'official statistics list these grades',
  report:
    'the inspectorate’s own report gives these grades; no statistical release lists them by then',
  secondary:
    'secondary sources give these grades; neither a report nor a release is on record by then',
} as const;

function sureness(
  page: Page,
  { assurance, uncertain, restsOnAssumed, because, report }: Standing,
): void {
  page.field('Assurance', assurance ? assuranceWords[assurance] : 'no grade to vouch for');
  for (const note of uncertain) page.field('Uncertain', note);
  if (restsOnAssumed) {
    page.field(
      'Uncertain',
      report
        ? 'the grades rest on an assumed date of publication'
        : 'that inspectors came is told only by what was published later',
    );
  }
  page.field('Because of', `${counted(because.length, 'event')}; --json names them`);
}
