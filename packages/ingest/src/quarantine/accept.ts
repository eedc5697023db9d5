import {
  type AuthorityKey,
  authorityStream,
  type ClaimEvent,
  type Known,
  knownDay,
  type NameOf,
  upcast,
} from '@monitoring-timeline/core';
import { correctionsOf } from '../by-hand/correct-fact.ts';
import { entryOf } from '../by-hand/entry.ts';
import { EntryRefused } from '../by-hand/errors.ts';
import { byAPerson } from '../by-hand/repair-source.ts';
import { unlawfulness } from '../checks/claim-rules.ts';
import { findEstablished } from '../checks/established.ts';
import type { ClaimParts } from '../proposal.ts';
import type { Deciding } from './deciding.ts';
import { type Edit, edited } from './edit.ts';
import { type Cells, mendRow } from './mend-row.ts';
import { marksIn } from './names.ts';
import { type Disagreeing, mostClaims, type Proposed, type Side } from './proposed.ts';
import type { QuarantineItem } from './queue.ts';

/** How a person agrees: as it stands where nothing is given. */
export interface Acceptance {
  /** What is changed before agreeing. */
  readonly edit?: Edit | undefined;
  /** Key of the authority that is meant, where another or none was read. */
  readonly authority?: string | undefined;
  /** Of a disagreement: which side holds, by its number from 1 or the id of one of its claims. */
  readonly holds?: string | undefined;
  /** Of a disagreement: the claims speak of different things. */
  readonly apart?: boolean | undefined;
  /** In words, for whoever reads the decision later. */
  readonly why?: string | undefined;
  /** Of a row of a table: cells as they should be, by column. */
  readonly set?: Cells | undefined;
}

/** What would be appended. @throws EntryRefused saying what to do instead where it cannot become a claim */
export async function claimsAccepted(
  item: QuarantineItem,
  acceptance: Acceptance,
  by: Deciding,
): Promise<readonly ClaimEvent[]> {
  const { proposed } = item;
  if (acceptance.set !== undefined) return mending(item, acceptance.set, acceptance, by);
  if (proposed?.kind !== 'disagreement' && (acceptance.holds !== undefined || acceptance.apart)) {
    throw new EntryRefused(
      '--holds and --apart answer a disagreement between sources, and this is none. Leave them out.',
      { id: item.id },
    );
  }
  if (proposed?.kind === 'disagreement') return settling(item, proposed, acceptance, by);
  if (proposed?.kind === 'doubt') return correcting(item, proposed, acceptance, by);
  return agreedTo(item, proposed, acceptance, by);
}

/** The claims of a row whose cells are as a person says; its source is that of the table. */
async function mending(
  item: QuarantineItem,
  set: Cells,
  { edit, authority, holds, apart }: Acceptance,
  by: Deciding,
): Promise<readonly ClaimEvent[]> {
  if (edit || authority !== undefined || holds !== undefined || apart) {
    throw new EntryRefused(
      '--set reads the row again with other cells, the name of its authority too. Leave out --file, --authority, --holds and --apart.',
      { id: item.id },
    );
  }
  const { proposals, people } = mendRow(item, set, by, await namesIn(item, by));
  const claims = proposals.map(({ event }) => {
    const { id: _, actor: __, ...parts } = event;
    return entryOf(parts as unknown as ClaimParts, by.actor);
  });
  await checkRules(claims, by);
  if (people.length > 0) await by.people?.addAll(people);
  return claims;
}

/** The names of those for whom marks stand in a row. */
async function namesIn({ given }: QuarantineItem, { people }: Deciding): Promise<NameOf> {
  const names = new Map<string, string>();
  for (const id of marksIn(given)) {
    const name = await people?.name(id);
    if (name?.kind === 'named') names.set(id, name.name);
  }
  return (id) => names.get(id) ?? null;
}

async function agreedTo(
  item: QuarantineItem,
  proposed: Extract<Proposed, { kind: 'claims' }> | undefined,
  { edit, authority }: Acceptance,
  by: Deciding,
): Promise<readonly ClaimEvent[]> {
  const read = proposed?.claims ?? [];
  if (read.length === 0 && edit?.as !== 'claims') {
    throw new EntryRefused(`Nothing of this could be read as a claim. ${instead(item)}`, {
      id: item.id,
      reason: item.reason,
    });
  }
  const wanted = edit ? edited(read, edit) : read;
  if (wanted.length > mostClaims) {
    throw new EntryRefused(
      `--file holds ${wanted.length} claims; one decision takes at most ${mostClaims}. Give them to \`timeline import\` as events, one a line.`,
    );
  }
  const claims = wanted.map((claim) => {
    // the id follows from what is claimed, who writes it down is known here
    const { id: _, actor: __, ...parts } = claim;
    const meant = authority === undefined ? parts : { ...parts, authority };
    if (typeof meant.source !== 'object' || meant.source === null) {
      throw new EntryRefused(
        'Nothing was written: /source: a claim names where it is written, with publisher, rank, title and assertedBy.',
        { place: '/source' },
      );
    }
    return entryOf(meant as unknown as ClaimParts, by.actor);
  });
  await checkRules(claims, by);
  return claims;
}

/** What to do about something that is no claim. */
function instead(item: QuarantineItem): string {
  const { file, reason, given } = item;
  const row = typeof given === 'object' && given !== null;
  const mend = item.row
    ? `Mend its cells with --set '${item.row.faulty[0] ?? 'column'}=value', or correct the row in ${file} and import the file again`
    : row
      ? `Correct the row in ${file} and import the file again`
      : reason === 'no_publication'
        ? `Import ${file} again with --published and the day on which it came out`
        : `Mend or fetch ${file} as the message says, and import it again`;
  return `${mend}; or write the claim yourself and give it with --file; or turn it down with \`timeline quarantine reject\`.`;
}

