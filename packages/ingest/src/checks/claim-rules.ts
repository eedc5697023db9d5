import {
  addDays,
  type ClaimEvent,
  type Directory,
  england,
  epochDay,
  isGrade,
  isoDay,
  versionsOf,
} from '@monitoring-timeline/core';

/** Against what a claim is checked. */
export interface ClaimRules {
  readonly directory: Directory;
  /** Today as an ISO day. */
  readonly today: string;
  /** Keys of authorities that the directory lacks and that a claim on record, or among those given, establishes. */
  readonly established?: ReadonlySet<string> | undefined;
}

/** Why a claim cannot stand, whatever its source. */
export interface Violation {
  /**
   * `unknown_authority`, `authority_not_in_existence`, `area_not_in_framework`, `grade_not_in_scale`, `area_judged_twice`,
   * `not_published` or `dates_contradict`.
   */
  readonly reason: string;
  readonly message: string;
  /** Which part of the claim is wrong, where it is one: a table names its column. */
  readonly field?: 'published' | undefined;
}

function unknownAuthority(event: ClaimEvent, rules: ClaimRules): Violation | undefined {
  const { authority } = event;
  const known =
    authority === england ||
    event.type === 'AuthorityEstablished' ||
    rules.directory.get(authority) !== undefined ||
    rules.established?.has(authority) === true;
  if (known) return undefined;
  return {
    reason: 'unknown_authority',
    message: `No authority has the key "${authority}". Give the key of one that is on record, or first the claim that establishes it.`,
  };
}

/** What a framework can judge, and how: one version where it is named and known, else all of them together. */
function judgedBy(of: Extract<ClaimEvent, { type: 'ReportPublished' }>['data']['of']) {
  if (of.activity !== 'inspection' || of.framework === undefined) return undefined;
  const versions = versionsOf(of.framework);
  const named = versions.filter(({ version }) => version === of.version);
  const meant = named.length > 0 ? named : versions;
  const shown = named.length > 0 ? `${of.framework} ${of.version}` : of.framework;
  return {
    shown,
    areas: new Set<string>(meant.flatMap(({ areas }) => areas.map(({ area }) => area))),
    scale: new Set<string>(meant.flatMap(({ scale }) => scale)),
  };
}

function misjudged(event: ClaimEvent): Violation | undefined {
  if (event.type !== 'ReportPublished') return undefined;
  const by = judgedBy(event.data.of);
  if (!by) return undefined;
  for (const { area, grade } of event.data.judgements ?? []) {
    // that an area is not judged may be said of any: ILACS since 2026 prints it of its overall effectiveness
    if (!isGrade(grade)) continue;
    if (!by.areas.has(area)) {
      const judged = [...by.areas].join(', ') || 'no area';
      return {
        reason: 'area_not_in_framework',
        message: `${by.shown} does not judge ${area}; it judges ${judged}.`,
      };
    }
    if (!by.scale.has(grade)) {
      return {
        reason: 'grade_not_in_scale',
        message: `${by.shown} has no grade ${grade}; its scale is ${[...by.scale].join(', ')}.`,
      };
    }
  }
  return undefined;
}

/** True where a day, month or year begins after another; of two of different precision, where the one lies wholly after. */
function after(date: string, other: string): boolean {
  const shared = Math.min(date.length, other.length);
  return date.slice(0, shared) > other.slice(0, shared);
}

function notPublished(event: ClaimEvent, today: string): Violation | undefined {
  const published = event.type === 'ReportPublished' ? event.data.published : undefined;
  const dates = [published, event.known.from];
  const date = dates.find((one) => one !== undefined && after(one, today));
  if (date === undefined) return undefined;
  return {
    reason: 'not_published',
    message: `The claim is dated ${date}, after today. A grade is confidential until it is published; give it again then.`,
  };
}

function judgedTwice(event: ClaimEvent): Violation | undefined {
  if (event.type !== 'ReportPublished') return undefined;
  const seen = new Set<string>();
  for (const { area } of event.data.judgements ?? []) {
    if (seen.has(area)) {
      return {
        reason: 'area_judged_twice',
        message: `The claim gives two grades of ${area}. A report judges each area once: leave one out.`,
      };
    }
    seen.add(area);
  }
  return undefined;
}

