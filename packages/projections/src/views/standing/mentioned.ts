import type { EpochDay } from '@monitoring-timeline/core';
import type { MentionedReport } from '../../answers/standing.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { because } from '../evidence.ts';
import { momentText } from '../moment.ts';

/** Inspections with grades that only others than the inspectorate tell of by a day, and that set no standing. */
export function mentionedReports(
  { reports, gradesTold }: Knowledge,
  asOf: EpochDay,
): readonly MentionedReport[] {
  if (reports.length === gradesTold.length) return [];
  const setting = new Set(reports);
  return gradesTold
    .filter((report) => !setting.has(report) && report.validFrom <= asOf)
    .map(({ framework, activity, judgements }) => {
      const { source } = [...judgements.values()][0]!.claim.event;
      return {
        framework: framework ?? null,
        inspected: momentText((activity.start ?? activity.end)?.value),
        published: momentText(activity.published?.value),
        grades: Object.fromEntries([...judgements].map(([area, { value }]) => [area, value.grade])),
        publisher: source.publisher,
        title: source.title,
        because: because(activity.claims),
      };
    });
}
