import {
  type ClaimEvent,
  type Directory,
  england,
  isGrade,
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
  /** `unknown_authority`, `area_not_in_framework`, `grade_not_in_scale` or `not_published`. */
  readonly reason: string;
  readonly message: string;
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

/** True where a day, month or year begins after today. */
function later(date: string, today: string): boolean {
  return date > today.slice(0, date.length);
}

function notPublished(event: ClaimEvent, today: string): Violation | undefined {
  const published = event.type === 'ReportPublished' ? event.data.published : undefined;
  const date = [published, event.known.from].find((one) => one !== undefined && later(one, today));
  if (date === undefined) return undefined;
  return {
    reason: 'not_published',
    message: `The claim is dated ${date}, after today. A grade is confidential until it is published; give it again then.`,
  };
}

/**
 * What every claim must meet before it is appended, beyond its shape: an authority that is known, areas and grades that the framework
 * of the inspection has, and a publication that has happened. Undefined where it meets all of it.
 */
export function violationOf(event: ClaimEvent, rules: ClaimRules): Violation | undefined {
  return unknownAuthority(event, rules) ?? misjudged(event) ?? notPublished(event, rules.today);
}
