import type { Directory } from '@monitoring-timeline/core';
import type { AnswerChange, Diff } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { areaText, counted, dateText, documentText, gradeText, plainWords } from './words.ts';

/** What was learnt between two days, as a page for a person. */
export function showDiff(diff: Diff, directory: Directory, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`What became known after ${dateText(diff.from)}, up to ${dateText(diff.to)}`);
  page.text(
    diff.asOf === null
      ? 'Each end is asked about its own day.'
      : `Both ends are asked about ${dateText(diff.asOf)}.`,
  );
  page.text(`${counted(diff.authorities.length, 'authority', 'authorities')} changed.`);
  for (const { authority, events, answers } of diff.authorities) {
    page.section(directory.nameOf(authority));
    for (const change of answers) page.text(`Answer: ${changeText(change)}`, 2);
    for (const one of events) {
      const { kind, summary, known, documentPublished: published } = one;
      const document = documentText(one, published, published !== null && published > diff.to);
      page.text(`${plainWords(kind)}, ${dateText(known.from)}: ${summary} (${document})`, 2);
    }
  }
  page.write();
}

function changeText({ field, before, after }: AnswerChange): string {
  return `${fieldText(field)} ${valueText(before)} -> ${valueText(after)}`;
}

function fieldText(field: string): string {
  return field.split(/[./]/).map(areaText).join(', ');
}

function valueText(value: string | null): string {
  return value === null ? 'nothing' : gradeText(value);
}
