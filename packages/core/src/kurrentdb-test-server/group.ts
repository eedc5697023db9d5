import { randomUUID } from 'node:crypto';
import { type Candidate, Dispatcher } from './dispatch.ts';
import type { RecordFilter } from './filter.ts';
import type { GroupSettings, StartFrom } from './group-settings.ts';
import { LINK_TYPE, resolveLink } from './links.ts';
import type { EventLog, LogRecord, ProposedEvent } from './log.ts';
import { withTruncateBefore } from './stream-metadata.ts';

/** An event on its way through a group. */
export interface Delivery {
  readonly record: LogRecord;
  /** What was parked, for a delivery that is replayed; its id is then what the consumer answers with. */
  readonly link?: LogRecord;
  /** Where it stands in what the group follows; nothing for a replayed one, which moves no checkpoint. */
  readonly place: number | undefined;
  readonly retries: number;
}

/** Who takes part in a group. */
export interface Consumer extends Candidate {
  /** How many events it holds unanswered. */
  held: number;
  deliver(delivery: Delivery): void;
}

interface InFlight {
  readonly delivery: Delivery;
  readonly consumer: Consumer;
  readonly timer: NodeJS.Timeout;
}

export interface GroupOf {
  /** The stream it follows, or `$all`. */
  readonly source: string;
  readonly name: string;
  readonly settings: GroupSettings;
  readonly start: StartFrom;
  readonly passes: RecordFilter;
}

const text = new TextEncoder();
const json = (type: string, data: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  json: true,
  data: text.encode(data),
  metadata: new Uint8Array(),
});

const idOf = ({ link, record }: Delivery): string => (link ?? record).id;

/**
 * A persistent subscription: what it follows, what its consumers hold, what comes again and what is parked.
 * Its settings, its checkpoint and its parked events live on in the log; the rest goes with the server.
 */
export class Group {
  readonly of: GroupOf;
  readonly #log: EventLog;
  readonly #dispatcher: Dispatcher<Consumer>;
  readonly #inFlight = new Map<string, InFlight>();
  /** Comes before anything else, in its own order. */
  #again: Delivery[] = [];
  /** Read but not yet wanted by its pinned consumer. */
  #held: Delivery[] = [];
  /** The next revision or log index to read. */
  #next: number;
  #processed: number;
  #checkpoint: number;
  #checkpointTimer: NodeJS.Timeout | undefined;
  #delivered = 0;

  constructor(log: EventLog, of: GroupOf) {
    this.#log = log;
    this.of = of;
    this.#dispatcher = new Dispatcher(of.settings.strategy);
    const written = this.#writtenCheckpoint();
    this.#checkpoint = written ?? this.#startPlace() - 1;
    this.#processed = this.#checkpoint;
    this.#next = this.#checkpoint + 1;
  }

  get consumers(): readonly Consumer[] {
    return this.#dispatcher.consumers;
  }

  join(consumer: Consumer): void {
    this.#dispatcher.add(consumer);
    this.pump();
  }

  /** What a consumer held when it left comes again. */
  leave(consumer: Consumer): void {
    this.#dispatcher.remove(consumer);
    const held = [...this.#inFlight.values()].filter((flight) => flight.consumer === consumer);
    this.#again.unshift(...held.map((flight) => retried(this.#land(flight))));
    this.pump();
  }

  /** Ends what the group does in time, as its deletion or the server's end does. */
  close(): void {
    for (const { timer } of this.#inFlight.values()) clearTimeout(timer);
    clearTimeout(this.#checkpointTimer);
  }

  ack(ids: readonly string[]): void {
    for (const id of ids) {
      const flight = this.#inFlight.get(id);
      if (flight !== undefined) this.#done(this.#land(flight));
    }
    this.#mark(false);
    this.pump();
  }

  retry(ids: readonly string[]): void {
    for (const id of ids) {
      const flight = this.#inFlight.get(id);
      if (flight !== undefined) this.#comeAgain(this.#land(flight));
    }
    this.pump();
  }

  park(ids: readonly string[], reason: string): void {
    for (const id of ids) {
      const flight = this.#inFlight.get(id);
      if (flight !== undefined)
        this.#park(this.#land(flight), `Client explicitly NAK'ed message.\n${reason}`);
    }
    this.pump();
  }

  /** Everything that is parked comes again, up to a number of events. */
  replayParked(limit = Number.POSITIVE_INFINITY): void {
    const stream = this.#stream('parked');
    const first = this.#log.firstVisible(stream);
    const stop = Math.min(this.#log.lastRevision(stream) + 1, first + limit);
    for (let revision = first; revision < stop; revision += 1) {
      const link = this.#log.at(stream, revision);
      const target = link === undefined ? undefined : resolveLink(this.#log, link);
      if (link === undefined || target === undefined || target === 'gone') continue;
      this.#again.push({ record: target, link, place: undefined, retries: 0 });
    }
    if (stop > first)
      this.#log.write(`$$${stream}`, [
        {
          ...json('$metadata', ''),
          data: withTruncateBefore(undefined, String(stop)),
        },
      ]);
    this.pump();
  }

  /** Hands out as much as the consumers take. */
  pump(): void {
    const held = this.#held;
    this.#held = [];
    for (const delivery of held) this.#offer(delivery);
    while (this.#dispatcher.hasRoom && this.#held.length < this.of.settings.historyBufferSize) {
      const delivery = this.#again.shift() ?? this.#read();
      if (delivery === undefined) return;
      this.#offer(delivery);
    }
  }

  /** What the server tells about it. */
  get stats() {
    const last = this.#last();
    return {
      delivered: this.#delivered,
      inFlight: this.#inFlight.size,
      again: this.#again.length,
      buffered: Math.min(last + 1 - this.#next, this.of.settings.historyBufferSize),
      parked:
        this.#log.lastRevision(this.#stream('parked')) +
        1 -
        this.#log.firstVisible(this.#stream('parked')),
      checkpoint: this.#writtenCheckpoint(),
      last,
    };
  }

  #offer(delivery: Delivery): void {
    const consumer = this.#dispatcher.choose(delivery.record);
    if (consumer === undefined) {
      this.#held.push(delivery);
      return;
    }
    const timer = setTimeout(
      () => this.#timedOut(idOf(delivery)),
      this.of.settings.messageTimeoutMs,
    );
    timer.unref();
    this.#inFlight.set(idOf(delivery), { delivery, consumer, timer });
    this.#delivered += 1;
    consumer.held += 1;
    consumer.deliver(delivery);
  }

  #timedOut(id: string): void {
    const flight = this.#inFlight.get(id);
    if (flight === undefined) return;
    this.#comeAgain(this.#land(flight));
    this.pump();
  }

  #land({ delivery, timer, consumer }: InFlight): Delivery {
    clearTimeout(timer);
    consumer.held -= 1;
    this.#inFlight.delete(idOf(delivery));
    return delivery;
  }

  #comeAgain(delivery: Delivery): void {
    const { maxRetryCount } = this.of.settings;
    if (delivery.retries >= maxRetryCount)
      this.#park(delivery, `Reached retry count of ${maxRetryCount}`);
    else this.#again.push(retried(delivery));
  }

