import { type Activity, type Claim, type EventOf, latestOf } from '@monitoring-timeline/core';
import type { FindingShown, FindingTopic, ThemeFound } from '../../answers/findings.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { ViewContext } from '../authority.ts';
import { compareText } from '../dated.ts';
import { because, becauseOfAll, claimIn } from '../evidence.ts';
import { momentText } from '../moment.ts';
import { recordTo } from '../picture/coverage.ts';
import type { Records } from '../picture/picture.ts';
import { themesOf } from '../themes.ts';
import { findingTold } from '../told/findings.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import type { Telling } from '../told/told.ts';
import { reportsInForce } from '../trajectory/points.ts';
import { type AuthorityChoice, chosenAuthorities } from './chosen-authorities.ts';

/**
 * What a report calls a finding: `recommendation` and `improvement_point` ask for improvement, `priority_action` is the serious
 * tier of a visit, `good_practice` asks for nothing.
 */
export type FindingKind = NonNullable<
  EventOf<'ReportPublished'>['data']['findings']
>[number]['kind'];

export interface FindingOptions extends AuthorityChoice {
  /** Code of a theme, or words that occur in the topic. */
  readonly topic?: string | undefined;
  /** Without it everything that asks for improvement; good practice has to be named. */
  readonly kinds?: readonly FindingKind[] | undefined;
}

const improvement: readonly FindingKind[] = [
  'recommendation',
  'improvement_point',
  'priority_action',
];

/**
 * Improvement points by topic across authorities, alphabetical by topic: where the same is asked of several. The findings
 * of one report are taken from the source with precedence, so that a council's copy doubles nothing.
 */
export function findings(
  records: Records,
  coordinates: Coordinates,
  context: ViewContext,
  options: FindingOptions = {},
): readonly FindingTopic[] {
  const chosen = chosenAuthorities(records, coordinates, context.directory, options);
  const all = chosen.flatMap((record) => findingsOf(record, coordinates, context, options));
  const themes = Map.groupBy(
    options.kinds
      ? []
      : chosen.flatMap((record) => themesIn(record, coordinates, context, options)),
    ({ theme }) => theme,
  );
  const gradedOf = new Map(
    chosen.map((record) => [
      record.authority as string,
      reportsInForce(record.at(coordinates).reports, coordinates.asOf).length,
    ]),
  );
  const claimOf = claimIn(chosen);
  const reach = recordTo(context.national, coordinates, 'graded_inspection');
  const topics = Map.groupBy(all, ({ shown }) => shown.theme ?? shown.topic);
  return [...new Set([...topics.keys(), ...themes.keys()])].sort(compareText).map((topic) =>
    findingTopic(
      topic,
      topics.get(topic) ?? [],
      (themes.get(topic) ?? []).map(({ shown }) => shown),
      { recordTo: reach, claimOf, gradedOf },
    ),
  );
}

interface Around {
  readonly recordTo: FindingTopic['recordTo'];
  readonly claimOf: ReturnType<typeof claimIn>;
  /** Graded reports on record by authority. */
  readonly gradedOf: ReadonlyMap<string, number>;
}

interface Themed {
  readonly theme: string;
  readonly shown: ThemeFound;
}

/** What became of the themes of an authority, those that a topic names. */
function themesIn(
  record: AuthorityRecord,
  coordinates: Coordinates,
  { directory, policy }: ViewContext,
  { topic: wanted }: FindingOptions,
): readonly Themed[] {
  const { asOf, knownAt } = coordinates;
  const name = directory.nameOf(record.authority);
  return themesOf(record.at(coordinates), asOf, tellingRulesKnown(policy, knownAt))
    .filter(({ theme, topic }) => wanted === undefined || isAbout({ theme, topic }, wanted))
    .map(({ theme, topic, assertedBy, status, occasions, raised, stillEvident, ...told }) => ({
      theme,
      shown: {
        authority: record.authority,
        name,
        topic,
        assertedBy,
        status,
        occasions,
        firstRaised: raised[0]?.when ?? null,
        lastSeen: (stillEvident.at(-1) ?? raised.at(-1))?.when ?? null,
        state: told.state,
        lastTold: told.lastTold,
        why: told.why,
        rule: told.rule,
        because: told.because,
      },
    }));
}

