import {
  type Activity,
  type Area,
  type EpochDay,
  earliestDay,
  earliestOf,
  type Framework,
  type FrameworkVersion,
  frameworkVersion,
  type Judgement,
  latestDay,
  latestOf,
  type Resolved,
  versionJudging,
} from '@monitoring-timeline/core';

/** Frameworks whose grades speak of children's services; area SEND judges the area partnership and sets no standing. */
const setStanding: ReadonlySet<Framework> = new Set(['SLAC', 'CPI', 'TLAC', 'SIF', 'ILACS']);

/** An inspection whose grades are known: what sets a standing. */
export interface GradedReport {
  readonly activity: Activity;
  readonly framework: Framework | undefined;
  readonly version: FrameworkVersion | undefined;
  readonly judgements: ReadonlyMap<Area, Resolved<Judgement>>;
  /** Publication day; where no source gives it, the day on which the grades became known. */
  readonly published: EpochDay;
  /** False where `published` is only the day on which somebody listed the grades, or a coarse date's last day. */
  readonly publishedExact: boolean;
  /** Day from which the judgement is valid: the last day on site, else the first, else publication. */
  readonly validFrom: EpochDay;
  /** Day until which it is uncertain whether it was valid yet. */
  readonly validSurely: EpochDay;
  readonly id: string;
}

/** The graded reports among activities, in order of publication, then validity, then id. */
export function gradedReports(activities: readonly Activity[]): readonly GradedReport[] {
  return activities
    .flatMap((activity) => gradedReport(activity) ?? [])
    .sort(
      (a, b) => a.published - b.published || a.validFrom - b.validFrom || (a.id < b.id ? -1 : 1),
    );
}

function gradedReport(activity: Activity): GradedReport | undefined {
  const { framework, unplaced } = activity;
  if (activity.activity !== 'inspection' || unplaced) return undefined;
  if (framework !== undefined && !setStanding.has(framework)) return undefined;
  const version = versionOf(activity);
  const judgements = judgementsUnder(version, activity.judgements);
  if (judgements.size === 0) return undefined;

  const known = earliestDay(...[...judgements.values()].map(({ claim }) => claim.knownDay));
  const published = activity.published;
  const { from, surely } = validity(activity, published ? latestOf(published.value) : known);
  return {
    activity,
    framework,
    version,
    judgements,
    published: published ? latestOf(published.value) : known,
    publishedExact: typeof published?.value === 'number',
    validFrom: from,
    validSurely: surely,
    id: activity.claims.map(({ event }) => event.id).sort()[0] ?? '',
  };
}

function validity(activity: Activity, published: EpochDay): { from: EpochDay; surely: EpochDay } {
  const { start, end } = activity;
  if (end) return { from: end.value, surely: end.value };
  if (start) {
    // the last day on site is not given: it lies between the first and the publication
    return { from: earliestOf(start.value), surely: latestDay(published, earliestOf(start.value)) };
  }
  const day = activity.published ? earliestOf(activity.published.value) : published;
  return { from: day, surely: published };
}

function versionOf({ framework, version, judgements }: Activity): FrameworkVersion | undefined {
  if (!framework) return undefined;
  return frameworkVersion(framework, version) ?? versionJudging(framework, judgements.keys());
}

/** A source that speaks of "inadequate" at large gives no overall grade to a framework that has none. */
function judgementsUnder(
  version: FrameworkVersion | undefined,
  judgements: Activity['judgements'],
): Activity['judgements'] {
  if (version?.overall !== 'absent' || !judgements.has('overall')) return judgements;
  return new Map([...judgements].filter(([area]) => area !== 'overall'));
}
