import type { Concern, ServiceContext } from '../context/context.ts';
import { Digests } from './digests.ts';
import { digestRoutes } from './routes.ts';

/** A clock is never asked to sleep longer. */
const longestMs = 3_600_000;

const ofService = new WeakMap<ServiceContext, Digests>();

/** The digests of a service; undefined where none is set. */
export function digestsOf(context: ServiceContext): Digests | undefined {
  return ofService.get(context);
}

/** Sends digests of notices by mail, to whom the settings name. */
export const digest: Concern = (context) => async (app) => {
  const { settings, clock, metrics } = context;
  if (settings.digests.length === 0) return;
  const digests = await Digests.open({
    ...context,
    onTrouble: (error) => app.log.warn({ err: error }, 'a digest was not sent'),
    onOutcome: (outcome) => metrics.digests.inc({ outcome }),
  });
  ofService.set(context, digests);
  const stop = new AbortController();
  let over: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const next = await digests.round(stop.signal).catch((error: unknown) => {
        app.log.warn({ err: error }, 'digests cannot be sent at present');
        return clock.now() + 60_000;
      });
      const wait = Math.max(next - clock.now(), 1000);
      await clock.sleep(Math.min(wait, longestMs), stop.signal);
    }
  }

  app.addHook('onReady', async () => {
    over = run();
  });
  app.addHook('onClose', async () => {
    stop.abort();
    await over;
  });
  await app.register(digestRoutes(digests));
};
