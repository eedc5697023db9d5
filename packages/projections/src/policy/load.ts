import { bankHolidayCalendar, TimelineError } from '@monitoring-timeline/core';
import { type Policy, policySchema } from './schema.ts';

/** A policy that cannot be used; the message names each place and what is wrong there. */
export class InvalidPolicy extends TimelineError {
  readonly code = 'InvalidPolicy';
}

/** One thing that is wrong with a policy. */
export interface PolicyProblem {
  /** Place in the file, as in `rules[2].offsets.due`. */
  readonly place: string;
  /** What is wrong there, in words. */
  readonly reason: string;
}

const shown = 10;

/**
 * Reads a policy from the text of a JSON file. `name` is how errors call it.
 * @throws InvalidPolicy naming every place that is wrong.
 */
export function parsePolicy(text: string, name = 'policy'): Policy {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalid(name, [{ place: '(whole file)', reason: `it is not JSON: ${reason}` }], error);
  }
  return policyFrom(value, name);
}

/** A policy from a value. @throws InvalidPolicy naming every place that is wrong. */
export function policyFrom(value: unknown, name = 'policy'): Policy {
  const parsed = policySchema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({
      place: placeOf(path),
      reason: message,
    }));
    throw invalid(name, problems);
  }
  const { calendar } = parsed.data;
  if (calendar !== bankHolidayCalendar.version) {
    const reason = `there is no holiday table "${calendar}"; write "${bankHolidayCalendar.version}"`;
    throw invalid(name, [{ place: 'calendar', reason }]);
  }
  return parsed.data;
}

function placeOf(path: readonly PropertyKey[]): string {
  let place = '';
  for (const step of path) {
    if (typeof step === 'number') place += `[${step}]`;
    else place += place === '' ? String(step) : `.${String(step)}`;
  }
  return place === '' ? '(whole file)' : place;
}

function invalid(name: string, problems: readonly PolicyProblem[], cause?: unknown): InvalidPolicy {
  const lines = problems.slice(0, shown).map(({ place, reason }) => `${place}: ${reason}`);
  const more = problems.length > shown ? ` and ${problems.length - shown} more` : '';
  return new InvalidPolicy(
    `${name} is no usable policy. Mend ${lines.join('; ')}${more}.`,
    { problems },
    cause,
  );
}
