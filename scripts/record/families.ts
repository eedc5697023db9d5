import type { ClaimEvent } from '../../packages/core/src/index.ts';
import type { FileReading } from '../../packages/ingest/src/index.ts';

/** The file of the shipped record that a table's claims stand in; undefined for tables that give none. */
const byKind: Readonly<Record<string, string>> = {
  authorities: 'authorities',
  authority_aliases: 'authorities',
  outcomes: 'inspections',
  visits: 'visits',
  area_send_inspections: 'area-send',
  leadership_in_post: 'leadership',
  letter_addressees: 'leadership',
  events_from_pages: 'pages',
};

/** Name of the family file (without its ending) that a claim read from a table belongs in. */
export function familyOf(kind: string, event: ClaimEvent): string {
  if (kind.startsWith('release_')) return `releases-${event.source.edition?.slice(0, 4)}`;
  const family = byKind[kind];
  if (!family) throw new Error(`No file of the record is named for tables of kind ${kind}.`);
  return family;
}

/** Authority, then date, then type and id: a change of one fact changes lines that stand together. */
export function inOrder(a: ClaimEvent, b: ClaimEvent): number {
  const left = [a.authority, a.occurred.from, a.type, a.id];
  const right = [b.authority, b.occurred.from, b.type, b.id];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
}

/** One line of JSON with its keys always in the same order. Remarks of the tables stay there: the record holds facts. */
export function lineOf(event: ClaimEvent): string {
  const { id, type, version, authority, occurred, known, source, data, metadata, ...others } =
    event;
  const { conflict: _remark, ...kept } = metadata ?? {};
  const line = { id, type, version, authority, occurred, known, source, data, ...others };
  return JSON.stringify(Object.keys(kept).length === 0 ? line : { ...line, metadata: kept });
}

/** Names by id. Of several spellings the shortest is kept, so that styles and honours drop out; then the first by code unit. */
export function peopleOf(readings: readonly FileReading[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id, name } of readings.flatMap(({ people }) => people)) {
    const known = names.get(id);
    const better =
      known === undefined ||
      name.length < known.length ||
      (name.length === known.length && name < known);
    if (better) names.set(id, name);
  }
  return new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}
