import { parseArgs } from 'node:util';
import { audit, auditDays, placesAt } from './audit/place.ts';
import { auditRules } from './audit/rules/index.ts';

/**
 * Asks every authority of the shipped record at many days and holds every answer to every rule. Prints how many answers each rule
 * looked at and what it found wrong; exit code 1 where anything is. `--days 40`, `--seed 20180123`, `--authority KEY`.
 */
const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '40' },
    seed: { type: 'string', default: '20180123' },
    authority: { type: 'string' },
    show: { type: 'string', default: '10' },
  },
});
const days = auditDays(Number(values.days), Number(values.seed));
const only = (key: string): boolean => values.authority === undefined || key === values.authority;

for (const { rule, looked, wrong } of audit(auditRules, placesAt(days, only))) {
  console.log(`${String(wrong.length).padStart(6)} wrong in ${looked} answers: ${rule.says}`);
  for (const what of wrong.slice(0, Number(values.show))) console.log(`         ${what}`);
  if (wrong.length > 0) process.exitCode = 1;
}
