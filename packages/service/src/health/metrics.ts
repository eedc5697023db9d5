import { noticeKinds } from '@monitoring-timeline/projections';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds that most answers take, and those that are too slow. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The figures of one service, in a registry of its own. Labels take a fixed set of values each: routes and not addresses,
 * kinds and not names. So the number of series is bounded whatever is asked.
 */
export class Metrics {
  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'timeline_http_request_seconds',
    help: 'Time from a request to the end of its answer, by route.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: seconds,
    registers: [this.registry],
  });
  readonly appendSeconds = new Histogram({
    name: 'timeline_append_seconds',
    help: 'Time that an append by this process took.',
    labelNames: ['outcome'] as const,
    buckets: seconds,
    registers: [this.registry],
  });
  readonly appendedEvents = new Counter({
    name: 'timeline_appended_events_total',
    help: 'Events that this process appended.',
    registers: [this.registry],
  });
  readonly noticesIssued = new Counter({
    name: 'timeline_notices_issued_total',
    help: 'Notices that this process issued, by kind.',
    labelNames: ['kind'] as const,
    registers: [this.registry],
  });
  readonly subscriptionsOpen = new Gauge({
    name: 'timeline_subscriptions_open',
    help: 'Subscriptions that are open now, by what they follow.',
    labelNames: ['topic'] as const,
    registers: [this.registry],
  });
  readonly subscriptionsEnded = new Counter({
    name: 'timeline_subscriptions_ended_total',
    help: 'Subscriptions that ended, by the reason: client, slow, shutdown or failed.',
    labelNames: ['reason'] as const,
    registers: [this.registry],
  });
  readonly webhookDeliveries = new Counter({
    name: 'timeline_webhook_deliveries_total',
    help: 'Attempts to deliver to a webhook, by outcome: delivered, failed or parked.',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  readonly digests = new Counter({
    name: 'timeline_digests_total',
    help: 'Digests by outcome: sent, nothing, later, refused or unsure.',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  constructor() {
    // what has not happened is a zero and not an absence: a rate can be taken of the first one as well
    for (const reason of ['client', 'slow', 'shutdown', 'failed']) {
      this.subscriptionsEnded.inc({ reason }, 0);
    }
    for (const outcome of ['delivered', 'failed', 'parked']) {
      this.webhookDeliveries.inc({ outcome }, 0);
    }
    for (const outcome of ['sent', 'nothing', 'later', 'refused', 'unsure']) {
      this.digests.inc({ outcome }, 0);
    }
    for (const kind of noticeKinds) this.noticesIssued.inc({ kind }, 0);
  }

  /** Counts an append: how many seconds it took, and how many events it wrote; undefined where it failed. */
  append(took: number, events: number | undefined): void {
    this.appendSeconds.observe({ outcome: events === undefined ? 'failed' : 'done' }, took);
    if (events !== undefined) this.appendedEvents.inc(events);
  }
}
