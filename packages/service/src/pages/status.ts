import type { JobShown, StatusDesk } from '@monitoring-timeline/pages';
import type { ServiceContext } from '../context/context.ts';

/** Says how the service stands: what readiness says, with what only its keepers need to know. */
export function statusDesk(context: ServiceContext, jobs: () => readonly JobShown[]): StatusDesk {
  const { health, store, timeline, clock } = context;
  return {
    async look() {
      const { ready, reasons, warnings, followers, head } = await health.look();
      const { id, version } = timeline.policy;
      return {
        ready,
        reasons,
        warnings,
        followers,
        head,
        storeId: store.id,
        disk: health.room,
        since: clock.now() - Math.round(process.uptime() * 1000),
        memoryBytes: process.memoryUsage.rss(),
        node: process.version,
        policy: { id, version: String(version) },
        jobs: jobs(),
      };
    },
  };
}
