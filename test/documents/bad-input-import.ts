import { readFileSync } from 'node:fs';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { importPaths } from '@monitoring-timeline/ingest';

/** Imports a folder in a process of its own, and tells what became of it and the most memory the process held, in megabytes. */
const [folder = ''] = process.argv.slice(2);
const result = await importPaths([folder], {
  store: createMemoryStore(),
  people: createMemoryPeopleRegister(),
  now: new Date('2026-11-21T12:00:00Z'),
});
/** What is told of a process by its usage begins with what the one that started it held, so the kernel's own mark is taken where there is one. */
function mostHeld(): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  } catch {
    // not every system has it
  }
  return process.resourceUsage().maxRSS / 1024;
}
process.stdout.write(`${JSON.stringify({ ...result, megabytes: mostHeld() })}\n`);
