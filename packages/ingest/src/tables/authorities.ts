import {
  type Authority,
  isTimelineError,
  type PartialDate,
  type Source,
} from '@monitoring-timeline/core';
import { UnreadableRow } from '../proposal.ts';
import type { Row } from './cells.ts';
import { eachRow, type TableContext, type TableKind } from './context.ts';
import { disagreeing } from './row-checks.ts';

const source: Source = {
  publisher: 'Ofsted, Department for Education and Office for National Statistics',
  rank: 'government',
  title: 'Local authorities with children\u2019s services: identifiers, regions and names',
  assertedBy: 'government',
};

/** The first day of the record's frameworks: an authority without a known beginning was there by then. */
const recordBegins = '2009-04-01';

interface Entry {
  readonly key: string;
  readonly listed: Authority | undefined;
}

function keyFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'\u2018\u2019.]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The one authority that has this name; undefined where none or several have it. */
function namedBy(name: string, { directory }: TableContext): string | undefined {
  try {
    return directory.resolve(name).key;
  } catch (error) {
    if (isTimelineError(error)) return undefined;
    throw error;
  }
}

/** The authority of a row: by its DfE code, else by its name; one that the directory does not list gets a key of its own. */
function entryOf(row: Row, context: TableContext): Entry {
  const name = row.required('authority');
  const dfe = row.text('la_code');
  const listed = context.directory
    .all()
    .find((authority) =>
      dfe === '' ? authority.name === name : authority.codes.dfe.some(({ code }) => code === dfe),
    );
  const named = listed && namedBy(name, context);
  if (listed && named && named !== listed.key) {
    throw disagreeing(context.directory, named, listed.key, `la_code ${dfe}`, 'la_code');
  }
  return { key: listed?.key ?? keyFrom(name), listed };
}

function begun(listed: Authority | undefined): PartialDate {
  return listed?.established
    ? { precision: 'since', from: listed.established }
    : { precision: 'by', from: recordBegins };
}

/** Keys behind a list of DfE codes, in their order. */
function keysOf(codes: string, context: TableContext): string[] | undefined {
  const byCode = new Map(
    context.directory
      .all()
      .flatMap((authority) =>
        authority.codes.dfe.map(({ code }) => [code, authority.key] as const),
      ),
  );
  const keys = codes.split(/\s+/).flatMap((code) => byCode.get(code) ?? []);
  return keys.length > 0 ? keys : undefined;
}

/** Last day of an authority whose status says `abolished 2019-03-31`. */
function abolishedOn(row: Row): string | undefined {
  const status = row.text('status');
  if (status === '' || status === 'current') return undefined;
  const day = /^abolished (\d{4}-\d{2}-\d{2})$/.exec(status)?.[1];
  if (!day) {
    throw new UnreadableRow(
      'unreadable_status',
      `"${status}" is no status; write current, or abolished and the last day (abolished 2019-03-31).`,
      'status',
    );
  }
  return day;
}

/** When a code took the place of the one before: as the directory dates it, else within the year that the column names. */
function recodedOn(entry: Entry, code: string): PartialDate {
  const from = entry.listed?.codes.ons.find((dated) => dated.code === code)?.from;
  return from ? { precision: 'since', from } : { precision: 'year', from: '2025' };
}

/** The list of authorities with their identifiers. A URN that the directory does not trust is left out. */
export const authorities: TableKind = {
  kind: 'authorities',
  required: [['authority'], ['urn'], ['la_code'], ['ons_code'], ['region'], ['status']],
  open: (_header, context) =>
    eachRow(context, (builder, row) => {
      const entry = entryOf(row, context);
      const urn = row.text('urn');
      const trusted = !entry.listed || entry.listed.codes.urn.some(({ code }) => code === urn);
      const before = row.text('ons_code_before_2025');
      const ons = row.text('ons_code');
      const occurred = begun(entry.listed);
      const claim = { authority: entry.key, source } as const;
      const predecessors = entry.listed?.predecessors.map(({ key }) => key) ?? [];
      builder.add({
        ...claim,
        type: 'AuthorityEstablished',
        occurred,
        known: { from: occurred.from, basis: 'assumed' },
        data: {
          name: entry.listed?.name ?? row.required('authority'),
          kind: row.text('la_type') || undefined,
          urn: urn !== '' && trusted ? urn : undefined,
          dfe: row.text('la_code') || undefined,
          ons: before || ons || undefined,
          region: row.text('region') || undefined,
          predecessors: predecessors.length > 0 ? predecessors : undefined,
          neighbours: keysOf(row.text('statistical_neighbours_2025_la_codes'), context),
        },
      });
      if (before !== '' && ons !== '') {
        const on = recodedOn(entry, ons);
        builder.add({
          ...claim,
          type: 'AuthorityRecoded',
          occurred: on,
          known: { from: on.from, basis: 'assumed' },
          data: { system: 'ons', code: ons },
        });
      }
      const last = abolishedOn(row);
      if (last) {
        const successors = (entry.listed?.successors ?? []).map(({ key }) => key);
        builder.add({
          ...claim,
          type: 'AuthorityAbolished',
          occurred: { precision: 'day', from: last },
          known: { from: last, basis: 'assumed' },
          data: { successors },
        });
      }
    }),
};

/** Names under which sources print an authority, one each row: claims that add to what is established. */
export const authorityAliases: TableKind = {
  kind: 'authority_aliases',
  required: [['authority'], ['alias'], ['seen_in']],
  open: (_header, context) =>
    eachRow(context, (builder, row) => {
      const entry = entryOf(row, context);
      const alias = row.required('alias');
      const name = entry.listed?.name ?? row.required('authority');
      if (alias.toLowerCase() === name.toLowerCase()) return;
      const occurred = begun(entry.listed);
      builder.add({
        authority: entry.key,
        source: { ...source, title: 'Local authorities: names under which sources print them' },
        type: 'AuthorityEstablished',
        occurred,
        known: { from: occurred.from, basis: 'assumed' },
        data: { name, aliases: [alias] },
      });
    }),
};
