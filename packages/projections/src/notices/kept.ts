import type { AuthorityKey } from '@monitoring-timeline/core';
import type { StateEntry, StateHeader, StateStore } from '@monitoring-timeline/core/state';
import type { KeptNotice } from './notice.ts';
import { upgraded } from './upgrade.ts';

/** Where notices are kept in a state store. */
export const noticesKept = 'notices';
export const keptVersion = '3';

/** Beside the notices under `n` and their sequence: the sequence of the last, and which there are of each authority. */
const lastKey = '#last';
export const keyOf = (sequence: string): string => `n${sequence}`;
const toldKeys = (authority: string): string => `a${authority}/`;
/** So many entries are read at once. */
const pageSize = 500;

/** Notices in the order in which they were issued, after one of them. */
export async function noticesAfter(
  state: StateStore,
  after: string,
  limit?: number,
): Promise<readonly KeptNotice[]> {
  const entries = await state.entries(noticesKept, {
    after: keyOf(after),
    ...(limit === undefined ? {} : { limit }),
  });
  return entries.map(({ value }) => JSON.parse(value) as KeptNotice);
}

/** Notices before a number, latest first; read backwards no further than is asked for. */
export async function noticesBefore(
  state: StateStore,
  before: number,
  limit: number,
  wanted: (notice: KeptNotice) => boolean,
): Promise<readonly KeptNotice[]> {
  const found: KeptNotice[] = [];
  let end = before;
  while (end > 1 && found.length < limit) {
    const start = Math.max(0, end - 1 - pageSize);
    const after = start === 0 ? '' : sequenceText(start);
    const page = await noticesAfter(state, after, end - 1 - start);
    found.push(...page.filter(wanted).reverse());
    end = start + 1;
  }
  return found.slice(0, limit);
}

/** What one authority was told of, in its order. */
export async function noticesOfAuthority(
  state: StateStore,
  authority: AuthorityKey,
): Promise<readonly KeptNotice[]> {
  const prefix = toldKeys(authority);
  const told: KeptNotice[] = [];
  for (let after = prefix; ; ) {
    const entries = await state.entries(noticesKept, { after, limit: pageSize });
    for (const { key } of entries) {
      if (!key.startsWith(prefix)) return told;
      const notice = await state.get(noticesKept, keyOf(key.slice(prefix.length)));
      if (notice !== undefined) told.push(JSON.parse(notice) as KeptNotice);
      after = key;
    }
    if (entries.length < pageSize) return told;
  }
}

/** The number of the last notice kept; 0 where there is none. */
export async function lastNumber(state: StateStore): Promise<number> {
  return Number((await state.get(noticesKept, lastKey)) ?? 0);
}

/** What is kept of a notice, in the order of their keys. */
export function entriesOf(notice: KeptNotice): readonly StateEntry[] {
  const { sequence, authority } = notice;
  return [
    { key: lastKey, value: sequence },
    { key: `${toldKeys(authority)}${sequence}`, value: '' },
    { key: keyOf(sequence), value: JSON.stringify(notice) },
  ];
}

/** Brings what an earlier version kept to the present form, page by page; nothing that was issued is issued again. */
export async function upgradeKept(state: StateStore, header: StateHeader): Promise<void> {
  const { checkpoint: from } = header;
  for (let after = ''; ; ) {
    const page = await noticesAfter(state, after, pageSize);
    after = page.at(-1)?.sequence ?? after;
    const whole = page.length < pageSize;
    await state.commit(noticesKept, {
      header: whole ? { ...header, version: keptVersion } : header,
      from,
      put: page.map(upgraded).flatMap(entriesOf),
    });
    if (whole) return;
  }
}

export function sequenceText(n: number): string {
  return String(n).padStart(12, '0');
}
