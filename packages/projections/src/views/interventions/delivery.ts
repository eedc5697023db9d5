import { bounds, byPrecedence, type EpochDay, toText } from '@monitoring-timeline/core';
import type { Delivery, DeliveryStage } from '../../answers/interventions.ts';
import type { ClaimOf, Knowledge } from '../../record/knowledge.ts';
import { byOccurred, firstDay } from '../dated.ts';
import { because } from '../evidence.ts';
import { startText } from '../moment.ts';
import { oncePerStretch } from '../once.ts';
import type { TellingRules } from '../told/rules.ts';
import { lastTelling, standsTold } from '../told/told.ts';

type Changed = ClaimOf<'DeliveryChanged'>;

/** Claims of one step: the same stage of the same body, on days that can be one. */
interface Step {
  readonly claims: readonly Changed[];
}

/** The steps begun by a day, in order; one delivery told by several sources is one. */
function stepsBy(knowledge: Knowledge, asOf: EpochDay): readonly Step[] {
  return stepsIn(knowledge.of('DeliveryChanged'), asOf);
}

const stepsIn = oncePerStretch(
  (claims: readonly Changed[]) => claims.map(({ event }) => firstDay(event.occurred)),
  (claims, asOf): readonly Step[] => {
    const steps: Changed[][] = [];
    const begun = claims.filter(({ event }) => firstDay(event.occurred) <= asOf);
    for (const claim of begun.toSorted(finestFirst)) {
      const step = steps.find(([first]) => isOneStep(first!, claim));
      if (step) step.push(claim);
      else steps.push([claim]);
    }
    return steps.toSorted(([a], [b]) => byOccurred(a!, b!)).map((step) => ({ claims: step }));
  },
);

function isOneStep(a: Changed, b: Changed): boolean {
  if (a.event.data.stage !== b.event.data.stage) return false;
  if (!isOneBody(a.event.data, b.event.data)) return false;
  const [left, right] = [bounds(a.event.occurred), bounds(b.event.occurred)];
  return left.startEarliest <= right.startLatest && right.startEarliest <= left.startLatest;
}

type Body = Pick<Changed['event']['data'], 'provider' | 'stage'>;

/** The same name; a body that is announced without a name is the one announced in the same days. */
function isOneBody(a: Body, b: Body): boolean {
  const [left, right] = [nameOf(a), nameOf(b)];
  return left === right || (a.stage === 'announced' && (isUnnamed(left) || isUnnamed(right)));
}

function nameOf({ provider }: Body): string {
  return provider.toLowerCase().replaceAll('’', "'").replace(/^the /, '').trim();
}

function isUnnamed(name: string): boolean {
  return name.includes('not yet named');
}

function finestFirst(a: Changed, b: Changed): number {
  return width(a) - width(b) || byPrecedence(a, b);
}

function width({ event }: Changed): number {
  const { startEarliest, startLatest } = bounds(event.occurred);
  return startLatest - startEarliest;
}

/** The steps by which delivery changed hands, by a day. */
export function deliverySteps(knowledge: Knowledge, asOf: EpochDay): readonly DeliveryStage[] {
  return stepsBy(knowledge, asOf).map(({ claims }) => {
    const [first] = claims;
    const { stage } = first!.event.data;
    const ordered = claims.toSorted(byPrecedence);
    return {
      ...bodyOf(claims),
      stage,
      when: toText(first!.event.occurred),
      note: ordered.find(({ event }) => event.data.note)?.event.data.note ?? null,
      publisher: ordered[0]!.event.source.publisher,
      toldBy: [...new Set(claims.map(({ event }) => event.source.publisher))].sort(),
      because: because(claims),
    };
  });
}

/** Name and form by the word with precedence; a form that says something before `other`. */
function bodyOf(claims: readonly Changed[]): Pick<DeliveryStage, 'provider' | 'form'> {
  const ordered = claims.toSorted(byPrecedence).map(({ event }) => event.data);
  const { provider } = ordered.find((one) => !isUnnamed(nameOf(one))) ?? ordered[0]!;
  const { form } = ordered.find((one) => one.form !== 'other') ?? ordered[0]!;
  return { provider, form };
}

/** Who delivers children's services on a day, by the last change that had taken effect. */
export function deliveryOn(knowledge: Knowledge, asOf: EpochDay, rules: TellingRules): Delivery {
  const all = knowledge.of('DeliveryChanged');
  const told = (claims: readonly Changed[]) =>
    standsTold(lastTelling(claims), rules.of('told_now', 'delivery'), asOf);
  const step = stepsBy(knowledge, asOf).findLast(({ claims }) => {
    const { stage } = claims[0]!.event.data;
    return stage === 'delivering' || stage === 'ended';
  });
  if (!step || step.claims[0]!.event.data.stage === 'ended') {
    // before the first change on record, and after one that ended, it is the council; where no source speaks of it, nobody knows
    const onRecord = all.length > 0;
    const claims = step?.claims ?? [];
    return {
      provider: onRecord ? 'council' : null,
      form: onRecord ? 'council' : 'not_known',
      since: step ? startText(claims[0]!.event.occurred) : null,
      uncertain: false,
      ...(step
        ? told(claims)
        : {
            state: onRecord ? ('told_now' as const) : null,
            lastTold: null,
            why: onRecord
              ? 'the services had not changed hands by then'
              : 'no source on record says who delivers',
            rule: null,
          }),
      because: because(step ? claims : all),
    };
  }
  const { claims } = step;
  const [first] = claims;
  return {
    ...bodyOf(claims),
    since: startText(first!.event.occurred),
    uncertain: asOf < bounds(first!.event.occurred).startLatest,
    ...told(claims),
    because: because(claims),
  };
}