interface Found {
  readonly report: string;
  readonly shown: FindingShown;
}

function findingTopic(
  topic: string,
  list: readonly Found[],
  themes: readonly ThemeFound[],
  { recordTo, claimOf, gradedOf }: Around,
): FindingTopic {
  const reports = new Set(list.map(({ report }) => report)).size;
  const rows = [...list.map(({ shown }) => shown), ...themes];
  const authorities = [...new Set(rows.map(({ authority }) => authority))].sort(compareText);
  return {
    topic,
    authorities,
    reports,
    gradedReports: authorities.reduce((sum, key) => sum + (gradedOf.get(key) ?? 0), 0),
    recurring: reports > 1,
    findings: list.map(({ shown }) => shown),
    themes,
    recordTo,
    because: becauseOfAll(
      rows.map((row) => row.because),
      claimOf,
    ),
  };
}

function findingsOf(
  record: AuthorityRecord,
  coordinates: Coordinates,
  { directory, policy }: ViewContext,
  options: FindingOptions,
): readonly Found[] {
  const { asOf, knownAt } = coordinates;
  const name = directory.nameOf(record.authority);
  const knowledge = record.at(coordinates);
  const reports = reportsInForce(knowledge.reports, asOf);
  const rules = tellingRulesKnown(policy, knownAt);
  return knowledge.activities
    .filter((one) => !one.unplaced && isOut(one, coordinates))
    .flatMap((one) => {
      // the claims come in the order of precedence
      const source = one.claims.find(hasFindings);
      if (!source) return [];
      const { told, reportsSince, by } = findingTold('finding', tellingOfReport(one, source), {
        reports,
        rules,
        asOf,
      });
      return source.event.data.findings
        .filter((finding) => isWanted(finding, options))
        .map((finding) => ({
          report: source.event.id,
          shown: {
            authority: record.authority,
            name,
            kind: finding.kind,
            number: finding.number ?? null,
            topic: finding.topic,
            theme: finding.theme ?? null,
            framework: one.framework ?? null,
            published: momentText(one.published?.value),
            publisher: source.event.source.publisher,
            locator: finding.locator ?? source.event.source.locator ?? null,
            ...told,
            reportsSince,
            gradedReports: reports.length,
            because: because(source, by),
          },
        }));
    });
}

/** A finding is so on the last day on site. */
function tellingOfReport({ end, start, published }: Activity, claim: Claim): Telling {
  const told = end?.value ?? start?.value ?? published?.value;
  const day = told === undefined ? claim.knownDay : latestOf(told);
  const date = momentText(told) ?? claim.event.known.from;
  return { claim, day, shown: { date, source: claim.event.source.title } };
}

type Finding = NonNullable<EventOf<'ReportPublished'>['data']['findings']>[number];
type WithFindings = Claim & {
  readonly event: EventOf<'ReportPublished'> & {
    readonly data: { readonly findings: readonly Finding[] };
  };
};

function hasFindings(claim: Claim): claim is WithFindings {
  return claim.event.type === 'ReportPublished' && (claim.event.data.findings?.length ?? 0) > 0;
}

function isOut({ published, end }: Activity, { asOf }: Coordinates): boolean {
  const day = published ? latestOf(published.value) : end?.value;
  return day === undefined || day <= asOf;
}

function isWanted({ kind, theme, topic }: Finding, options: FindingOptions): boolean {
  if (!(options.kinds ?? improvement).includes(kind)) return false;
  return options.topic === undefined || isAbout({ theme, topic }, options.topic);
}

/** True of what has the code that is asked for, or its words. */
function isAbout({ theme, topic }: Pick<Finding, 'theme' | 'topic'>, asked: string): boolean {
  const wanted = asked.toLowerCase();
  return theme === wanted.replaceAll(/[\s-]+/g, '_') || topic.toLowerCase().includes(wanted);
}
