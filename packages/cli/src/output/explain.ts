import { codeWords } from '@monitoring-timeline/core';
import type { ExplainedAnswer, Explanation } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { areaText, coordinatesText, documentText, gradeText } from './words.ts';

/** Why an answer is what it is, as a page for a person: answer, rules, events, document and place. */
export function showExplanation(explanation: Explanation, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`${explanation.authority.name}: why its ${explanation.question} is so`);
  page.text(`${coordinatesText(explanation)}.`);
  if (explanation.answers.length === 0) page.blank().text('There is no answer to explain by then.');
  for (const answer of explanation.answers) addAnswer(page, answer);
  if (explanation.rules.length > 0) page.section('The rules');
  for (const { id, says } of explanation.rules) page.text(`${codeWords(id)}: ${says}`, 2);
  page.write();
}

function addAnswer(
  page: Page,
  { field, value, rules, events, disagreements }: ExplainedAnswer,
): void {
  page.section(`${fieldText(field)}: ${gradeText(value)}`);
  if (rules.length > 0) page.field('By', rules.map(codeWords).join(', '));
  for (const one of events) {
    const document = documentText(one, one.documentPublished, one.documentPublic === false);
    page.field('Because', `${one.summary} (${document}; event ${one.event})`);
    page.passage(one.passage ?? []);
  }
  for (const { publisher, value: other, settledBy } of disagreements) {
    const said = typeof other === 'string' ? gradeText(other) : JSON.stringify(other);
    page.field('Against', `${publisher} says ${said}; settled by ${codeWords(settledBy)}`);
  }
}

function fieldText(field: string): string {
  return field
    .replace(/^areas\./, '')
    .split('.')
    .map(areaText)
    .join(', ');
}
