import {
  beginning,
  type Claim,
  type ClaimEvent,
  claimOf,
  claimSchema,
  distantFuture,
  effectiveClaims,
  isRepair,
  pointerSteps,
  writePointer,
} from '@monitoring-timeline/core';
import canonicalize from 'canonicalize';
import { checkCorrected } from './check-entry.ts';
import { type ByHand, type ByHandResult, entryOf, write } from './entry.ts';
import { EntryRefused } from './errors.ts';
import { type FoundClaim, findClaim, type WhereToLook } from './find-claim.ts';
import type { Correction } from './read-corrections.ts';
import { byAPerson, knownOf } from './repair-source.ts';

/** Who repairs a claim, when, where it is looked for, and what the repair rests on. */
export interface RepairOptions extends ByHand, WhereToLook {
  /** What the repair rests on, in words: a document, a telephone call. */
  readonly source?: string | undefined;
}

/**
 * Corrects places of one claim: each becomes a `FactCorrected` with its writer. Checked first against the claim as it holds now,
 * so that nothing is written that would have no effect.
 * @throws UnknownEvent; EntryRefused where a pointer leads nowhere, the claim would leave the catalogue, or another word holds
 */
export async function correctFact(
  id: string,
  corrections: readonly Correction[],
  options: RepairOptions,
): Promise<ByHandResult> {
  const { stream, events, saidAlready } = await correctionsOf(id, corrections, options);
  const result = await write(options, stream, events);
  return { ...result, alreadyKnown: result.alreadyKnown + saidAlready };
}

/** What correcting a claim would append, and where. */
export interface PlannedCorrections {
  readonly stream: string;
  readonly events: readonly ClaimEvent[];
  /** Corrections that say what the claim says already. */
  readonly saidAlready: number;
}

/** As `correctFact`, without writing anything. @throws UnknownEvent, EntryRefused */
export async function correctionsOf(
  id: string,
  corrections: readonly Correction[],
  options: RepairOptions,
): Promise<PlannedCorrections> {
  const found = await findClaim(options.store, id, options);
  const inStream = new Set(found.inStream.map(({ event }) => event.id));
  const before = presently(found);
  let says = before;
  const events: ClaimEvent[] = [];
  let saidAlready = 0;
  const [only, another] = corrections;
  for (const correction of corrections) {
    const event = correctionEvent(found.event, correction, options);
    if (inStream.has(event.id)) {
      const again = another ? undefined : ofTheEarlier(found, correction, says, options);
      if (again) return { stream: found.stream, events: [again], saidAlready };
      checkHolds(event.id, says, correction);
      events.push(event);
      continue;
    }
    const next = corrected(says, correction);
    if (same(next, says)) saidAlready += 1;
    else events.push(event);
    says = next;
  }
  const added = events.filter((event) => !inStream.has(event.id));
  if (added.length > 0) {
    if (!isRepair(found.event)) await checkCorrected(says, before, options);
    const instead = another || !only ? undefined : ofTheEarlier(found, only, before, options);
    if (instead) return { stream: found.stream, events: [instead], saidAlready };
    checkEffect(found, added, says, options.today);
  }
  return { stream: found.stream, events, saidAlready };
}

function correctionEvent(
  target: ClaimEvent,
  { pointer, value, why, cause = 'ours', known }: Correction,
  { actor, source, today }: RepairOptions,
): ClaimEvent {
  return entryOf(
    {
      type: 'FactCorrected',
      authority: target.authority,
      occurred: target.occurred,
      known: knownOf(target, cause, known, today),
      source: byAPerson('Correction', source),
      data: { target: target.id, pointer, value, why, cause },
    },
    actor,
  );
}

/**
 * A claim as it holds now, with every correction on record.
 * @throws UnknownEvent, EntryRefused where it is retracted
 */
export async function holdingNow(
  id: string,
  { store, authority, prefix }: Pick<RepairOptions, 'store' | 'authority' | 'prefix'>,
): Promise<ClaimEvent> {
  return presently(await findClaim(store, id, { authority, prefix }));
}

/** The claim as it holds now, with every correction on record. */
function presently({ event, inStream }: FoundClaim): ClaimEvent {
  if (isRepair(event)) return event;
  const holding = effectiveClaims(inStream, distantFuture).find(
    (claim) => claim.event.id === event.id,
  );
  if (holding) return holding.event;
  const by = inStream.flatMap(({ event: other }) =>
    other.type === 'FactRetracted' && other.data.target === event.id ? [other.id] : [],
  );
  throw new EntryRefused(
    `${event.type} ${event.id} is retracted, so a correction would have no effect. To bring it back first, retract ${by.join(' and ')}.`,
    { target: event.id, retractedBy: by },
  );
}

/** A correction that is on record has been made already only where it still holds. */
function checkHolds(id: string, says: ClaimEvent, { pointer, value }: Correction): void {
  if (isRepair(says) || same(writePointer(says, pointer, value), says)) return;
  throw new EntryRefused(
    `${pointer}: this correction is on record as ${id} and does not hold, because it was retracted or a later one keeps the last word. See \`timeline history AUTHORITY --json\`; to restore it, retract what was said against it.`,
    { place: pointer, correction: id },
  );
}

