import { codeWords } from '@monitoring-timeline/core';
import type { ActivityShown, ActivityView } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import {
  basisText,
  capital,
  coordinatesText,
  counted,
  dateText,
  inspectionText,
  onSiteText,
  visitText,
} from './words.ts';

/** When inspectors came, as a page for a person. */
export function showActivity(view: ActivityView, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`${view.authority.name}: activity`);
  const { graded_inspection: recordTo } = view.recordTo;
  page.text(`${coordinatesText({ ...view, recordTo })}.`);
  page.blank();
  const { lastContact, sinceLastGrade } = view;
  for (const one of view.priorityActions) {
    page.field(
      'Priority action',
      `named by the letter of ${dateText(one.published)}: ${whatText(one)}`,
    );
  }
  if (!lastContact) page.text('No inspection or visit is on record by then.');
  else {
    const about = lastContact.uncertain ? 'at least ' : '';
    page.field(
      'Last contact',
      `${whatText(lastContact)}, ${whenText(lastContact)}, ${about}${counted(lastContact.daysAgo, 'day')} ago`,
    );
  }
  const { published, monitoring, focused } = sinceLastGrade;
  if (published !== null) {
    const implied =
      monitoring.atLeast > monitoring.documented
        ? ` (at least ${monitoring.atLeast} by their numbers)`
        : '';
    page.field(
      'Since the grade',
      `of ${dateText(published)}: ${counted(monitoring.documented, 'monitoring visit')}${implied}, ${counted(focused, 'focused visit')}`,
    );
  }
  section(page, view.since ? `Begun since ${dateText(view.since)}` : 'Begun', view.activities);
  section(page, 'Announced', view.next);
  section(page, 'Without a report on record', view.withoutReport);
  page.section('How far the record reaches');
  for (const [activity, day] of Object.entries(view.recordTo)) {
    page.field(capital(codeWords(activity)), day ? dateText(day) : 'no source says');
  }
  page.write();
}

function section(page: Page, title: string, list: readonly ActivityShown[]): void {
  if (list.length === 0) return;
  page.section(title);
  page.table(
    [
      { head: 'When' },
      { head: 'What', gives: true },
      { head: 'Report' },
      { head: 'Graded' },
      { head: 'Known', gives: true },
    ],
    list.map((one) => [
      onSiteText(one) ?? '-',
      whatText(one),
      dateText(one.published),
      one.graded ? 'yes' : 'no',
      knownText(one),
    ]),
  );
}

function whatText({ activity, kind, framework, sequence }: ActivityShown): string {
  return activity === 'visit' ? visitText(kind, sequence) : inspectionText(framework, null, kind);
}

/** What knowing of it rests on; where no report or letter of it is on record, who tells of it. */
function knownText({ basis, published, toldBy }: ActivityShown): string {
  return basis === 'assumed' && published === null
    ? `told of by ${toldBy.join(', ')}`
    : basisText(basis);
}

function whenText(one: ActivityShown): string {
  return onSiteText(one) ?? `report of ${dateText(one.published)}`;
}
