import {
  type Activity,
  type Area,
  addDays,
  type EpochDay,
  earliestDay,
  earliestOf,
  type Framework,
  type FrameworkVersion,
  frameworkVersion,
  isOfficial,
  type Judgement,
  latestDay,
  latestOf,
  type Resolved,
  setsStanding,
  versionJudging,
} from '@monitoring-timeline/core';

/** An inspection whose grades are known: what sets a standing. */
export interface GradedReport {
  /** The inspection, resolved from all that sources say of it. */
  readonly activity: Activity;
  /** The framework that it was made under; undefined where no source names it. */
  readonly framework: Framework | undefined;
  /** The edition of the framework, by the year that a source names, else by the areas judged; undefined where neither tells. */
  readonly version: FrameworkVersion | undefined;
  /** The grade of each area that it judged, with the claims that give it and those against it. */
  readonly judgements: ReadonlyMap<Area, Resolved<Judgement>>;
  /**
   * `official`: the inspectorate's word, or a person's. `told`: only others tell of it, with its publication or its days.
   * `mention`: others mention it without either, as a council's paper does of an earlier one: "inadequate in 2013".
   */
  readonly word: 'official' | 'told' | 'mention';
  /** Last day on which inspectors can have been on site, as far as is known: what reports are ordered by. */
  readonly inspected: EpochDay;
  /** Publication day; where no source gives it, the day on which the grades became known, and of a mention its own days. */
  readonly published: EpochDay;
  /** False where `published` is only the day on which somebody listed the grades, or a coarse date's last day. */
  readonly publishedExact: boolean;
  /** Day from which the judgement is valid: the last day on site, else the first, else publication. */
  readonly validFrom: EpochDay;
  /** Day until which it is uncertain whether it was valid yet. */
  readonly validSurely: EpochDay;
  /** The first in order of the ids of the events that tell of the inspection. */
  readonly id: string;
}

/** An activity, and the same as official sources alone have it; undefined where none speaks of it. */
export interface ByWord {
  readonly activity: Activity;
  readonly official: Activity | undefined;
  /** The grades that it gave, where it gave any. */
  readonly graded: GradedReport | undefined;
}

/** The least time from the last day on site to publication, for a report of which only the latter is known. */
const leastToPublication = 14;

/** The graded reports among activities, in the order of the days of inspection, then of publication, then of id. */
export function gradedReports(activities: readonly ByWord[]): readonly GradedReport[] {
  return activities
    .flatMap(({ graded }) => graded ?? [])
    .sort(
      (a, b) => a.inspected - b.inspected || a.published - b.published || (a.id < b.id ? -1 : 1),
    );
}

/**
 * The reports that set a standing, of all that are told of: the official ones; only where there is none, those that others tell of
 * and date. A mention of a grade in a paper is history and sets none.
 */
export function settingStanding(reports: readonly GradedReport[]): readonly GradedReport[] {
  if (reports.every(({ word }) => word === 'official')) return reports;
  const official = reports.filter(({ word }) => word === 'official');
  return official.length > 0 ? official : reports.filter(({ word }) => word === 'told');
}

/** What an inspection says of grades; undefined of what sets no standing. */
export function gradedReport({
  activity,
  official,
}: Omit<ByWord, 'graded'>): GradedReport | undefined {
  const { framework, unplaced } = activity;
  if (activity.activity !== 'inspection' || unplaced) return undefined;
  if (framework !== undefined && !setsStanding(framework)) return undefined;
  const version = versionOf(activity);
  const all = judgementsUnder(version, activity.judgements);
  if (all.size === 0) return undefined;
  const byInspectorate = judgedOfficially(all);
  const judged = byInspectorate.size > 0;
  const judgements = judged ? byInspectorate : all;
  // what others add to an official report neither moves it nor adds a grade to it
  const dated = (judged && official) || activity;

  const known = earliestDay(...[...judgements.values()].map(({ claim }) => claim.knownDay));
  const { start, end, published: out } = dated;
  const dates = out !== undefined || typeof (end ?? start)?.value === 'number';
  const word = judged ? 'official' : dates ? 'told' : 'mention';
  const lastOnSite = end?.value ?? (start && latestOf(start.value));
  const published = out ? latestOf(out.value) : word === 'mention' ? (lastOnSite ?? known) : known;
  const { from, surely } = validity(dated, published);
  return {
    activity,
    framework,
    version,
    judgements,
    word,
    inspected: lastOnSite ?? addDays(published, -leastToPublication),
    published,
    publishedExact: typeof out?.value === 'number',
    validFrom: from,
    validSurely: surely,
    id: activity.claims.map(({ event }) => event.id).sort()[0] ?? '',
  };
}

function judgedOfficially(judgements: Activity['judgements']): Activity['judgements'] {
  const official = [...judgements].filter(
    ([, { claim }]) => isOfficial(claim) || claim.corrections.length > 0,
  );
  return official.length === judgements.size ? judgements : new Map(official);
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
