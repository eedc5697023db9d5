import { visitLabels } from '@monitoring-timeline/core';
import type { ActivityShown } from '@monitoring-timeline/projections';
import { capital, frameworkName } from './texts.ts';

/** How an inspection or visit is called: "ILACS inspection", "Focused visit". */
export function activityName({
  activity,
  kind,
  framework,
}: Pick<ActivityShown, 'activity' | 'kind' | 'framework'>): string {
  if (activity === 'visit') {
    return (visitLabels as Readonly<Record<string, string>>)[kind ?? ''] ?? 'Visit';
  }
  return capital(
    [framework === null ? '' : frameworkName(framework), 'inspection'].filter(Boolean).join(' '),
  );
}
