import {
  authorityStream,
  authorityStreams,
  chainHashOf,
  claimTypes,
  contentHashOf,
  correlationKey,
  isClaim,
  nationalStream,
  noHash,
  type Recorded,
  sentenceOf,
  upcast,
} from '@monitoring-timeline/core';
import type { LogDesk, LoggedEvent, LogPage, LogWanted } from '@monitoring-timeline/pages';
import { unhurried } from '@monitoring-timeline/projections';
import type { FastifyRequest } from 'fastify';
import { keyGiven } from '../commands/writing.ts';
import type { ServiceContext } from '../context/context.ts';
import { nothingThere, RequestProblem } from '../problems/index.ts';
import { allows } from '../tokens/index.ts';
import { LogIndex, pageSize, type SeriesName } from './log-index.ts';

type Wants = (recorded: Recorded) => boolean;

/** Reads the log for who looks into it; who is no administrator, the claims in it alone. */
export function logDesk(context: ServiceContext): (request: FastifyRequest) => LogDesk {
  const { store, names } = context;
  const index = new LogIndex(store);

  const shown = (recorded: Recorded): LoggedEvent => ({ recorded, says: saysOf(recorded) });

  function saysOf({ event: kept }: Recorded): string {
    if (!claimTypes.has(kept.type)) return '';
    const event = upcast(kept);
    return isClaim(event) ? sentenceOf(event, names.nameOf) : '';
  }

  /** Events of the whole log that are wanted, from a place on. */
  async function taken(name: SeriesName, page: number, wants: Wants): Promise<readonly Recorded[]> {
    const from = index.beginOf(name, page);
    if (from === undefined) return [];
    const filter = filterOf(name);
    const found: Recorded[] = [];
    for (let after = from; ; ) {
      const read = await store.readAll(after, { limit: pageSize, ...(filter ? { filter } : {}) });
      for (const one of read.events) {
        if (wants(one) && found.push(one) === pageSize) return found;
      }
      if (read.atEnd) return found;
      after = read.next;
    }
  }

  /** Those of some ids, wherever in the log they stand. */
  async function withIds(ids: ReadonlySet<string>, may: Wants): Promise<readonly Recorded[]> {
    const found: Recorded[] = [];
    for (let after = index.beginOf('all', 0); after !== undefined && found.length < ids.size; ) {
      const read = await store.readAll(after, { limit: 500 });
      for await (const one of unhurried(read.events)) {
        if (ids.has(one.event.id) && may(one)) found.push(one);
      }
      after = read.atEnd ? undefined : read.next;
    }
    return found;
  }

  return (request) => {
    const whole = request.caller !== null && allows(request.caller.role, 'admin');
    const may: Wants = ({ event }) => whole || claimTypes.has(event.type);

    function refuseOthers(type: string | undefined): void {
      if (whole || type === undefined || claimTypes.has(type)) return;
      throw forAdministrators(request);
    }

    async function ofStream(stream: string, { type, page }: LogWanted): Promise<LogPage> {
      const all = await store.readStream(stream);
      const [first] = all;
      if (!first) throw nothingThere();
      if (!all.some(may)) throw forAdministrators(request);
      const types = Map.groupBy(all.filter(may), ({ event }) => event.type);
      const wanted = all.filter((one) => may(one) && (!type || one.event.type === type));
      const at = pageOf(page, wanted.length);
      const events = wanted.slice((at.page - 1) * pageSize, at.page * pageSize).map(shown);
      return {
        ...at,
        events,
        count: wanted.length,
        types: [...types].map(([one, some]) => ({ type: one, count: some.length })).sort(byType),
      };
    }

    async function one(id: string): Promise<LogPage> {
      const events = (await withIds(new Set([id.trim().toLowerCase()]), may)).map(shown);
      if (events.length === 0) throw nothingThere();
      return { events, count: events.length, page: 1, pages: 1, types: [] };
    }

    return {
      whole,
      async page(wanted) {
        const { authority, type, page } = wanted;
        await names.refresh();
        refuseOthers(type);
        const key = keyGiven(context, authority);
        const stream = key === undefined ? wanted.stream : authorityStream(key);
        if (stream !== undefined) return ofStream(stream, wanted);
        await index.refresh();
        if (wanted.event !== undefined) return one(wanted.event);
        const name = seriesOf(wanted, whole);
        const at = pageOf(page, index.count(name));
        const run = wanted.import;
        const wants: Wants = (event) =>
          may(event) &&
          (run === undefined ||
            (claimTypes.has(event.event.type) && event.event.metadata?.[correlationKey] === run));
        const events = (await taken(name, at.page - 1, wants)).map(shown);
        const types = index.types().filter((some) => whole || claimTypes.has(some.type));
        return { ...at, events, count: index.count(name), types };
      },

      async streams(holding = '') {
        await index.refresh();
        const readable = (name: string) => whole || !isOfSystem(name);
        return index
          .streams()
          .filter(({ name }) => readable(name) && name.includes(holding.trim().toLowerCase()));
      },

      async event(stream, revision) {
        await names.refresh();
        const from = Math.max(0, revision - 1);
        const around = await store.readStream(stream, { from, limit: 3 });
        const at = around.findIndex((some) => some.revision === revision);
        const recorded = around[at];
        if (!recorded) throw nothingThere();
        if (!may(recorded)) throw forAdministrators(request);
        const before = around[at - 1];
        const previousHash = before?.chainHash ?? noHash;
        const content = contentHashOf(recorded.event);
        await index.refresh();
        const run = recorded.event.metadata?.[correlationKey];
        const { about, after } = await related(recorded);
        return {
          ...shown(recorded),
          previousHash,
          agrees:
            content === recorded.contentHash &&
            chainHashOf(previousHash, content, recorded.recorded) === recorded.chainHash,
          previous: before?.revision ?? null,
          next: around[at + 1]?.revision ?? null,
          about: about.filter(may).map(shown),
          after: after.filter(may).map(shown),
          import: run === undefined ? null : { id: run, events: index.count(`import ${run}`) },
        };
      },
    };

    /** What an event repairs or decides, and what repairs, decides or follows from it. */
    async function related({ event, stream }: Recorded) {
      const named = idsIn(event);
      const inStream = await store.readStream(stream);
      const elsewhere = [...named].filter((id) => !inStream.some((some) => some.event.id === id));
      const about = [
        ...inStream.filter((some) => named.has(some.event.id)),
        ...(elsewhere.length > 0 ? await withIds(new Set(elsewhere), may) : []),
      ];
      const after = inStream.filter((some) => idsIn(some.event).has(event.id));
      return { about, after };
    }
  };
}

