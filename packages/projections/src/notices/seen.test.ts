import { allSteps } from '@monitoring-timeline/core';
import { recordedOf, reported } from '@monitoring-timeline/core/testing';
import { expect, it } from 'vitest';
import { on, recordOf } from '../testing/records.ts';
import { seenOf } from './seen.ts';

const given = { framework: 'ILACS', version: '2023' } as const;
const good = reported({ overall: 'good' }, { ...given, published: '2024-01-12' });
const worse = reported({ overall: 'inadequate' }, { ...given, published: '2025-03-03' });

it('what is seen is worked out once for a day, and anew where something came in', () => {
  const record = recordOf([good], 'sunderland');
  const seen = (day: string, knownAt = day) => allSteps(seenOf(record, on(day, knownAt), () => []));
  const first = seen('2025-06-01');
  expect(seen('2025-06-01').grades).toBe(first.grades);
  expect(seen('2024-01-11').grades.size).toBe(0);
  for (const recorded of recordedOf([good, worse])) record.add(recorded);
  expect(first.grades.get('overall')?.grade).toBe('good');
  expect(seen('2025-06-01').grades.get('overall')?.grade).toBe('inadequate');
  expect(seen('2025-06-01', '2025-03-02').grades.get('overall')?.grade).toBe('good');
});
