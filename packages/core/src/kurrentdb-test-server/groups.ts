import { randomUUID } from 'node:crypto';
import { Group, type GroupOf } from './group.ts';
import type { EventLog } from './log.ts';

/** Where a server keeps what groups there are. */
const CONFIG = '$persistentSubscriptionConfig';

/** All persistent subscriptions of a server. What they are outlives a restart; what they hold does not. */
export class Groups {
  readonly #log: EventLog;
  readonly #groups = new Map<string, Group>();
  #stopListening: (() => void) | undefined;

  constructor(log: EventLog) {
    this.#log = log;
  }

  /** Begins to hand out what is written, after a restart from the last checkpoint of each group. */
  start(): void {
    for (const [key, group] of this.#groups) this.#groups.set(key, new Group(this.#log, group.of));
    this.#stopListening = this.#log.onWrite(() => {
      setImmediate(() => this.#pump());
    });
  }

  stop(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    for (const group of this.#groups.values()) group.close();
  }

  find(source: string, name: string): Group | undefined {
    return this.#groups.get(`${source}::${name}`);
  }

  list(source?: string): readonly Group[] {
    return [...this.#groups.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, group]) => group)
      .filter(({ of }) => source === undefined || of.source === source);
  }

  /** Creates a group or gives it other settings; what its consumers held comes again. */
  put(of: GroupOf): void {
    this.find(of.source, of.name)?.close();
    this.#groups.set(`${of.source}::${of.name}`, new Group(this.#log, of));
    this.#writeConfig();
  }

  remove(source: string, name: string): void {
    this.find(source, name)?.close();
    this.#groups.delete(`${source}::${name}`);
    this.#writeConfig();
  }

  #pump(): void {
    if (this.#stopListening === undefined) return;
    for (const group of this.#groups.values()) group.pump();
  }

  #writeConfig(): void {
    const entries = this.list().map(({ of }) => ({
      stream: of.source,
      group: of.name,
      startFrom: of.start.told,
    }));
    const event = (type: string, data: unknown) => ({
      id: randomUUID(),
      type,
      json: true,
      data: new TextEncoder().encode(JSON.stringify(data)),
      metadata: new Uint8Array(),
    });
    if (this.#log.lastRevision(CONFIG) < 0)
      this.#log.write(`$$${CONFIG}`, [event('$metadata', { $maxCount: 2 })]);
    this.#log.write(CONFIG, [event('$PersistentConfig', { version: '2', entries })]);
  }
}
