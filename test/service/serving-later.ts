import { systemClock } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { startServing } from './serving.ts';

/** Serves the log of a folder and its state from an instant on, from which time goes on as it does; its settings are JSON, as in their file. */
export async function serveFrom(folder: string, instant: string, settings: string) {
  const ahead = Date.parse(instant) - systemClock.now();
  const clock = { ...systemClock, now: () => systemClock.now() + ahead };
  const store = await openSqliteStore(`${folder}/log.db`, { now: () => new Date(clock.now()) });
  const state = await openStateStore(`${folder}/log.state.db`);
  const serving = await startServing({ store, state, clock }, JSON.parse(settings));
  return {
    url: serving.url,
    async stop() {
      await serving.stop();
      await state.close();
    },
  };
}
