import {
  areaLabels,
  codeWords,
  type Directory,
  epochDay,
  formatPartialDate,
  isArea,
  parsePartialDate,
  regionsNamed,
  visitLabels,
} from '@monitoring-timeline/core';
import type { SpeaksOf, VisitShown } from '@monitoring-timeline/projections';
import { authoritiesNamed } from '@monitoring-timeline/projections/asking';
import { Duration } from 'luxon';
import { today } from '../compose/clock.ts';

/** How grades and what stands in their place read in a table. */
const gradeWords: Readonly<Record<string, string>> = {
  outstanding: 'Outstanding',
  good: 'Good',
  requires_improvement: 'Requires improvement',
  inadequate: 'Inadequate',
  adequate: 'Adequate',
  not_judged: 'Not judged',
  not_reported: 'Not reported',
  not_read: 'Not read',
};

export function gradeText(grade: string): string {
  return gradeWords[grade] ?? codeWords(grade);
}

export function areaText(area: string): string {
  return isArea(area) ? areaLabels[area] : codeWords(area);
}

/** What people call a visit, with its number: "Monitoring visit 2". */
export function visitText(kind: string | null, sequence: number | null): string {
  const name = (visitLabels as Readonly<Record<string, string>>)[kind ?? ''] ?? 'Visit';
  return sequence === null ? name : `${name} ${sequence}`;
}

/** How long after the last day on site something came out. */
export function lagText(lag: VisitShown['lag']): string {
  if (!lag) return '';
  const working = lag.workingDays === null ? '' : `, ${lag.workingDays} of them working days`;
  return `${counted(lag.calendarDays, 'day')} after the last on site${working}`;
}

/** A region as it is called, whatever way it was typed; England where none was. */
export function regionText(region: string | undefined): string {
  if (region === undefined) return 'England';
  const [only, ...others] = regionsNamed(region) ?? [];
  return only !== undefined && others.length === 0 ? only : capital(region);
}

/** Which authorities an answer about many was asked of, as it was typed. */
export interface Chosen {
  readonly authority?: string | undefined;
  readonly authorities?: readonly string[] | undefined;
  readonly region?: string | undefined;
}

const namesInHeading = 6;

/** Whom an answer is about, for its heading: authorities by name, a region, or England. */
export function chosenText(
  { authority, authorities = [], region }: Chosen,
  directory: Directory,
  { asOf }: At,
): string {
  const typed = authority === undefined ? authorities : [authority, ...authorities];
  if (typed.length === 0) return regionText(region);
  const on = { asOf: epochDay(asOf) };
  const names = typed
    .flatMap((one) => authoritiesNamed([one], directory, on))
    .map(({ name }) => name);
  const each = [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en'));
  return each.length > namesInHeading ? `${each.length} authorities` : each.join(', ');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A date of an answer in words, as precise as it is; a dash where there is none. */
export function dateText(text: string | null | undefined): string {
  return text ? formatPartialDate(parsePartialDate(text)) : '-';
}

/** "18 May 2018", or "23 April to 18 May 2018"; undefined where neither end is known. */
export function spanText(start: string | null, end: string | null): string | undefined {
  if (start !== null && end !== null && start !== end && !`${start}${end}`.includes('/')) {
    return dateText(`${start}/${end}`);
  }
  const known = start ?? end;
  return known === null ? undefined : dateText(known);
}

/** When inspectors were on site: where they came in parts, each of them; undefined where no day is known. */
export function onSiteText({
  start,
  end,
  parts,
}: Pick<VisitShown, 'start' | 'end' | 'parts'>): string | undefined {
  if (parts === null) return spanText(start, end);
  const spans = parts.map(({ from, to }) => spanText(from, to));
  return `${spans.slice(0, -1).join(', ')} and ${spans.at(-1)}`;
}

/** Of how many documents an answer speaks. */
export function speaksOfText({ documents, gradedReports }: SpeaksOf): string {
  return `It speaks of ${counted(documents, 'document')}; ${counted(gradedReports, 'graded report')} ${gradedReports === 1 ? 'is' : 'are'} on record, most as grades alone.`;
}

/** A span of whole months: "1 year 3 months"; "less than a month" where it is none. */
export function monthsText(months: number): string {
  if (months === 0) return 'less than a month';
  return Duration.fromObject({ months })
    .shiftTo('years', 'months')
    .reconfigure({ locale: 'en-GB' })
    .toHuman({ showZeros: false })
    .replaceAll(',', '');
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "ILACS 2023 standard inspection". */
export function inspectionText(
  framework: string | null,
  version: string | null,
  kind: string | null,
): string {
  const words = [
    framework === null ? 'Ofsted' : codeWords(framework),
    version !== null && version !== framework ? version : undefined,
    kind !== null && kind !== 'full' ? codeWords(kind) : undefined,
    kind === 'reinspection' ? undefined : 'inspection',
  ];
  return words.filter(Boolean).join(' ');
}

/** What knowing of something rests on. */
export function basisText(basis: string): string {
  const words: Readonly<Record<string, string>> = {
    published: 'from a publication',
    letter_dated: 'from a dated letter',
    announced: 'because it was announced',
    assumed: 'by assumption: only its later report told of it',
  };
  return words[basis] ?? `by ${codeWords(basis)}`;
}

/** The dates of an answer in ISO form, for its heading. */
export interface At {
  readonly asOf: string;
  readonly knownAt: string;
  readonly recordedAt?: string | undefined;
  /** Day to which the record reaches: a later day is told with it. */
  readonly recordTo?: string | null | undefined;
}

export function coordinatesText(at: At): string {
  const recorded = at.recordedAt === undefined ? '' : `, as this store held it at ${at.recordedAt}`;
  const beyond =
    typeof at.recordTo === 'string' && at.asOf > at.recordTo
      ? `. The record of graded inspections ends on ${dateText(at.recordTo)}: what came out later is not in it`
      : '';
  const ahead = ' (a day to come, with what is on record so far)';
  const [asOf, knownAt] = [at.asOf > today(), at.knownAt > today() && at.asOf <= today()];
  return `As of ${dateText(at.asOf)}${asOf ? ahead : ''}, as known on ${dateText(at.knownAt)}${knownAt ? ahead : ''}${recorded}${beyond}`;
}

/** A document as it is cited; one that came out after the day of knowledge says so: the fact was public then, the document was not. */
export function documentText(
  {
    publisher,
    title,
    locator,
  }: {
    readonly publisher: string;
    readonly title: string;
    readonly locator?: string | null | undefined;
  },
  published: string | null,
  later: boolean,
): string {
  const cited = [publisher, title, locator].filter(Boolean).join(', ');
  return later && published ? `${cited}, a document of ${dateText(published)}` : cited;
}