function corrected(event: ClaimEvent, { pointer, value }: Correction): ClaimEvent {
  checkPlace(event, pointer, value);
  const next = claimSchema.safeParse(writePointer(event, pointer, value));
  if (next.success) return next.data;
  const isNoPlace = next.error.issues.some(
    (issue) =>
      issue.code === 'unrecognized_keys' &&
      issue.keys.some((key) => `/${[...issue.path, key].join('/')}` === pointer),
  );
  if (isNoPlace) {
    throw new EntryRefused(
      `${pointer} is no place of ${event.type} ${event.id}. \`timeline correct ${event.id}\` lists those that there are.`,
      { place: pointer },
    );
  }
  const issues = next.error.issues.map(
    (issue) =>
      `/${issue.path.join('/')}: ${issue.code === 'invalid_value' ? `is none of ${issue.values.join(', ')}` : issue.message}`,
  );
  throw new EntryRefused(
    `${pointer}: with this value ${event.type} ${event.id} would not fit the catalogue (${issues.slice(0, 3).join('; ')}). Give a value that fits, or correct the whole object above that place.`,
    { place: pointer, issues },
  );
}

/** The object or list that holds the place must be there; the place itself, where it is to be removed. */
function checkPlace(event: ClaimEvent, pointer: string, value: unknown): void {
  const steps = pointerSteps(pointer);
  let at: unknown = event;
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1;
    const list = Array.isArray(at) ? at : undefined;
    const names = list
      ? [...list.keys()].map(String)
      : typeof at === 'object' && at !== null
        ? Object.keys(at)
        : [];
    const appends = list !== undefined && (step === '-' || step === String(list.length));
    if (names.includes(step)) {
      at = (at as Record<string, unknown>)[step];
      continue;
    }
    if (last && value !== undefined && (list ? appends : names.length > 0)) return;
    const above = `/${steps.slice(0, index).join('/')}`;
    throw new EntryRefused(
      `${pointer} leads nowhere in ${event.type} ${event.id}: at ${above} there ${names.length > 0 ? `is only ${names.join(', ')}` : 'is nothing to enter'}. See \`timeline history AUTHORITY --json\` for what it holds.`,
      { place: pointer, there: names },
    );
  }
}

/**
 * Two corrections by persons of one place of one claim are of one weight, and which of them holds follows from their ids. Where that
 * is an earlier one, what is right now is said of that one, so that the later word of a person holds.
 * @param says the claim as it holds now
 * @returns undefined where the correction holds as it is, or is outweighed by something else
 */
function ofTheEarlier(
  found: FoundClaim,
  correction: Correction,
  says: ClaimEvent,
  options: RepairOptions,
): ClaimEvent | undefined {
  const { pointer, value, cause = 'ours' } = correction;
  const { event, inStream } = found;
  if (isRepair(event) || value === undefined || cause !== 'ours') return undefined;
  const direct = correctionEvent(event, correction, options);
  const wanted = corrected(says, correction);
  if (takesEffect(found, [direct], wanted, options.today)) return undefined;
  const line = new Set<string>();
  const earlier = inStream.flatMap(({ event: one }) => {
    if (one.type !== 'FactCorrected' || one.data.cause !== 'ours') return [];
    const ofPlace = one.data.target === event.id && one.data.pointer === pointer;
    const ofThose = line.has(one.data.target) && one.data.pointer === ofItsValue;
    if (!ofPlace && !ofThose) return [];
    line.add(one.id);
    return [one];
  });
  return earlier
    .toReversed()
    .map((one) => correctionEvent(one, { ...correction, pointer: ofItsValue }, options))
    .find((one) => takesEffect(found, [one], wanted, options.today));
}

const ofItsValue = '/data/value';

/** What is about to be written must hold: an earlier correction of equal rank may keep the last word. */
function checkEffect(
  { event, inStream }: FoundClaim,
  added: readonly ClaimEvent[],
  wanted: ClaimEvent,
  today: string,
): void {
  if (isRepair(event)) return;
  const after = holdingWith({ event, inStream }, added, today);
  if (after && same(after.event, wanted)) return;
  const ids = new Set(added.map(({ id }) => id));
  const against = (after?.corrections ?? [])
    .map((claim) => claim.event)
    .filter(({ id }) => !ids.has(id))
    .map(({ id }) => id);
  throw new EntryRefused(
    against.length > 0
      ? `An earlier correction keeps the last word on ${event.id}: ${against.join(', ')}. Correct that one at /data/value, or retract it and correct again.`
      : `These corrections do not hold together on ${event.id}: each must leave a claim that fits. Give them as one correction of a place above them.`,
    { target: event.id, against },
  );
}

/** The claim as it would hold with repairs added. */
function holdingWith(
  { event, inStream }: Pick<FoundClaim, 'event' | 'inStream'>,
  added: readonly ClaimEvent[],
  today: string,
) {
  const recorded = `${today}T00:00:00.000Z`;
  const withThem: readonly Claim[] = [
    ...inStream,
    ...added.map((one) => claimOf(one, { position: beginning, recorded })),
  ];
  return effectiveClaims(withThem, distantFuture).find((claim) => claim.event.id === event.id);
}

function takesEffect(
  found: FoundClaim,
  added: readonly ClaimEvent[],
  wanted: ClaimEvent,
  today: string,
): boolean {
  const after = holdingWith(found, added, today);
  return after !== undefined && same(after.event, wanted);
}

function same(a: ClaimEvent, b: ClaimEvent): boolean {
  return canonicalize(a) === canonicalize(b);
}
