import {
  beginning,
  checkpointOf,
  type EventStore,
  isOfHistory,
  type Position,
} from '@monitoring-timeline/core';
import { StateDamaged, type StateEntry, type StateStore } from '@monitoring-timeline/core/state';
import { Breath } from './breath.ts';
import type { PassedOver } from './passed-over.ts';
import { hashOf, jsonOfSigned, signedJson } from './signed-json.ts';

/** So many rows make a piece: written and read in one go. */
const rowsEach = 500;
/** So many pieces are written in one transaction. */
const piecesAtOnce = 10;
/** Under it lies what the pieces are; a piece lies under the hash of its text. */
const listKey = '#list';

export interface KeptPlace {
  readonly store: EventStore;
  readonly state: StateStore;
  /** Name under which it is kept. */
  readonly part: string;
  /** Form of what is kept; another is passed over. */
  readonly form: string;
}

/** What was worked out from the log up to a place: rows, and what is to be known of them. */
export interface Kept<About, Row> {
  readonly about: About;
  readonly rows: readonly Row[];
}

interface List<About> {
  /** Place of the end of the log as it was then, with a mark of its chain. */
  readonly upTo: string;
  /** Where the log had been restored by then. */
  readonly restoredAt: Position;
  readonly about: About;
  readonly pieces: readonly string[];
}

/**
 * Reads what was kept of the whole log. Each piece is held against its hash, and the place that it reaches against the chain of the log.
 * @returns why there is nothing to use where that is so; undefined where nothing was kept
 */
export async function readRows<About, Row>(
  place: KeptPlace,
): Promise<Kept<About, Row> | PassedOver | undefined> {
  try {
    return await rowsAt(place);
  } catch (error) {
    if (error instanceof StateDamaged) return 'torn';
    throw error;
  }
}

async function rowsAt<About, Row>(
  place: KeptPlace,
): Promise<Kept<About, Row> | PassedOver | undefined> {
  const { store, state, part, form } = place;
  const header = await state.header(part);
  if (header === undefined) return undefined;
  if (header.storeId !== store.id) return 'another_log';
  if (header.version !== form) return 'another_form';
  const list = await listIn<About>(place);
  if (list === undefined || list === 'torn') return list;
  if (!(await isOfThisHistory(store, list))) return 'another_history';
  const breath = new Breath();
  const rows: Row[] = [];
  for (const key of list.pieces) {
    await breath.take();
    const text = await state.get(part, key);
    if (text === undefined || hashOf(text) !== key) return 'torn';
    for (const row of JSON.parse(text) as readonly Row[]) rows.push(row);
  }
  return { about: list.about, rows };
}

/**
 * Keeps what was worked out from the whole log, in the place of what was kept before. Pieces that are the same stay; the others are
 * written some at a time, with turns of everything else in between, and hold from the last transaction on.
 * @throws StateMoved where another process kept it meanwhile
 */
export async function writeRows<About, Row>(
  place: KeptPlace,
  { about, rows }: Kept<About, Row>,
): Promise<void> {
  const { store, state, part, form } = place;
  const { position } = await store.head();
  const before = await listBefore(place);
  const there = new Set(before?.pieces);
  const from = (await state.header(part))?.checkpoint;
  const waiting: StateEntry[] = [];
  const pieces: string[] = [];
  let checkpoint = from;
  const write = async (to: Position, further: Partial<Parameters<StateStore['commit']>[1]>) => {
    const put = [...waiting.splice(0), ...(further.put ?? [])];
    const header = { checkpoint: to, storeId: store.id, version: form };
    await state.commit(part, { ...further, header, from: checkpoint, put });
    checkpoint = to;
  };
  const breath = new Breath();
  for (let first = 0; first < rows.length; first += rowsEach) {
    await breath.take();
    const value = JSON.stringify(rows.slice(first, first + rowsEach));
    const key = hashOf(value);
    pieces.push(key);
    if (there.has(key)) continue;
    there.add(key);
    waiting.push({ key, value });
    if (waiting.length === piecesAtOnce) await write((from ?? beginning) as Position, {});
  }
  const { restoredAt = beginning } = store;
  const upTo = await checkpointOf(store, position);
  const list: List<About> = { upTo, restoredAt, about, pieces };
  const wanted = new Set(pieces);
  await write(position, {
    put: [{ key: listKey, value: signedJson(JSON.stringify(list)) }],
    remove: (before?.pieces ?? []).filter((key) => !wanted.has(key)),
  });
}

/** The list of what this program kept of this log; whatever else lies there is dropped. */
async function listBefore(place: KeptPlace): Promise<List<unknown> | undefined> {
  const { store, state, part, form } = place;
  const header = await state.header(part);
  if (header === undefined) return undefined;
  const own = header.storeId === store.id && header.version === form;
  const list = own ? await listIn(place) : 'torn';
  if (list !== 'torn') return list;
  await state.drop(part);
  return undefined;
}

async function listIn<About>({
  state,
  part,
}: KeptPlace): Promise<List<About> | 'torn' | undefined> {
  const text = await state.get(part, listKey);
  if (text === undefined) return undefined;
  const list = jsonOfSigned(text);
  return list === undefined ? 'torn' : (JSON.parse(list) as List<About>);
}

/** Whether the log is the one that was read, and goes on from there. */
async function isOfThisHistory(store: EventStore, list: List<unknown>): Promise<boolean> {
  if ((store.restoredAt ?? beginning) !== list.restoredAt) return false;
  return isOfHistory(store, list.upTo);
}
