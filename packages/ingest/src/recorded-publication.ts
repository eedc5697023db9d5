import {
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
import type { DocumentReading } from './documents/reading.ts';
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

/**
 * A document that prints no day of publication, as it reads where the record has its inspection or visit with the day on which the
 * report came out: it is that report, and needs no day of its own. A day in the name of a file is a guess, which gives way to it.
 * What the caller gives (`published`) stands.
 */
export async function withRecordedPublication(
  run: ImportJob,
  file: FileReading,
  published: string | undefined,
): Promise<FileReading> {
  const { document, sha256 } = file;
  if (!document || !sha256 || published !== undefined || !isUndated(document.reading)) return file;
  const day = await publicationOnRecord(run, file);
  if (day === undefined) return file;
  const { directory, today } = run;
  const { reading, paged } = document;
  const origin = { file: file.file, sha256, paged, directory, today, published: day };
  const drawn = proposalsOf({ ...reading, published: undefined }, origin, new PeopleNamed());
  return { ...file, proposals: drawn.proposals, problems: drawn.problems };
}