/** @throws EntryRefused where a claim breaks a rule that holds for every source */
async function checkRules(claims: readonly ClaimEvent[], by: Deciding): Promise<void> {
  const { store, prefix = '', directory, today } = by;
  const established = new Set<AuthorityKey>();
  await findEstablished(claims, { store, prefix, directory, established });
  for (const claim of claims) {
    const violation = unlawfulness(claim, { directory, today, established });
    if (!violation) continue;
    throw new EntryRefused(
      `Nothing was written: ${violation.message} Change it with --file${violation.reason === 'unknown_authority' ? ' or --authority' : ''}.`,
      { reason: violation.reason },
    );
  }
}

async function correcting(
  item: QuarantineItem,
  { claim, authority }: Extract<Proposed, { kind: 'doubt' }>,
  { edit, why }: Acceptance,
  by: Deciding,
): Promise<readonly ClaimEvent[]> {
  if (edit?.as !== 'corrections') {
    throw new EntryRefused(
      `The claim is on record as printed, so there is nothing to add to it. Where a grade was misread, give the right one: --file with {"pointer": "/data/judgements/0/grade", "value": "inadequate", "why": "misread"}. Where it is printed so: \`timeline quarantine reject ${item.id} --why "printed so"\`.`,
      { id: item.id, claim },
    );
  }
  const { events, saidAlready } = await correctionsOf(claim, edit.corrections, {
    ...by,
    authority,
    source: why,
  });
  if (events.length === 0 && saidAlready > 0) {
    throw new EntryRefused(
      'The claim says so already. Give what is right instead, or reject the question.',
      { id: item.id, claim },
    );
  }
  return events;
}

function sideMeant({ sides }: Disagreeing, holds: string | undefined): Side {
  const wanted = (holds ?? '1').trim().toLowerCase();
  const byNumber = /^\d{1,2}$/.test(wanted) ? sides[Number(wanted) - 1] : undefined;
  const byClaim = sides.filter(({ claims }) =>
    claims.some(({ id }) => wanted.length >= 8 && id.startsWith(wanted)),
  );
  const side = byNumber ?? (byClaim.length === 1 ? byClaim[0] : undefined);
  if (side) return side;
  throw new EntryRefused(
    `--holds: "${holds}" names no side. Give a number from 1 to ${sides.length}, or the id of a claim, as \`timeline quarantine show\` lists them.`,
    { holds },
  );
}

async function settling(
  item: QuarantineItem,
  question: Disagreeing,
  { edit, authority, holds, apart, why }: Acceptance,
  by: Deciding,
): Promise<readonly ClaimEvent[]> {
  if (edit || authority !== undefined) {
    throw new EntryRefused(
      'Both claims are on record, so there is nothing to edit. Say with --holds which one is right or with --apart that they are two things; if neither is right, `timeline correct` one of them.',
      { id: item.id },
    );
  }
  if (apart && holds !== undefined) {
    throw new EntryRefused('--holds and --apart exclude each other. Give one of them.');
  }
  const stream = await by.store.readStream(authorityStream(question.authority, by.prefix));
  const held = new Map<string, ClaimEvent>(
    stream.map(({ event }) => [event.id, upcast(event) as ClaimEvent]),
  );
  const target = (id: string): ClaimEvent => {
    const event = held.get(id);
    if (event) return event;
    throw new EntryRefused(
      `The claim ${id} is not in this store. Check that --store is the one you mean.`,
    );
  };
  if (apart) return apartFrom(question, target, why, by);
  const [confirmed] = sideMeant(question, holds).claims;
  if (!confirmed) throw new EntryRefused('This side has no claim to confirm.');
  const event = target(confirmed.id);
  // the losers keep their source's own word and stay visible; the confirmed one now is a person's
  return [
    entryOf(
      {
        type: 'FactCorrected',
        authority: event.authority,
        occurred: event.occurred,
        known: event.known,
        source: byAPerson('Correction', undefined),
        data: {
          target: event.id,
          pointer: confirmed.pointer,
          value: confirmed.value,
          why: why ?? 'Confirmed where sources of equal rank disagree.',
          cause: 'ours',
        },
      },
      by.actor,
    ),
  ];
}

/** The claim that became known later decides since when both could be told apart. */
function laterKnown(a: ClaimEvent, b: ClaimEvent): Known {
  return knownDay(a.known) >= knownDay(b.known) ? a.known : b.known;
}

function apartFrom(
  { sides }: Disagreeing,
  target: (id: string) => ClaimEvent,
  why: string | undefined,
  { actor }: Deciding,
): readonly ClaimEvent[] {
  const rulings: ClaimEvent[] = [];
  for (const [index, side] of sides.entries()) {
    for (const other of sides.slice(index + 1)) {
      for (const { id: left } of side.claims) {
        for (const { id: right } of other.claims) {
          const [a, b] = [target(left), target(right)];
          rulings.push(
            entryOf(
              {
                type: 'MatchRuled',
                authority: a.authority,
                occurred: a.occurred,
                known: laterKnown(a, b),
                source: byAPerson('Correction', 'Ruling by a person'),
                data: {
                  claims: [left, right],
                  same: false,
                  why: why ?? 'They speak of two things.',
                },
              },
              actor,
            ),
          );
        }
      }
    }
  }
  return rulings.slice(0, mostClaims);
}
