import { expect, it } from 'vitest';
import { activityName } from './activities.ts';

it.each([
  ['ILACS', 'ILACS inspection'],
  ['AREA_SEND', 'Area SEND inspection'],
  [null, 'Inspection'],
] as const)('an inspection under %s is called %s', (framework, name) => {
  expect(activityName({ activity: 'inspection', kind: null, framework })).toBe(name);
});

it('a visit is called by its kind', () => {
  expect(activityName({ activity: 'visit', kind: 'focused', framework: 'ILACS' })).toBe(
    'Focused visit',
  );
});
