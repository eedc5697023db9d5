import {
  addDays,
  addMonths,
  bounds,
  type Claim,
  type EpochDay,
  earliestDay,
  epochDay,
  formatDate,
  formatPartialDate,
  type LeadershipRole,
} from '@monitoring-timeline/core';
import type { Told } from '../../answers/told.ts';
import { firstDay } from '../dated.ts';
import type { PostClaim } from '../leadership/post.ts';
import { claimsOf, holderOf, type TenureClaims } from '../leadership/tenures.ts';
import { oncePer } from '../once.ts';
import type { RuleUsed, TellingRules } from './rules.ts';
import { lastTelling, standsTold, type Telling, tellingOf } from './told.ts';

/** The state of a tenure, and the claims beside its own that led there. */
export interface TenureTold {
  readonly told: Told;
  readonly by: readonly Claim[];
}

/** What a tenure is read with. */
export interface AroundTenure {
  /** Tenures of the same post, itself perhaps among them, in the order in which they began. */
  readonly others: readonly TenureClaims[];
  readonly rules: TellingRules;
  readonly asOf: EpochDay;
}

/** What became of a tenure by a day: its end, the end of the body, another in the post, a lapse, or silence, in that order. */
export function tenureTold(tenure: TenureClaims, around: AroundTenure): TenureTold {
  const last = lastTold(tenure);
  const shown = last?.shown ?? null;
  const [end] = tenure.ends;
  if (end) {
    const why = `left ${formatPartialDate(end.event.occurred)}`;
    return { told: { state: 'ended', lastTold: shown, why, rule: null }, by: [] };
  }
  const body = bodyEnded(tenure.role, around);
  if (body) {
    const why = `the boards had ended by law by ${formatDate(body.when.on)}`;
    return { told: { state: 'ended', lastTold: shown, why, rule: body.name }, by: [] };
  }
  const rule = around.rules.of('another_told', 'post');
  const other = rule && anotherSince(tenure, last, around);
  if (rule && other) {
    const claim = lastTold(other)!.claim;
    const why = whyAnother(tenure, other);
    return { told: { state: 'superseded', lastTold: shown, why, rule: rule.name }, by: [claim] };
  }
  return { told: lapsed(tenure, last, around) ?? standing(last, around), by: [] };
}

/** The last word that somebody is, or will be, in the post. */
export function lastTold({
  starts,
  appointments,
  observations,
}: TenureClaims): Telling | undefined {
  return lastTelling([...observations, ...starts, ...appointments]);
}

/** Whether nobody has told of a tenure for so long that its holder is only last known. */
export function isLastKnown(tenure: TenureClaims, { rules, asOf }: AroundTenure): boolean {
  const rule = rules.of('last_known', 'post');
  const last = lastTold(tenure);
  return rule !== undefined && (!last || addMonths(last.day, rule.when.months) < asOf);
}

/** The days on which what is told of posts may turn by time alone. */
export function* postsTurn(
  posts: readonly PostClaim[],
  rules: TellingRules,
): Generator<EpochDay, void> {
  const aging = [...rules.all('told_now'), ...rules.all('last_known'), ...rules.all('lapses')];
  const ages = new Set(aging.map(({ when }) => when.months));
  for (const claim of posts) {
    yield firstDay(claim.event.occurred);
    yield bounds(claim.event.occurred).startLatest;
    const { day } = tellingOf(claim);
    yield addDays(day, 1);
    for (const months of ages) yield addDays(addMonths(day, months), 1);
  }
  for (const { when } of rules.all('body_ended')) yield addDays(epochDay(when.on), 1);
}

function bodyEnded(
  role: LeadershipRole,
  { rules, asOf }: AroundTenure,
): RuleUsed<'body_ended'> | undefined {
  return rules.all('body_ended').find(({ when }) => when.role === role && asOf > epochDay(when.on));
}

/**
 * Another who has been told of in the post since. Whoever began unnamed before somebody was seen, and is told of after it, may
 * be that very person: the unnamed gives way to the named one, and never the other way round.
 */
function anotherSince(
  tenure: TenureClaims,
  last: Telling | undefined,
  { others }: AroundTenure,
): TenureClaims | undefined {
  const own = factsOf(tenure);
  return others.find((candidate) => {
    const other = factsOf(candidate);
    if (!other.wasInPost || !other.told || !last) return false;
    if (tenure.role === 'other' && other.title !== own.title) return false;
    if (other.ids.some((id) => own.ids.includes(id))) return false;
    if (own.named && !other.named) return other.beginning > last.day;
    if (!own.named && other.named) return other.told.day >= own.beginning;
    return (
      other.told.day > last.day || (other.told.day === last.day && other.beginning > own.beginning)
    );
  });
}

/** What tenures are held against each other by. */
interface TenureFacts {
  readonly ids: readonly string[];
  readonly named: boolean;
  readonly title: string | undefined;
  readonly beginning: EpochDay;
  readonly told: Telling | undefined;
  /** False of somebody who was only appointed, or of whom only the end is told. */
  readonly wasInPost: boolean;
}

const factsOf = oncePer((tenure: TenureClaims): TenureFacts => {
  const claims = claimsOf(tenure);
  return {
    ids: claims.map(({ event }) => event.id),
    named: holderOf(tenure) !== undefined,
    title: claims[0]!.event.data.title,
    beginning: earliestDay(...claims.map(({ event }) => firstDay(event.occurred))),
    told: lastTold(tenure),
    wasInPost: tenure.starts.length > 0 || tenure.observations.length > 0,
  };
});

function whyAnother(tenure: TenureClaims, other: TenureClaims): string {
  const [own, theirs] = [holderOf(tenure), holderOf(other)];
  const on = formatPartialDate(claimsOf(other)[0]!.event.occurred);
  if (own !== undefined && own === theirs) return `the same person, in the post anew ${on}`;
  if (own === undefined && theirs !== undefined) {
    return `somebody is named in the post ${on}: perhaps the same person`;
  }
  return `another is told of in the post ${on}`;
}

/** A post held for a time, and nobody has said for long that it goes on. */
function lapsed(
  tenure: TenureClaims,
  last: Telling | undefined,
  { rules, asOf }: AroundTenure,
): Told | undefined {
  const status = statusOf(tenure);
  const rule = rules.all('lapses').find(({ when }) => status && when.statuses.includes(status));
  if (!rule || !last || addMonths(last.day, rule.when.months) >= asOf) return undefined;
  const years = rule.when.months / 12;
  const why = `${status === 'designate' ? 'no source says that they came' : `such a post is held for a time`}, and ${years === 2 ? 'two years' : `${rule.when.months} months`} have passed`;
  return { state: 'presumed_ended', lastTold: last.shown, why, rule: rule.name };
}

/** Interim, acting or the like, as the last claim that says so has it. */
function statusOf({ starts, appointments, observations }: TenureClaims) {
  const said = (claims: readonly PostClaim[]) =>
    claims.findLast(({ event }) => event.data.status && event.data.status !== 'not_stated')?.event
      .data.status;
  const taken = said([...starts, ...observations]);
  if (taken || starts.length + observations.length > 0) return taken;
  return said(appointments) ?? 'designate';
}

function standing(last: Telling | undefined, { rules, asOf }: AroundTenure): Told {
  return standsTold(last, rules.of('told_now', 'post'), asOf);
}
