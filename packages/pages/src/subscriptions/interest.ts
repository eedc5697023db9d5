import { areaLabels, areas, regions } from '@monitoring-timeline/core';
import { noticeKinds } from '@monitoring-timeline/projections';
import type { Words } from '../page/asked.ts';
import type { InterestGiven } from '../visit/subscriptions.ts';
import type { Fields } from '../visit/visit.ts';

/** Names of the fields of an interest. */
export const interestNames = [
  'region',
  'authority',
  'type',
  'area',
  'inadequate',
  'weight',
] as const;

/** An interest from an address. */
export function interestAsked({ word, all }: Pick<Words, 'word' | 'all'>): InterestGiven {
  return interestOf(word, all);
}

/** An interest from a form. */
export function interestSent(fields: Fields): InterestGiven {
  const all = (name: string) =>
    fields
      .all(name)
      .flatMap((one) => one.split(','))
      .map((one) => one.trim())
      .filter(Boolean);
  return interestOf((name) => fields.get(name), all);
}

function interestOf(
  word: (name: string) => string | undefined,
  all: (name: string) => readonly string[],
): InterestGiven {
  const one = (name: 'region' | 'inadequate' | 'weight') => {
    const value = word(name);
    return value === undefined ? {} : { [name]: value };
  };
  const some = (name: 'authority' | 'type' | 'area') => {
    const values = all(name);
    return values.length === 0 ? {} : { [name]: values };
  };
  return {
    ...one('region'),
    ...some('authority'),
    ...some('type'),
    ...some('area'),
    ...one('inadequate'),
    ...one('weight'),
  };
}

const weights = [
  ['5', 'Look now: priority actions, another standing'],
  ['4', 'Act: also what was published, announced or is past'],
  ['3', 'Plan: also what comes, leaders, interventions'],
  ['2', 'All but what only came in'],
  ['1', 'Everything'],
] as const;

/** "StandingChanged" as "Standing changed". */
function kindText(kind: string): string {
  const words = kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The choices of an interest, with those made. */
export function interestShown({
  region,
  authority,
  type,
  area,
  inadequate,
  weight,
}: InterestGiven) {
  return {
    regions: regions.map(({ name }) => ({ name, chosen: name === region })),
    authority: (authority ?? []).join(', '),
    kinds: noticeKinds.map((kind) => ({
      value: kind,
      text: kindText(kind),
      chosen: type?.includes(kind) ?? false,
    })),
    areas: areas.map((one) => ({
      value: one,
      text: areaLabels[one],
      chosen: area?.includes(one) ?? false,
    })),
    inadequate: inadequate === 'true',
    weights: weights.map(([value, text]) => ({ value, text, chosen: value === (weight ?? '2') })),
  };
}
