import { codeWords, type Directory } from '@monitoring-timeline/core';
import type { AnswerChange, Diff, DiffSummary } from '@monitoring-timeline/projections';
import { waitedFor } from '@monitoring-timeline/projections/policy';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { areaText, counted, dateText, documentText, gradeText } from './words.ts';

/** What was learnt between two days, as a page for a person. */
export function showDiff(diff: Diff, directory: Directory, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`What became known after ${dateText(diff.from)}, up to ${dateText(diff.to)}`);
  page.text(
    diff.asOf === null
      ? 'Each end is asked about its own day.'
      : `Both ends are asked about ${dateText(diff.asOf)}.`,
  );
  if (diff.recordTo !== null && diff.to > diff.recordTo) {
    page.text(
      `The record of graded inspections ends on ${dateText(diff.recordTo)}: what came out later is not in it.`,
    );
  }
  if (diff.summary) {
    showSummary(diff.summary, page);
    page.write();
    return;
  }
  page.text(`${counted(diff.authorities.length, 'authority', 'authorities')} changed.`);
  for (const { authority, events, answers } of diff.authorities) {
    page.section(directory.nameOf(authority));
    for (const change of answers) page.text(`Answer: ${changeText(change)}`, 2);
    for (const one of events) {
      const { kind, summary, known, documentPublished: published } = one;
      const document = documentText(one, published, published !== null && published > diff.to);
      page.text(`${codeWords(kind)}, ${dateText(known.from)}: ${summary} (${document})`, 2);
    }
  }
  page.write();
}

const headings: Readonly<Record<DiffSummary['parts'][number]['part'], string>> = {
  standing: 'Standing',
  due: 'What is due',
  interventions: 'Interventions',
  awaited: 'Reports awaited',
  leadership: 'Leadership',
  delivery: 'Delivery',
  trajectory: 'Trajectory',
  record: 'On record',
};

function showSummary(summary: DiffSummary, page: Page): void {
  const { authorities, learnt, corrected, retracted, restored, parts } = summary;
  const facts = [
    [learnt, 'learnt'],
    [corrected, 'corrected'],
    [retracted, 'retracted'],
    [restored, 'restored'],
  ] as const;
  const told = facts.filter(([count]) => count > 0).map(([count, how]) => `${count} ${how}`);
  page.text(
    `${counted(authorities, 'authority', 'authorities')} changed. Facts: ${told.join(', ') || 'none'}.`,
  );
  for (const { part, authorities: whose, changes } of parts) {
    const of = counted(whose, 'authority', 'authorities');
    page.section(`${headings[part]} (${counted(changes.length, 'change')}, ${of})`);
    for (const change of changes) page.text(`${change.name}: ${changeText(shortly(change))}`, 2);
  }
}

/** Without the name of the part, which stands above. */
function shortly(change: AnswerChange): AnswerChange {
  const field = change.field.replace(/^(?:due|trajectory|standing(?:\.areas)?)\./, '');
  return { ...change, field: field === 'awaitingReport' ? 'inspection begun' : field };
}

function changeText({ field, before, after }: AnswerChange): string {
  return `${fieldText(field)} ${valueText(before)} -> ${valueText(after)}`;
}

/** A part of an answer; a clock by what it waits for. */
function fieldText(field: string): string {
  return field
    .split(/[./]/)
    .map((part) => waitedFor(part) ?? areaText(part))
    .join(', ');
}

function valueText(value: string | null): string {
  return value === null ? 'nothing' : gradeText(value);
}
