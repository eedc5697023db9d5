import type { Concern } from '../context/context.ts';
import { Following } from './following.ts';
import { measureHealth } from './health-metrics.ts';
import { Keeping } from './keeping.ts';
import { measureLog } from './log-metrics.ts';
import { ownPort } from './own-port.ts';
import { measureProcess } from './process-metrics.ts';
import { healthRoutes, metricsRoute } from './routes.ts';

export { checkMemory } from './least-memory.ts';
export { measureRequests } from './measure-requests.ts';

export { noticeSpans, requestSpans, tracedStore } from './tracing/index.ts';

/** Health, metrics, and the views kept current. */
export const operations: Concern = (context) => async (app) => {
  const { settings, metrics, health, lifecycle, reach, timeline, store } = context;
  const following = new Following(timeline, reach);
  health.watch({
    name: 'views',
    lag: async () => (following.caughtUp ? timeline.lag() : null),
  });
  health.watch({ name: 'notices', lag: () => timeline.noticeLag() });
  measureLog(metrics.registry, store);
  measureHealth(metrics.registry, health, () => timeline.noticeDuty());
  const endMeasuring = measureProcess(metrics.registry);

  const keeping = new Keeping(context);
  lifecycle.onListen(() => {
    following.start(app.log);
    keeping.start(app.log);
  });
  lifecycle.onShutdown('keeping what is worked out from the log', () => keeping.end(app.log));
  app.addHook('onClose', async () => {
    following.stop();
    endMeasuring();
  });

  await app.register(healthRoutes(health));
  const { metricsPort } = settings;
  if (metricsPort !== undefined) {
    await app.register(ownPort(context, metricsPort));
    return;
  }
  if (settings.metrics === 'off') return;
  await app.register(metricsRoute(metrics, settings.metrics === 'open' ? 'everybody' : 'reader'));
};
