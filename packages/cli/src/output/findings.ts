import { codeWords } from '@monitoring-timeline/core';
import type { FindingTopic } from '@monitoring-timeline/projections';
import { stands, toldWords } from '@monitoring-timeline/projections/views';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { type At, capital, coordinatesText, counted, dateText } from './words.ts';

export interface FindingsHeading extends At {
  readonly topic: string | undefined;
  readonly kind?: string | undefined;
  readonly where: string;
}

/** What reports ask to be improved, as a page for a person. */
export function showFindings(
  topics: readonly FindingTopic[],
  { topic, kind, where, ...at }: FindingsHeading,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  const told = kind === undefined ? 'what reports ask to be improved' : codeWords(kind);
  page.title(`${where}: ${told}${topic ? `, ${topic}` : ''}`);
  const recurring = topics.filter((one) => one.recurring).length;
  page.text(`${coordinatesText(at)}. ${counted(topics.length, 'topic')}, ${recurring} recurring.`);
  const all = topics.flatMap(({ findings }) => findings);
  const reports = new Set(all.map((one) => `${one.authority} ${one.published}`)).size;
  const standing = all.filter(stands).length;
  if (topics.length > 0)
    page.text(
      `It speaks of ${counted(reports, 'report')}; most reports on record are listed with their grades alone. Of ${counted(all.length, 'finding')} ${standing} stand, the others are superseded.`,
    );
  if (topics.length === 0) {
    const fits =
      topic || kind ? 'No finding on record fits. Try other words.' : 'No finding on record.';
    page.blank().text(`${fits} Many sources list grades alone.`);
  }
  for (const { topic: name, reports, gradedReports, authorities, findings, themes } of topics) {
    page.section(capital(codeWords(name)));
    page.text(
      `${counted(reports, 'report')} of ${counted(authorities.length, 'authority', 'authorities')}, of which ${counted(gradedReports, 'graded report')} ${gradedReports === 1 ? 'is' : 'are'} on record.`,
    );
    for (const finding of findings) {
      const told = toldWords(finding, { seen: 'last found' });
      const number = finding.number === null ? '' : ` ${finding.number}`;
      const place = finding.locator === null ? '' : `, ${finding.locator}`;
      page.text(
        `${finding.name}, ${dateText(finding.published)}, ${codeWords(finding.kind)}${number}: ${finding.topic} (${finding.publisher}${place}); ${told}`,
        2,
      );
    }
    for (const theme of themes) {
      const { name: whose, topic: what, status, firstRaised, occasions, assertedBy } = theme;
      const raised = firstRaised === null ? '' : `, first raised ${dateText(firstRaised)}`;
      page.text(
        `${whose}, theme: ${what}, ${codeWords(status)}${raised}, ${counted(occasions, 'occasion')} (${codeWords(assertedBy)}); ${toldWords(theme, { seen: 'last found' })}`,
        2,
      );
    }
  }
  page.write();
}
