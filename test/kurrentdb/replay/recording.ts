import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withoutMaterial } from '@monitoring-timeline/core/testing/skipping';

const FOLDER = fileURLToPath(new URL('../../../../shared/kurrentdb/transcripts/', import.meta.url));

/** Why the recordings are not replayed; nothing where they are there. */
export const missingRecordings: string | undefined = existsSync(FOLDER)
  ? undefined
  : withoutMaterial;

/** One recorded step: a call with its arguments, and what came of it. */
export interface Step {
  readonly scenario: string;
  readonly step: number;
  readonly call: string;
  readonly title: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
  /** What the call gave: its result, its error or its events, under the name of which it is. */
  readonly outcome: Readonly<Record<string, unknown>>;
  /** JSON pointers to what changes from run to run. */
  readonly volatile: readonly string[];
}

/** The steps of a scenario in their order. Two runs in one file are told apart by their numbers going on. */
export function recordedSteps(scenario: string): readonly Step[] {
  const lines = readFileSync(`${FOLDER}${scenario}.jsonl`, 'utf8').trim().split('\n');
  return lines.map((line, index) => {
    const { step: _, ...raw } = JSON.parse(line) as Record<string, unknown>;
    const outcome = Object.fromEntries(
      ['result', 'error', 'events'].filter((key) => key in raw).map((key) => [key, raw[key]]),
    );
    return {
      scenario,
      step: index + 1,
      call: String(raw.call),
      title: typeof raw.title === 'string' ? raw.title : undefined,
      args: (raw.args ?? {}) as Record<string, unknown>,
      outcome,
      volatile: (raw.volatile ?? []) as string[],
    };
  });
}

/** The names of all recorded scenarios. */
export function recordedScenarios(): readonly string[] {
  return readdirSync(FOLDER).map((file) => file.replace(/\.jsonl$/, ''));
}
