import { codeWords } from '@monitoring-timeline/core';
import type { DueRow, Policy, TimelineReader } from '@monitoring-timeline/projections';
import { englandChildren } from '@monitoring-timeline/projections/policy';
import { asksForALook } from '@monitoring-timeline/projections/views';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import {
  type At,
  type Chosen,
  capital,
  chosenText,
  coordinatesText,
  counted,
  dateText,
} from './words.ts';

/** What a page about due dates says above its rows. */
export interface DueHeading extends At {
  readonly where: string;
  readonly policy: Policy;
  readonly inForce: Policy;
}

/** The heading of a page about due dates. */
export function dueHeading({
  words,
  timeline,
  at,
}: {
  readonly words: Chosen;
  readonly timeline: TimelineReader;
  readonly at: At;
}): DueHeading {
  return {
    ...at,
    where: chosenText(words, timeline.directory, at),
    policy: timeline.policy,
    inForce: englandChildren,
  };
}

/** What is due as a page for a person; without a choice, what asks for a look, and how much else there is. */
export function showDue(
  rows: readonly DueRow[],
  heading: DueHeading,
  chosen: boolean,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`${heading.where}: what is due`);
  const recordTo = rows.find(({ activity }) => activity === 'graded_inspection')?.recordTo;
  page.text(`${coordinatesText({ ...heading, recordTo })}.`);
  page.text(policyText(heading));
  const shown = chosen ? rows : rows.filter(({ status }) => asksForALook.has(status));
  if (rows.length === 0) page.blank().text('Nothing on record is due by these rules.');
  else counts(page, rows);
  for (const list of Map.groupBy(shown, ({ authority }) => authority.key).values()) {
    page.section(list[0]!.authority.name);
    for (const row of list) page.text(`${statusText(row)}: ${row.explanation}`, 2);
  }
  const left = rows.length - shown.length;
  if (left > 0) {
    page
      .blank()
      .text(
        `${counted(left, 'clock')} more ask for no look now (not yet, met, never shown, no rule). --status, --rule, --authority or --within show theirs, and --json all.`,
      );
  }
  page.write();
}

function counts(page: Page, rows: readonly DueRow[]): void {
  const groups = Map.groupBy(rows, (row) => `${row.activity} ${row.status} ${row.certainty}`);
  page.blank().table(
    [
      { head: 'Of' },
      { head: 'Status' },
      { head: 'How surely', gives: true },
      { head: 'Clocks', figures: true },
    ],
    [...groups.values()]
      .map((list) => ({ row: list[0]!, count: list.length }))
      .sort((a, b) => text(a.row).localeCompare(text(b.row), 'en'))
      .map(({ row, count }) => [
        row.owedBy === 'inspectorate' || row.owedBy === null
          ? capital(codeWords(row.activity))
          : `Owed by the ${row.owedBy}`,
        codeWords(row.status),
        certaintyText(row.certainty),
        String(count),
      ]),
  );
}

function text({ activity, status, certainty }: DueRow): string {
  return `${activity} ${status} ${certainty}`;
}

const certainties: Readonly<Record<DueRow['certainty'], string>> = {
  certain: 'certain',
  may_be_under_way: 'may be under way already',
  beyond_record: 'beyond the record',
};

/** How sure a status is, in words. */
export function certaintyText(certainty: DueRow['certainty']): string {
  return certainties[certainty];
}

function statusText({ status, certainty, owedBy, due }: DueRow): string {
  const sure = certainty === 'certain' ? '' : ` (${certaintyText(certainty)})`;
  const whose = owedBy === 'inspectorate' || owedBy === null ? '' : `, owed by the ${owedBy}`;
  return `${capital(codeWords(status))}${sure}${due ? `, ${dateText(due)}` : ''}${whose}`;
}

/** By which rules, and whether they are those in force. */
export function policyText({ policy, inForce }: DueHeading): string {
  const whatIf = policy === inForce ? '' : ' These are not the rules in force: what if.';
  return `By the rules "${policy.title}" (${policy.id} ${policy.version}).${whatIf}`;
}
