import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { isIssuing, kill, type Machine, startMachine } from '../../service/machine.ts';
import { append, visit } from '../../service/small-claims.ts';
import { caughtUp, subscribeTo } from '../../service/subscriber.ts';
import { temporaryFolder } from '../../support/command.ts';
import { type Bench, type Measurement, quantile } from '../bench.ts';

const authorities = ['merton', 'sunderland', 'slough', 'trafford', 'dorset', 'barnet', 'bexley'];

/** From the death of the service that issues notices to the first notice at a subscriber of the other, of a fact that came in meanwhile. */
async function fromDeathToNotice(): Promise<Measurement> {
  const folder = temporaryFolder();
  const path = `${folder.path}/log.db`;
  const store = await openSqliteStore(path);
  folder.write('settings.json', JSON.stringify({ port: 0, ratePerMinute: 1_000_000 }));
  const start = () => startMachine(folder.path, `sqlite:${path}`);
  let machines: Machine[] = [await start(), await start()];
  const took: number[] = [];
  for (const authority of authorities) {
    const issuer = await theIssuer(machines);
    const standby = machines.find((one) => one !== issuer)!;
    const stream = await subscribeTo(`${standby.url}/api/subscribe/notices?after=now`);
    await stream.until(caughtUp);
    await kill(issuer);
    const dead = performance.now();
    await append(store, visit(authority, '2026-03-01'));
    await stream.until(({ events }) => events.length > 0);
    took.push(performance.now() - dead);
    stream.cut();
    machines = [standby, await start()];
  }
  for (const machine of machines) await kill(machine);
  await store.close();
  folder.remove();
  return {
    value: Math.max(...took) / 1000,
    detail: `longest of ${took.length}; median ${(quantile(took, 0.5) / 1000).toFixed(1)} s, of which a lease of 5 s`,
  };
}

async function theIssuer(machines: readonly Machine[]): Promise<Machine> {
  for (;;) {
    const duties = await Promise.all(machines.map(isIssuing));
    const issuer = machines[duties.indexOf(true)];
    if (issuer !== undefined) return issuer;
    await sleep(20);
  }
}

export const benches: readonly Bench[] = [
  {
    name: 'death of the service that issues to a notice from the other, longest',
    target: { atMost: 10, unit: 's' },
    run: fromDeathToNotice,
  },
];
