import {
  type Area,
  activityOf,
  authorityStream,
  claimOf,
  distantFuture,
  effectiveClaims,
  isOfficial,
  isoDay,
  matchActivities,
  resolveActivity,
  toPosition,
} from '@monitoring-timeline/core';
import { PeopleNamed } from './documents/document-builder.ts';
import { proposalsOf } from './documents/proposals.ts';
import type { DocumentReading, SourceRead } from './documents/reading.ts';
import type { ImportJob } from './import-run.ts';
import type { FileReading } from './proposal.ts';
import { claimsOf } from './stream-pages.ts';

/** True where a document of the inspectorate says for sure what it is about and prints no day of publication. */
function isUndated({ source, authority, days, published, problems }: DocumentReading): boolean {
  if (source || !authority || authority.confidence === 'low') return false;
  if (!days || days.confidence === 'low') return false;
  if (problems.some(({ reason }) => reason === 'dates_contradict')) return false;
  return published === undefined || published.confidence === 'low';
}

/** The day on which the report of an inspection or visit came out as an official source has it, where the record holds that. */
async function publicationOnRecord(
  { store, prefix }: ImportJob,
  { proposals }: FileReading,
): Promise<string | undefined> {
  const carriedOut = proposals.find(
    ({ event: { type } }) => type === 'InspectionCarriedOut' || type === 'VisitCarriedOut',
  )?.event;
  if (!carriedOut) return undefined;
  const claims = await claimsOf(store, authorityStream(carriedOut.authority, prefix));
  if (claims.length === 0) return undefined;
  const own = activityOf(claimOf(carriedOut, { position: toPosition('0'), recorded: '' }));
  const holding = effectiveClaims(claims, distantFuture).filter(
    ({ event }) => event.id !== carriedOut.id,
  );
  const items = holding.flatMap((claim) => activityOf(claim) ?? []);
  const rulings = holding.filter(({ event }) => event.type === 'MatchRuled');
  const matched =
    own && matchActivities([...items, own], rulings).find(({ members }) => members.includes(own));
  if (!matched || matched.unplaced) return undefined;
  const members = matched.members.filter((member) => member !== own);
  if (members.length === 0) return undefined;
  const { published } = resolveActivity({ members, unplaced: false }, distantFuture);
  const event = published?.claim.event;
  const stated =
    event?.type === 'ReportPublished' &&
    event.data.published?.length === 10 &&
    event.known.basis !== 'assumed';
  return published && stated && isOfficial(published.claim) && typeof published.value === 'number'
    ? isoDay(published.value)
    : undefined;
}

/** True where the press tells grades and prints no day. */
function isUndatedNews({
  source,
  authority,
  published,
  judgements = [],
}: DocumentReading): boolean {
  if (source?.rank !== 'press' || source.published !== undefined || published) return false;
  return authority !== undefined && authority.confidence !== 'low' && judgements.length > 0;
}

/** The day on which the latest report on record came out that gave every grade that an article tells. */
async function reportToldOf(
  { store, prefix }: ImportJob,
  { authority, framework, judgements = [] }: DocumentReading,
): Promise<string | undefined> {
  const key = authority?.value.key;
  if (!key) return undefined;
  const claims = await claimsOf(store, authorityStream(key, prefix));
  const holding = effectiveClaims(claims, distantFuture);
  const items = holding.flatMap((claim) => activityOf(claim) ?? []);
  const rulings = holding.filter(({ event }) => event.type === 'MatchRuled');
  const days = matchActivities(items, rulings).flatMap((matched) => {
    if (matched.unplaced) return [];
    const report = resolveActivity(matched, distantFuture);
    const given = (area: Area) => report.judgements.get(area)?.value.grade;
    const same = judgements.every(({ value }) => given(value.area) === value.grade);
    const of = framework?.value;
    const other = of !== undefined && !matched.members.some((one) => one.framework === of);
    const day = report.published?.value;
    return same && !other && typeof day === 'number' ? [isoDay(day)] : [];
  });
  return days.sort().at(-1);
}

const monthOf = (day: string) => ({ precision: 'month', from: day.slice(0, 7) }) as const;

/** An article as it reads once the report is known that it tells of: it came out no earlier, and its own day stays unsaid. */
async function withReportToldOf(
  run: ImportJob,
  file: FileReading,
  readAgain: (published: string) => Promise<FileReading | undefined>,
): Promise<FileReading> {
  const told = file.document?.reading;
  const day = told && (await reportToldOf(run, told));
  const again = day === undefined ? undefined : await readAgain(day);
  const { document, sha256 } = again ?? file;
  if (day === undefined || !again || !document || !sha256) return file;
  const { reading, paged } = document;
  const { source, ...rest } = reading;
  const { published: _, ...own } = source ?? {};
  const notBefore = { value: day, locators: [], confidence: 'high' } as const;
  // the press comes out near the day of the report, not on it
  const facts = reading.facts?.map((fact) =>
    fact.value.occurred.precision === 'day' && fact.value.occurred.from === day
      ? { ...fact, value: { ...fact.value, occurred: monthOf(day) } }
      : fact,
  );
  const undated = { ...rest, facts, source: own as SourceRead, notBefore };
  const origin = { file: file.file, sha256, paged, directory: run.directory, today: run.today };
  const drawn = proposalsOf(undated, origin, new PeopleNamed());
  const { proposals, problems } = drawn;
  return { ...again, proposals, problems, document: { reading: undated, paged } };
}

/**
 * A document that prints no day of publication, as it reads where the record has its inspection or visit with the day on which the
 * report came out: it is that report, and needs no day of its own. A day in the name of a file is a guess, which gives way to it.
 * What the caller gives (`published`) stands. `readAgain` reads the file as one that came out on a day.
 */
export async function withRecordedPublication(
  run: ImportJob,
  file: FileReading,
  published: string | undefined,
  readAgain: (published: string) => Promise<FileReading | undefined>,
): Promise<FileReading> {
  const { document, sha256 } = file;
  if (!document || !sha256 || published !== undefined) return file;
  if (isUndatedNews(document.reading)) return withReportToldOf(run, file, readAgain);
  if (!isUndated(document.reading)) return file;
  const day = await publicationOnRecord(run, file);
  if (day === undefined) return file;
  const { directory, today } = run;
  const { reading, paged } = document;
  const origin = { file: file.file, sha256, paged, directory, today, published: day };
  const drawn = proposalsOf({ ...reading, published: undefined }, origin, new PeopleNamed());
  return { ...file, proposals: drawn.proposals, problems: drawn.problems };
}