/** Ids of events that an event names: what it repairs, rules on, decides, appended by deciding, or follows from. */
function idsIn(event: Recorded['event']): ReadonlySet<string> {
  const { target, claims, proposal, appended } = event.data as {
    readonly [name: string]: unknown;
  };
  const named = [target, claims, proposal, appended, event.causation].flat();
  return new Set(named.filter((id): id is string => typeof id === 'string' && id !== event.id));
}

function seriesOf({ type, import: run }: LogWanted, whole: boolean): SeriesName {
  if (run !== undefined) return `import ${run}`;
  if (type !== undefined) return `type ${type}`;
  return whole ? 'all' : 'claims';
}

function filterOf(name: SeriesName) {
  if (name === 'all') return undefined;
  return { types: name.startsWith('type ') ? [name.slice('type '.length)] : [...claimTypes] };
}

function pageOf(page: number | undefined, count: number) {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  return { page: Math.min(Math.max(page ?? pages, 1), pages), pages };
}

function byType(a: { readonly type: string }, b: { readonly type: string }): number {
  return a.type < b.type ? -1 : 1;
}

function isOfSystem(stream: string): boolean {
  return !stream.startsWith(authorityStreams) && stream !== nationalStream;
}

function forAdministrators({ caller }: FastifyRequest): RequestProblem {
  return new RequestProblem(
    caller === null ? 401 : 403,
    caller === null ? 'Unauthorised' : 'Forbidden',
    'What the system and its users did needs a token of the role admin.',
    caller === null ? { 'www-authenticate': 'Bearer realm="timeline"' } : {},
    { wanted: 'admin', ...(caller === null ? {} : { role: caller.role }) },
  );
}
