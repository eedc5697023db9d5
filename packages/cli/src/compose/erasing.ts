import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import {
  type Actor,
  beginning,
  type EventId,
  type EventStore,
  operationsStream,
  validateForAppend,
} from '@monitoring-timeline/core';
import { normalisedName, type PersonId } from '@monitoring-timeline/core/people';
import { WrongCall } from '../call/errors.ts';
import type { OpenedStore } from './asking.ts';
import { now } from './clock.ts';
import { documentsPrinting, type KeptDocument } from './naming-documents.ts';
import { openDocuments, picturesPath } from './open-documents.ts';
import { openPeople } from './open-people.ts';
import { openState, statePath } from './open-state.ts';
import { localPath, type StoreAddress } from './store-address.ts';

/** What stands where an erased name stood. */
const instead = 'name erased';

export interface ErasureWanted {
  readonly person: PersonId;
  /** Spellings of the name beside the one in the register. */
  readonly spellings: readonly string[];
  readonly why: string;
  readonly actor: Actor;
  /** Removes the documents that print the name, too. */
  readonly documents: boolean;
}

/** A kept document that prints the name. */
export interface NamingDocument {
  readonly sha256: string;
  readonly title: string;
  readonly removed: boolean;
}

/** What erasing a name came to. */
export interface Erased {
  readonly person: PersonId;
  /** The event that tells of it. */
  readonly event: EventId;
  /** Entries of the state beside the log in which the name stood. */
  readonly struck: number;
  /** Pictures of pages that were removed. */
  readonly pictures: number;
  /** Kept documents that print the name, or were until now. */
  readonly documents: readonly NamingDocument[];
  /** Events that hold the name as text, which no erasure reaches. */
  readonly inLog: readonly EventId[];
}

/**
 * Erases a name from the register, from the state, from the pictures of pages and, where that is wanted, with the documents that print
 * it; then notes who did so and why, naming nobody. The register comes last of what is erased, since only by the name in it is the rest
 * found: cut off at any point, the same call finishes.
 * @throws WrongCall where the reason holds the name; StoreUnavailable where another process holds a file
 */
export async function erasePerson(
  { store, address }: OpenedStore,
  wanted: ErasureWanted,
): Promise<Erased> {
  const { person, why } = wanted;
  const register = await openPeople(address);
  try {
    const held = await register.name(person);
    const names = [
      ...new Set([...(held.kind === 'named' ? [held.name] : []), ...wanted.spellings]),
    ];
    checkReason(why, names);
    const before = [await strikeFromState(address, names), await removePictures(address)] as const;
    const traces = await tracesIn(store, person, names);
    const documents = await removeDocuments(address, traces.documents, names, wanted.documents);
    await register.erase(person);
    // a service that still had the name may have kept it once more
    const struck = before[0] + (await strikeFromState(address, names));
    const pictures = before[1] + (await removePictures(address));
    const event = await note(store, wanted);
    return { person, event, struck, pictures, documents, inLog: traces.inLog };
  } finally {
    await register.close();
  }
}

/** @throws WrongCall */
function checkReason(why: string, names: readonly string[]): void {
  const said = ` ${normalisedOr(why)} `;
  if (!names.some((name) => said.includes(` ${normalisedName(name)} `))) return;
  throw new WrongCall(
    '--why holds the name that is to be erased, and a reason stays in the log for ever. Say why without naming anybody.',
  );
}

function normalisedOr(text: string): string {
  return text.trim() === '' ? '' : normalisedName(`x ${text} x`);
}

/** A name as it stands in a text, in JSON and in JSON that is a member of JSON. */
function writtenForms(name: string): readonly string[] {
  const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
  return [...new Set([name, inJson(name), inJson(inJson(name))])];
}

async function strikeFromState(address: StoreAddress, names: readonly string[]): Promise<number> {
  if (address.engine === 'sqlite' && !existsSync(statePath(address.path))) return 0;
  const state = await openState(address);
  try {
    let struck = 0;
    for (const text of names.flatMap(writtenForms)) struck += await state.strike(text, instead);
    return struck;
  } finally {
    await state.close();
  }
}

/** They are drawn again when they are asked for. */
async function removePictures(address: StoreAddress): Promise<number> {
  if (address.engine === 'memory') return 0;
  const folder = picturesPath(localPath(address));
  if (!existsSync(folder)) return 0;
  const files = await readdir(folder);
  await rm(folder, { recursive: true, force: true });
  return files.length;
}

interface Traces {
  readonly inLog: readonly EventId[];
  readonly documents: ReadonlyMap<string, KeptDocument>;
}

async function tracesIn(
  store: EventStore,
  person: PersonId,
  names: readonly string[],
): Promise<Traces> {
  const inLog: EventId[] = [];
  const documents = new Map<string, KeptDocument>();
  const written = names.map((name) => name.toLowerCase());
  for (let after = beginning; ; ) {
    const page = await store.readAll(after, { decides: true });
    for (const { event } of page.events) {
      const text = JSON.stringify(event);
      const lower = text.toLowerCase();
      if (written.some((name) => lower.includes(name))) inLog.push(event.id);
      const { title = '' } = (event.source ?? {}) as { title?: string };
      const about = text.includes(person);
      for (const [, sha256 = ''] of text.matchAll(/"sha256":"([0-9a-f]{64})"/g)) {
        const before = documents.get(sha256);
        documents.set(sha256, {
          sha256,
          title: before?.title || title,
          about: about || before?.about === true,
        });
      }
    }
    if (page.atEnd) return { inLog, documents };
    after = page.next;
  }
}

async function removeDocuments(
  address: StoreAddress,
  candidates: Traces['documents'],
  names: readonly string[],
  remove: boolean,
): Promise<readonly NamingDocument[]> {
  const kept = await openDocuments(address);
  const found: NamingDocument[] = [];
  for (const { sha256, title } of await documentsPrinting(kept, candidates.values(), names)) {
    found.push({ sha256, title, removed: remove && (await kept.remove(sha256)) });
  }
  return found;
}

/** Notes the erasure, once for each person. */
async function note(store: EventStore, { person, why, actor }: ErasureWanted): Promise<EventId> {
  const before = (await store.readStream(operationsStream)).find(
    ({ event }) => event.type === 'PersonErased' && event.data.person === person,
  );
  if (before) return before.event.id;
  const event = validateForAppend({
    id: randomUUID(),
    type: 'PersonErased',
    version: 1,
    actor,
    at: now().toISOString(),
    data: { person, why },
  });
  await store.append(operationsStream, [event], { expected: 'any' });
  return event.id;
}
