import type { EventStore, StreamWrite, Verifiable } from '@monitoring-timeline/core';
import { context, SpanKind, trace } from '@opentelemetry/api';
import { spanned, startedBy, tracer } from './cause.ts';

/** Told of every append: how many seconds it took, and how many events it wrote; undefined where it failed. */
export type OnAppend = (seconds: number, events: number | undefined) => void;

/** What lies beneath stores that are traced already, so that none is traced twice. */
const beneath = new WeakMap<EventStore, EventStore & Verifiable>();

/** The store itself where it is one that is traced. */
export function untraced(store: EventStore): EventStore {
  return beneath.get(store) ?? store;
}

/** A store whose appends are spans, and whose events carry the trace in which they were appended. */
export function tracedStore(
  given: EventStore & Verifiable,
  onAppend: OnAppend = () => {},
): EventStore & Verifiable {
  const store = beneath.get(given) ?? given;
  const { readStreams, readTypes } = store;
  const { integrityProblems, otherTexts, positionAfter, recordedTo } = store;

  async function appended<T>(
    writes: readonly StreamWrite[],
    append: (writes: readonly StreamWrite[]) => Promise<T>,
    written: (result: T) => number,
  ): Promise<T> {
    const started = performance.now();
    const took = (): number => (performance.now() - started) / 1000;
    const span = tracer().startSpan('append', {
      kind: SpanKind.PRODUCER,
      attributes: { 'timeline.events': writes.reduce((n, { events }) => n + events.length, 0) },
    });
    const cause = trace.setSpan(context.active(), span);
    const carrying = writes.map((write) => ({
      ...write,
      events: write.events.map((event) => startedBy(event, cause)),
    }));
    try {
      const result = await spanned(span, context.active(), () => append(carrying));
      onAppend(took(), written(result));
      return result;
    } catch (error) {
      onAppend(took(), undefined);
      throw error;
    }
  }

  const traced: EventStore & Verifiable = {
    id: store.id,
    ...(store.restoredAt === undefined ? {} : { restoredAt: store.restoredAt }),
    append: (stream, events, { expected }) =>
      appended(
        [{ stream, events, expected }],
        ([write]) => store.append(stream, write?.events ?? events, { expected }),
        ({ alreadyThere }) => (alreadyThere ? 0 : events.length),
      ),
    appendMany: (writes) =>
      appended(
        writes,
        (carrying) => store.appendMany(carrying),
        (results) =>
          results.reduce(
            (n, { alreadyThere }, at) => n + (alreadyThere ? 0 : (writes[at]?.events.length ?? 0)),
            0,
          ),
      ),
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (after, options) => store.readAll(after, options),
    at: (position) => store.at(position),
    streams: (prefix) => store.streams(prefix),
    known: (stream, ids) => store.known(stream, ids),
    follow: (after, options) => store.follow(after, options),
    head: () => store.head(),
    restore: (events) => store.restore(events),
    close: () => store.close(),
    ...(readStreams ? { readStreams: (...given) => readStreams.apply(store, given) } : {}),
    ...(readTypes ? { readTypes: (...given) => readTypes.apply(store, given) } : {}),
    ...(integrityProblems
      ? { integrityProblems: (compared) => integrityProblems.call(store, compared) }
      : {}),
    ...(otherTexts ? { otherTexts: (sealed) => otherTexts.call(store, sealed) } : {}),
    ...(positionAfter ? { positionAfter } : {}),
    ...(recordedTo ? { recordedTo: () => recordedTo.call(store) } : {}),
  };
  beneath.set(traced, store);
  return traced;
}