/** Days after the end of an authority in which a report on it may still come out. */
const reportsFollow = 300;

/** When the activity of a claim began, else when its report came out; undefined for claims of anything else. */
function activityDay(event: ClaimEvent): string | undefined {
  if (event.type === 'InspectionCarriedOut' || event.type === 'VisitCarriedOut') {
    return event.occurred.from;
  }
  if (event.type !== 'ReportPublished') return undefined;
  return event.data.of.days?.from ?? event.data.published;
}

/** An authority is inspected only while it exists. */
function notInExistence(event: ClaimEvent, { directory }: ClaimRules): Violation | undefined {
  const day = activityDay(event);
  const authority = directory.get(event.authority);
  if (day === undefined || !authority) return undefined;
  const { name, established, abolished } = authority;
  const refused = (why: string): Violation => ({
    reason: 'authority_not_in_existence',
    message: `${name} ${why}, so nothing of ${day} can be of it. Name the authority that served the area then.`,
  });
  if (established !== undefined && after(established, day))
    return refused(`began on ${established}`);
  if (abolished !== undefined && after(day, isoDay(addDays(epochDay(abolished), reportsFollow)))) {
    return refused(`ended on ${abolished}`);
  }
  return undefined;
}

/** The first day that a claim says something was done on site; undefined where it gives none. */
function firstOnSite(event: ClaimEvent): string | undefined {
  if (event.type === 'InspectionCarriedOut' || event.type === 'VisitCarriedOut') {
    return event.occurred.precision === 'by' ? undefined : event.occurred.from;
  }
  if (event.type !== 'ReportPublished' || event.data.of.days?.precision === 'by') return undefined;
  return event.data.of.days?.from;
}

/** What came out cannot tell of days after it, and nothing is known of a report before it is out. */
function contradictoryDates(event: ClaimEvent): Violation | undefined {
  const refused = (message: string): Violation => ({ reason: 'dates_contradict', message });
  const { known, source } = event;
  const start = firstOnSite(event);
  const published = event.type === 'ReportPublished' ? event.data.published : undefined;
  const announced = known.basis === 'announced';
  if (start !== undefined && published !== undefined && after(start, published)) {
    return {
      ...refused(`The report is dated ${published}, before the days on site began on ${start}.`),
      field: 'published',
    };
  }
  if (start !== undefined && !announced && after(start, source.published ?? start)) {
    return refused(
      `The source came out on ${source.published}, so it cannot tell of days on site from ${start}.`,
    );
  }
  if (start !== undefined && !announced && after(start, known.from)) {
    return refused(`It is said to be known from ${known.from}, before it began on ${start}.`);
  }
  if (published !== undefined && after(published, known.from)) {
    return refused(
      `It is said to be known from ${known.from}, before it was published on ${published}.`,
    );
  }
  if (published !== undefined && after(published, source.published ?? published)) {
    return refused(
      `The source came out on ${source.published}, so it cannot tell of a report published on ${published}.`,
    );
  }
  return undefined;
}

/**
 * What no claim may break, whoever gives it and whoever agrees to it, beyond its shape: an authority that is known and existed then,
 * areas and grades that the framework of the inspection has, one grade an area, and a publication that has happened.
 */
export function unlawfulness(event: ClaimEvent, rules: ClaimRules): Violation | undefined {
  return (
    unknownAuthority(event, rules) ??
    misjudged(event) ??
    judgedTwice(event) ??
    notPublished(event, rules.today) ??
    notInExistence(event, rules)
  );
}

/**
 * What every claim must meet before it is appended, through whatever door it comes: as `unlawfulness`, and dates that go together, which
 * a person may find to be printed so. Undefined where it meets all of it.
 */
export function violationOf(event: ClaimEvent, rules: ClaimRules): Violation | undefined {
  return unlawfulness(event, rules) ?? contradictoryDates(event);
}
