import { parseArgs } from 'node:util';
import { regions } from '../packages/core/src/index.ts';
import { authorityChecks } from '../test/pages/truth/authority.ts';
import { countryChecks } from '../test/pages/truth/country.ts';
import { auditedDays } from '../test/pages/truth/days.ts';
import { Comparing } from '../test/pages/truth/place.ts';
import { startServing, storeOf } from '../test/service/serving.ts';
import { directory, shippedEvents } from '../test/support/record.ts';

/**
 * Opens every page of the shipped record about every authority, every region and England, at several pairs of days, and compares each
 * figure that it marks with the answer of the API at the same. Prints how many pages and figures were compared, and what is
 * wrong; exit code 1 where anything is. `--authority KEY`, `--at DAYS`, `--show 20`.
 */
const { values } = parseArgs({
  options: {
    authority: { type: 'string' },
    at: { type: 'string' },
    show: { type: 'string', default: '20' },
  },
});
const days = values.at === undefined ? auditedDays : [values.at];
const keys = directory
  .all()
  .map(({ key }) => key)
  .filter((key) => values.authority === undefined || key === values.authority);
const places =
  values.authority === undefined ? [undefined, ...regions.map(({ name }) => name)] : [];

const serving = await startServing({ store: await storeOf(shippedEvents()) });
let failed = false;

/** Runs one check at many places and tells what came of it. */
async function run(name: string, at: string, check: (to: Comparing) => Promise<void>) {
  const to = new Comparing(serving);
  const begun = performance.now();
  await check(to);
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(
    `${name}, ${at}: ${to.pages} pages, ${to.figures} figures, ${to.wrong.length} wrong (${seconds} s)`,
  );
  for (const what of to.wrong.slice(0, Number(values.show))) console.log(`    ${what}`);
  failed ||= to.wrong.length > 0;
}

for (const at of days) {
  for (const [name, check] of Object.entries(countryChecks)) {
    if (places.length === 0) continue;
    await run(name, at, async (to) => {
      for (const region of places) await check(to, region === undefined ? { at } : { at, region });
    });
  }
  for (const [name, check] of Object.entries(authorityChecks)) {
    await run(name, at, async (to) => {
      for (const authority of keys) await check(to, { at, authority });
    });
  }
}
await serving.stop();
if (failed) process.exitCode = 1;
