import { codeWords, regions } from '@monitoring-timeline/core';
import type { FindingTopic } from '@monitoring-timeline/projections';
import type { Links } from '../links/links.ts';
import { whyAddress } from '../links/why.ts';
import type { Shown } from '../page/page.ts';
import { dateText } from '../words/dates.ts';
import { capital, counted } from '../words/texts.ts';
import { toldText } from '../words/told.ts';

interface Wanted {
  readonly region?: string;
  readonly topic?: string;
  readonly authority?: string;
}

/** The answer to `findings`: each topic with what reports ask for, and of how many reports that speaks. */
export function findingsView(topics: readonly FindingTopic[], wanted: Wanted, links: Links): Shown {
  const { region, topic, authority } = wanted;
  return {
    title: `What reports ask for: ${counted(topics.length, 'topic')}`,
    model: {
      topic: topic ?? '',
      authority: authority ?? '',
      regions: regions.map(({ name }) => ({ name, selected: name === region })),
      topics: topics.map((one, index) => ({
        id: `topic-${index + 1}`,
        code: one.topic,
        heading: capital(codeWords(one.topic)),
        speaks: speaksText(one),
        comesBack: one.recurring,
        findings: one.findings.map((finding) => ({
          name: finding.name,
          href: links.to(`/authorities/${finding.authority}`),
          text: finding.topic,
          kind: capital(codeWords(finding.kind)),
          report: `${finding.framework === null ? 'Report' : codeWords(finding.framework)}${finding.published === null ? '' : `, ${dateText(finding.published)}`}`,
          place: [finding.publisher, finding.locator].filter(Boolean).join(', '),
          told: capital(toldText(finding, null)),
          why: whyAddress(links, finding.authority, 'findings', finding.because[0]),
        })),
        themes: one.themes.map((theme) => ({
          name: theme.name,
          href: links.to(`/authorities/${theme.authority}`),
          text: theme.topic,
          status: capital(codeWords(theme.status)),
          code: theme.status,
          raised: theme.firstRaised === null ? 'Not told' : dateText(theme.firstRaised),
          seen: theme.lastSeen === null ? 'Not told' : dateText(theme.lastSeen),
          occasions: theme.occasions,
          whose: codeWords(theme.assertedBy),
          told: capital(toldText(theme, null)),
          why: whyAddress(links, theme.authority, 'themes', theme.because[0]),
        })),
      })),
      other: {
        csv: links.to('/api/findings.csv', { ...wanted }),
        json: links.to('/api/findings', { ...wanted }),
      },
    },
  };
}

/** Of how many reports a topic speaks, beside how many there are. */
function speaksText({ reports, gradedReports, authorities }: FindingTopic): string {
  const whose = counted(authorities.length, 'authority', 'authorities');
  const asked =
    reports === 0
      ? `No report on record asks for it; a theme of ${whose}`
      : `Asked for in ${counted(reports, 'report')} of ${whose}`;
  return `${asked}, with ${counted(gradedReports, 'graded report')} on record.`;
}
