import { afterAll, beforeAll, expect, it } from 'vitest';
import { fewEvents, type Serving, startServing } from '../service/serving.ts';
import { authorityChecks } from './truth/authority.ts';
import { countryChecks } from './truth/country.ts';
import { auditedDays } from './truth/days.ts';
import { Comparing } from './truth/place.ts';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

const keys = [...new Set(fewEvents().map(({ authority }) => authority as string))]
  .filter((key) => key !== 'england')
  .sort();

// `pnpm audit-pages` looks at everybody on every page: here each check sees two pairs of days, somebody else each time
it.each(auditedDays.map((at, index) => [at, index] as const))(
  'pages tell the same as the API at %s, of a sample',
  async (at, index) => {
    const to = new Comparing(serving);
    const those = <T>(checks: Readonly<Record<string, T>>) =>
      [...Object.values(checks).entries()].filter(([place]) => (place + index) % 2 === 0);
    for (const [place, check] of those(authorityChecks)) {
      await check(to, { at, authority: keys[(place + index * 2) % keys.length]! });
    }
    for (const [, check] of those(countryChecks)) await check(to, { at });
    expect(to.wrong).toEqual([]);
    expect(to.figures).toBeGreaterThan(100);
  },
);

it('tells of a page that says otherwise than the answer', async () => {
  const to = new Comparing(serving);
  await to.open('/authorities/slough');
  to.same('grades', { overall: 'good' }, { overall: 'inadequate' });
  expect(to.wrong).toEqual([
    '/authorities/slough: grades: shown {"overall":"good"}, told {"overall":"inadequate"}',
  ]);
});
