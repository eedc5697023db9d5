import { setImmediate } from 'node:timers/promises';
import { beginning, type EventStore, type Position } from '@monitoring-timeline/core';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What runs of import came to. */
const outcomes = ['appended', 'alreadyKnown', 'corrected', 'quarantined'] as const;
const decisions = ['accepted', 'rejected'] as const;

const counted = { types: ['ImportRun', 'ProposalQuarantined', 'ProposalDecided'] };

/** Counts of what the log says of imports and of the quarantine, whoever wrote it; reads on from where it was. */
class LogCounts {
  readonly imports = new Map<string, number>(outcomes.map((name) => [name, 0]));
  readonly decided = new Map<string, number>(decisions.map((name) => [name, 0]));
  readonly #waiting = new Set<string>();
  readonly #store: EventStore;
  #reached: Position = beginning;
  #reading: Promise<void> | undefined;
  runs = 0;

  constructor(store: EventStore) {
    this.#store = store;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** One reading at a time, however many ask. */
  async refresh(): Promise<void> {
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #readOn(): Promise<void> {
    for (let atEnd = false; !atEnd; ) {
      const page = await this.#store.readAll(this.#reached, { filter: counted, limit: 500 });
      for (const { event } of page.events) this.#note(event.type, event.id, event.data);
      this.#reached = page.next;
      atEnd = page.atEnd;
      if (!atEnd) await setImmediate();
    }
  }

  #note(type: string, id: string, data: Readonly<Record<string, unknown>>): void {
    if (type === 'ProposalQuarantined') this.#waiting.add(id);
    else if (type === 'ProposalDecided') {
      this.#waiting.delete(String(data.proposal));
      add(this.decided, String(data.decision), 1);
    } else {
      this.runs += 1;
      for (const name of outcomes) add(this.imports, name, Number(data[name] ?? 0));
    }
  }
}

/** Adds to a count that there is: what the log may say beyond these makes no series of its own. */
function add(counts: Map<string, number>, name: string, by: number): void {
  const before = counts.get(name);
  if (before !== undefined) counts.set(name, before + by);
}

/** Puts what the log holds into a registry. It is read when somebody looks, and from where the last look ended. */
export function measureLog(registry: Registry, store: EventStore): void {
  const registers = [registry];
  const counts = new LogCounts(store);
  new Counter({
    name: 'timeline_log_events_total',
    help: 'Events in the log, whoever appended them; its rate is the rate of appends.',
    registers,
    async collect() {
      const { events } = await store.head();
      this.reset();
      this.inc(events);
    },
  });
  new Gauge({
    name: 'timeline_log_streams',
    help: 'Streams in the log.',
    registers,
    async collect() {
      this.set((await store.head()).streams);
    },
  });
  new Counter({
    name: 'timeline_import_runs_total',
    help: 'Runs of import on record.',
    registers,
    async collect() {
      await counts.refresh();
      this.reset();
      this.inc(counts.runs);
    },
  });
  new Counter({
    name: 'timeline_import_facts_total',
    help: 'Facts that runs of import came upon, by what became of them.',
    labelNames: ['outcome'] as const,
    registers,
    async collect() {
      await counts.refresh();
      this.reset();
      for (const [outcome, count] of counts.imports) this.inc({ outcome }, count);
    },
  });
  new Counter({
    name: 'timeline_quarantine_decided_total',
    help: 'Entries of the quarantine that were decided, by decision.',
    labelNames: ['decision'] as const,
    registers,
    async collect() {
      await counts.refresh();
      this.reset();
      for (const [decision, count] of counts.decided) this.inc({ decision }, count);
    },
  });
  new Gauge({
    name: 'timeline_quarantine_waiting',
    help: 'Entries of the quarantine that wait for a decision.',
    registers,
    async collect() {
      await counts.refresh();
      this.set(counts.waiting);
    },
  });
}
