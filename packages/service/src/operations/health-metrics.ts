import { Gauge, type Registry } from 'prom-client';
import type { Following, Health, Readiness } from '../health/health.ts';

/** Puts readiness, how far behind each follower is and whether notices are issued here into a registry. */
export function measureHealth(registry: Registry, health: Health, duty: () => string): void {
  let looking: Promise<Readiness> | undefined;

  /** One look serves all figures of a scrape. */
  function look(): Promise<Readiness> {
    looking ??= health.look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  function perProjection(name: string, help: string, of: (found: Following) => number | null) {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['projection'] as const,
      registers: [registry],
      async collect() {
        for (const follower of (await look()).followers) {
          const value = of(follower);
          if (value === null) gauge.remove(follower.name);
          else gauge.set({ projection: follower.name }, value);
        }
      },
    });
  }

  perProjection(
    'timeline_projection_lag_events',
    'Events that a projection is behind the log.',
    ({ events }) => events,
  );
  perProjection(
    'timeline_projection_lag_seconds',
    'Seconds since the first event that a projection has not taken in was recorded.',
    ({ seconds }) => seconds,
  );
  perProjection(
    'timeline_projection_stalled',
    '1 where a projection is behind the log and does not move, or has stopped.',
    ({ state }) => (state === 'stalled' || state === 'stopped' ? 1 : 0),
  );
  new Gauge({
    name: 'timeline_notices_issuing',
    help: '1 where this service issues notices, 0 where it stands by while another does.',
    registers: [registry],
    collect() {
      this.set(duty() === 'issuing' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'timeline_ready',
    help: '1 where the service is ready to answer.',
    registers: [registry],
    async collect() {
      this.set((await look()).ready ? 1 : 0);
    },
  });
}
