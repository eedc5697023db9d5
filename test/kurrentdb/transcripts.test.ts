import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inFull } from '../support/rounds.ts';
import { Bench } from './replay/bench.ts';
import { replayCall } from './replay/calls.ts';
import { DEVIATIONS } from './replay/deviations.ts';
import { stable } from './replay/encoding.ts';
import { missingRecordings, recordedScenarios, recordedSteps } from './replay/recording.ts';
import type { Scenario } from './replay/scenario.ts';
import { LEFT_OUT, SCENARIOS } from './replay/scenarios.ts';

interface Difference {
  readonly step: number;
  readonly title: string | undefined;
  readonly ours: unknown;
  readonly recorded: unknown;
}

/** Replays a scenario and gives the steps that came out otherwise than recorded. */
async function differences(bench: Bench, scenario: Scenario): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const step of recordedSteps(scenario.name)) {
    await scenario.before?.[step.step]?.(bench);
    if (scenario.left?.[step.step] !== undefined) continue;
    const came = await (scenario.replays?.[step.step] ?? replayCall)(bench, step);
    const ours = stable(came, step.volatile);
    const recorded = stable(step.outcome, step.volatile);
    if (!equal(ours, recorded)) found.push({ step: step.step, title: step.title, ours, recorded });
  }
  return found;
}

function equal(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b);
    return true;
  } catch {
    return false;
  }
}

describe(
  'what was recorded of a real server happens here',
  skippedBecause(missingRecordings),
  () => {
    // As in the recorded run one server serves all scenarios, apart from those that end it.
    let shared: Bench;
    beforeAll(async () => {
      shared = await Bench.open();
    });
    afterAll(() => shared.close());

    for (const scenario of SCENARIOS.filter(({ slow }) => inFull || slow !== true))
      test(scenario.name, async () => {
        const bench = scenario.alone === true ? await Bench.open() : shared;
        const found = await differences(bench, scenario);
        if (bench !== shared) await bench.close();
        const listed = DEVIATIONS.filter((one) => one.scenario === scenario.name);
        const known = new Set(listed.map(({ step }) => step));
        expect(found.filter(({ step }) => !known.has(step))).toEqual([]);
        const met = new Set(found.map(({ step }) => step));
        expect(
          listed.filter(({ step }) => !met.has(step)),
          'listed as deviating, and comes out as recorded',
        ).toEqual([]);
      });

    test('every recorded scenario is replayed or left out for a reason', () => {
      const told = new Set([...SCENARIOS.map(({ name }) => name), ...Object.keys(LEFT_OUT)]);
      expect(recordedScenarios().filter((name) => !told.has(name))).toEqual([]);
    });
  },
);
