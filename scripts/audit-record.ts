import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { countsOf, linesOf, readCounts } from './audit/counts.ts';
import { audit, auditDays, placesAt } from './audit/place.ts';
import { auditRules } from './audit/rules/index.ts';

/**
 * Asks every authority of the shipped record at many days and holds every answer to every rule. Prints how many answers each rule
 * looked at and what it found wrong; exit code 1 where anything is. `--days 40`, `--seed 20180123`, `--authority KEY`. `--json` writes
 * the counts alone; `--baseline FILE` prints those of an earlier run beside them, before and after.
 */
const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '40' },
    seed: { type: 'string', default: '20180123' },
    authority: { type: 'string' },
    show: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    baseline: { type: 'string' },
  },
});
const { baseline: file } = values;
// a file that cannot be read is told of before the long work
const baseline = file === undefined ? undefined : readCounts(readFileSync(file, 'utf8'), file);
const days = auditDays(Number(values.days), Number(values.seed));
const only = (key: string): boolean => values.authority === undefined || key === values.authority;

const found = audit(auditRules, placesAt(days, only));
const counts = countsOf(found);
if (values.json) console.log(JSON.stringify(counts, null, 2));
else {
  linesOf(counts, baseline).forEach((line, index) => {
    console.log(line);
    const wrong = found[index]?.wrong ?? [];
    for (const what of wrong.slice(0, Number(values.show))) console.log(`         ${what}`);
  });
}
if (counts.some(({ wrong }) => wrong > 0)) process.exitCode = 1;
