import type { EpochDay, NameOf, PartialDate, Resolved } from '@monitoring-timeline/core';
import type { LeadershipChange } from '../../answers/leadership.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { compareText, firstDay } from '../dated.ts';
import { because } from '../evidence.ts';
import { startText } from '../moment.ts';
import type { TellingRules } from '../told/rules.ts';
import { postClaims } from './post.ts';
import { momentOf, postFacts } from './tenure-facts.ts';
import { type TenureClaims, tenureClaims } from './tenures.ts';

/** The changes of post on record by a day, in the order of time. */
export function leadershipChanges(
  knowledge: Knowledge,
  asOf: EpochDay,
  nameOf: NameOf,
  rules: TellingRules,
): readonly LeadershipChange[] {
  return tenureClaims(postClaims(knowledge, rules), asOf)
    .flatMap((tenure) => changesOf(tenure, nameOf))
    .sort((a, b) => a.day - b.day || compareText(a.change.role, b.change.role) || byId(a, b))
    .map(({ change }) => change);
}

interface DatedChange {
  readonly day: EpochDay;
  readonly change: LeadershipChange;
}

function byId(a: DatedChange, b: DatedChange): number {
  return compareText(a.change.because.join(), b.change.because.join());
}

function changesOf(tenure: TenureClaims, nameOf: NameOf): readonly DatedChange[] {
  const { starts, appointments, ends, observations } = tenure;
  const found: DatedChange[] = [];
  const push = (kind: LeadershipChange['change'], moment: Resolved<PartialDate> | undefined) => {
    if (!moment) return;
    const claims = [moment.claim, ...moment.agreeing];
    const change = { ...postFacts(tenure, nameOf), change: kind, when: startText(moment.value) };
    found.push({
      day: firstDay(moment.value),
      change: { ...change, because: because(claims) },
    });
  };
  push('appointed', momentOf('appointed', appointments));
  push('started', momentOf('start', starts));
  push('ended', momentOf('end', ends));
  if (starts.length === 0 && appointments.length === 0 && observations[0]) {
    push('first_seen', momentOf('seen', [observations[0]]));
  }
  return found;
}
