import { codeWords, frameworkVersions } from '@monitoring-timeline/core';
import { dayOn, lastDayOn } from '../../drawing/days.ts';

import type { Span } from './entry.ts';

/** A framework under which reports were given, with the days on which it was in use. */
export interface FrameworkUse extends Span {
  readonly name: string;
}

/** Frameworks that were in use by a day, in the order in which they began. */
export function frameworksOf(asOf: number): readonly FrameworkUse[] {
  const graded = frameworkVersions.filter(({ graded: gives, from }) => gives && from !== undefined);
  return [...Map.groupBy(graded, ({ code }) => code)]
    .map(([code, versions]) => ({
      name: codeWords(code),
      from: Math.min(...versions.map(({ from }) => dayOn(from!))),
      to: Math.min(
        asOf,
        Math.max(...versions.map(({ to }) => (to === undefined ? asOf : lastDayOn(to)))),
      ),
    }))
    .filter(({ from }) => from < asOf);
}