  #park(delivery: Delivery, reason: string): void {
    const { record, place } = delivery;
    const metadata = {
      added: new Date().toISOString().replace('Z', '0000+00:00'),
      reason,
      subscriptionEventNumber: record.revision,
    };
    this.#log.write(this.#stream('parked'), [
      {
        id: randomUUID(),
        type: LINK_TYPE,
        json: false,
        data: text.encode(`${record.revision}@${record.stream}`),
        metadata: text.encode(JSON.stringify(metadata, null, 2)),
      },
    ]);
    if (place !== undefined) this.#done(delivery);
  }

  #done({ place }: Delivery): void {
    if (place !== undefined) this.#processed = Math.max(this.#processed, place);
    if (this.#checkpointTimer !== undefined) return;
    this.#checkpointTimer = setTimeout(() => {
      this.#checkpointTimer = undefined;
      this.#mark(true);
    }, this.of.settings.checkpointAfterMs);
    this.#checkpointTimer.unref();
  }

  /** Writes how far everything is dealt with: soon where much has come together, in time where some has. */
  #mark(inTime: boolean): void {
    const { minCheckpointCount, maxCheckpointCount } = this.of.settings;
    const waiting = [
      ...[...this.#inFlight.values()].map(({ delivery }) => delivery),
      ...this.#again,
      ...this.#held,
    ].flatMap(({ place }) => (place === undefined ? [] : [place]));
    const reached = Math.min(this.#processed, ...waiting.map((place) => place - 1));
    const moved = reached - this.#checkpoint;
    if (moved < (inTime ? minCheckpointCount : maxCheckpointCount) || moved <= 0) return;
    this.#checkpoint = reached;
    const told = this.of.source === '$all' ? this.#positionText(reached) : String(reached);
    this.#log.write(this.#stream('checkpoint'), [
      json('SubscriptionCheckpoint', JSON.stringify(told)),
    ]);
  }

  #positionText(index: number): string {
    const position = this.#log.position(index);
    return `C:${position}/P:${position}`;
  }

  #writtenCheckpoint(): number | undefined {
    const stream = this.#stream('checkpoint');
    const record = this.#log.at(stream, this.#log.lastRevision(stream));
    if (record === undefined) return undefined;
    const told = String(JSON.parse(new TextDecoder().decode(record.data)));
    const position = /^C:(\d+)/.exec(told)?.[1];
    return position === undefined ? Number(told) : this.#log.indexAt(Number(position));
  }

  #startPlace(): number {
    const { source, start } = this.of;
    return source === '$all' ? this.#log.indexAt(start.at) : start.at;
  }

  #last(): number {
    return this.of.source === '$all'
      ? this.#log.length - 1
      : this.#log.lastRevision(this.of.source);
  }

  #read(): Delivery | undefined {
    const { source, passes } = this.of;
    for (; this.#next <= this.#last(); this.#next += 1) {
      const record =
        source === '$all' ? this.#log.entry(this.#next) : this.#log.at(source, this.#next);
      if (record === undefined || !passes(record)) continue;
      if (source !== '$all' && record.revision < this.#log.firstVisible(source)) continue;
      const place = this.#next;
      this.#next += 1;
      return { record, place, retries: 0 };
    }
    return undefined;
  }

  #stream(kind: 'checkpoint' | 'parked'): string {
    return `$persistentsubscription-${this.of.source}::${this.of.name}-${kind}`;
  }
}

const retried = (delivery: Delivery): Delivery => ({ ...delivery, retries: delivery.retries + 1 });
