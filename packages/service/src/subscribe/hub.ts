import type { ServiceContext } from '../app/context.ts';
import { ChangesFeed } from './changes-feed.ts';
import { groundOf } from './checkpoint.ts';
import { CloudEvents } from './cloud-events.ts';
import { EventsFeed } from './events-feed.ts';
import type { Feed } from './feed.ts';
import type { Interest } from './interest.ts';
import { LogTail } from './log-tail.ts';
import { NoticesFeed } from './notices-feed.ts';
import { NoticesTail } from './notices-tail.ts';
import { Projection } from './projection.ts';
import { ProjectionTail } from './projection-tail.ts';

/** What all subscribers of this process share: one ear on the log, one on the notices, one on each projection. */
export class Hub {
  readonly log: LogTail;
  readonly cloudEvents: CloudEvents;
  readonly #context: ServiceContext;
  readonly #notices: NoticesTail;
  readonly #projections = new Map<string, ProjectionTail>();

  constructor(context: ServiceContext) {
    const { store, timeline, clock } = context;
    this.#context = context;
    this.log = new LogTail(store);
    this.cloudEvents = new CloudEvents(store);
    this.#notices = new NoticesTail(timeline, clock, this.log);
  }

  /** The feed of what is wanted; whoever opened it closes it. */
  open(interest: Interest): Feed {
    const { store, timeline } = this.#context;
    const { cloudEvents } = this;
    const { topic, question } = interest;
    if (topic === 'events') return new EventsFeed(store, this.log, interest.events, cloudEvents);
    if (!question) {
      return new NoticesFeed(timeline, this.#notices, interest, cloudEvents);
    }
    const projection = new Projection(question, interest.region, this.#context);
    const { id, version } = timeline.policy;
    const name = JSON.stringify([topic, projection.region ?? null]);
    return new ChangesFeed({
      store,
      interest,
      cloudEvents,
      tail: this.#tailOf(name, projection),
      ground: groundOf([store.id, id, version, name]),
    });
  }

  #tailOf(name: string, projection: Projection): ProjectionTail {
    const before = this.#projections.get(name);
    if (before) return before;
    for (const [other, tail] of this.#projections) if (tail.idle) this.#projections.delete(other);
    const { store, clock } = this.#context;
    const tail = new ProjectionTail({ projection, store, clock, log: this.log });
    this.#projections.set(name, tail);
    return tail;
  }
}

const hubs = new WeakMap<ServiceContext, Hub>();

/** The hub of a service: the same one for every concern. */
export function hubOf(context: ServiceContext): Hub {
  const before = hubs.get(context);
  if (before) return before;
  const hub = new Hub(context);
  hubs.set(context, hub);
  return hub;
}
