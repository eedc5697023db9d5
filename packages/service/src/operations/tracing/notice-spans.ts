import {
  type AuthorityKey,
  authorityKey,
  authorityStream,
  type EventStore,
  england,
  type Recorded,
} from '@monitoring-timeline/core';
import type { IssuedNotice } from '@monitoring-timeline/projections';
import { SpanKind, trace } from '@opentelemetry/api';
import { causeOf, tracer } from './cause.ts';

/**
 * Makes a span of each notice that an event caused, in the trace in which that event was appended, whichever process did that:
 * it lasts from when the event was recorded until the notice is kept. Does nothing where nobody takes spans.
 */
export async function noticeSpans(
  store: EventStore,
  notices: readonly IssuedNotice[],
): Promise<void> {
  if (!spansAreTaken()) return;
  const causes = new CausesRead(store);
  for (const { position, kind, authority, because } of notices) {
    const cause =
      position === null ? undefined : await causes.at(position, authorityKey(authority));
    if (cause === undefined) continue;
    const within = causeOf(cause.event);
    if (trace.getSpanContext(within) === undefined) continue;
    const span = tracer().startSpan(
      `notice ${kind}`,
      {
        kind: SpanKind.CONSUMER,
        startTime: new Date(cause.recorded),
        attributes: { 'timeline.authority': authority, 'timeline.because': [...because] },
      },
      within,
    );
    span.end();
  }
}

function spansAreTaken(): boolean {
  const probe = tracer().startSpan('probe');
  return probe.isRecording();
}

/** Streams that were read to find events by their positions, each once. */
class CausesRead {
  readonly #store: EventStore;
  readonly #streams = new Map<string, readonly Recorded[]>();

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** The event at a position: in the stream of the authority, or in the national one, which moves everybody. */
  async at(position: string, authority: AuthorityKey): Promise<Recorded | undefined> {
    for (const key of [authority, england]) {
      const events = await this.#read(authorityStream(key));
      const found = events.find((event) => event.position === position);
      if (found) return found;
    }
    return undefined;
  }

  async #read(stream: string): Promise<readonly Recorded[]> {
    const events = this.#streams.get(stream) ?? (await this.#store.readStream(stream));
    this.#streams.set(stream, events);
    return events;
  }
}
