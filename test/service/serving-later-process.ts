import { systemClock } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { startServing } from './serving.ts';

/**
 * A process that serves a log and its state from an instant on: `node serving-later-process.ts FOLDER INSTANT SETTINGS`, the last as JSON. It prints its
 * address, and serves until it is killed.
 */
const [folder = '', instant = '', settings = '{}'] = process.argv.slice(2);
const ahead = Date.parse(instant) - systemClock.now();
const clock = { ...systemClock, now: () => systemClock.now() + ahead };
const store = await openSqliteStore(`${folder}/log.db`, { now: () => new Date(clock.now()) });
const state = await openStateStore(`${folder}/log.state.db`);
const { url } = await startServing({ store, state, clock }, JSON.parse(settings));
process.stdout.write(`${JSON.stringify({ url })}\n`);
