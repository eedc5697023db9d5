import { addDays, createDirectory, epochDay, isoDay, streamOf } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { reported } from '@monitoring-timeline/core/testing';

/**
 * Another process that writes to a log: `node writing-process.ts LOG COUNT GAP_MS few|all`. Each report grades one of few or all authorities; a line
 * of JSON on standard output says its id and when it was committed.
 */
const [log = '', count = '1', gap = '0', spread = 'few'] = process.argv.slice(2);
const few = ['merton', 'york', 'slough', 'trafford', 'durham', 'hackney'];
const authorities =
  spread === 'few'
    ? few
    : createDirectory()
        .all()
        .map(({ key }) => key);
const grades = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;

const store = await openSqliteStore(log);
const first = epochDay('2018-02-01');
const begun = performance.now();
for (let n = 0; n < Number(count); n += 1) {
  const published = isoDay(addDays(first, n));
  const event = reported(
    { overall: grades[n % grades.length]!, leadership: grades[(n * 3) % grades.length]! },
    { authority: authorities[n % authorities.length]!, framework: 'ILACS', published },
  );
  await store.append(streamOf(event), [event], { expected: 'any' });
  process.stdout.write(`${JSON.stringify({ id: event.id, at: Date.now() })}\n`);
  const left = begun + (n + 1) * Number(gap) - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
await store.close();
