import { codeWords } from '@monitoring-timeline/core';
import type {
  Delivery,
  DeliveryStage,
  Intervention,
  Tenure,
  Theme,
  Told,
} from '@monitoring-timeline/projections';
import { dayOn, lastDayOn } from '../../drawing/days.ts';
import { dateText, spanText } from '../../words/dates.ts';
import { capital, counted } from '../../words/texts.ts';
import { toldText } from '../../words/told.ts';
import { type Entry, entryId } from './entry.ts';

/** How an office is called. */
export function roleName(role: string): string {
  return role === 'dcs' ? 'Director of children’s services' : capital(codeWords(role));
}

const shortRoles: Readonly<Record<string, string>> = {
  dcs: 'DCS',
  lead_member: 'lead member',
  chief_executive: 'chief executive',
  lscb_chair: 'LSCB chair',
};

/** Somebody's time in a post. */
export function tenureEntry(one: Tenure, asOf: number): readonly Entry[] {
  const { role, person, title, status, because, disagreements } = one;
  const begun = one.from ?? one.seen?.first ?? one.appointed;
  const who = person ?? 'not named';
  const post = role === 'other' && title !== null ? title : undefined;
  return lasting(
    {
      id: entryId('leadership', because),
      lane: 'leadership',
      name: `${capital(post ?? roleName(role))}: ${who}`,
      short: `${capital(who)}, ${post ?? shortRoles[role] ?? codeWords(role)}`,
      facts: [
        ...(title === null ? [] : [`As ${title}`]),
        `Held as: ${codeWords(status)}`,
        ...(one.organisation === null ? [] : [`At ${one.organisation}`]),
        ...(one.seen === null
          ? []
          : [`Seen in post ${counted(one.seen.times, 'time')}, last ${dateText(one.seen.last)}`]),
        ...(one.byAddress ? ['Seen only as the addressee of a letter'] : []),
        ...(one.confirmed ? [] : ['Appointed; no source says that they came']),
        `Told of by ${one.reportedBy.join(', ')}`,
      ],
      disagreements,
      because,
      asks: 'leadership',
    },
    { begun, ended: one.to ?? one.seen?.last, isEnd: one.to !== null, told: one, asOf },
  );
}

/** One intervention of the government. */
export function interventionEntry(one: Intervention, asOf: number): readonly Entry[] {
  const { instrument, title, person, because } = one;
  const name = capital(title ?? codeWords(instrument));
  return lasting(
    {
      id: entryId('interventions', because),
      lane: 'interventions',
      name: person === null ? name : `${name} (${person})`,
      short: person === null ? name : `${capital(codeWords(instrument))}: ${person}`,
      facts: [
        ...one.startNotes,
        ...one.endNotes,
        ...(one.replacedBy === null ? [] : [`Replaced by the one of ${dateText(one.replacedBy)}`]),
        ...one.otherStarts.map(
          ({ publisher, from }) => `${publisher} gives ${dateText(from)} as its beginning`,
        ),
      ],
      disagreements: [],
      because,
      asks: 'interventions',
    },
    { begun: one.from, ended: one.to, isEnd: one.to !== null, told: one, asOf },
  );
}

/** A theme from when it was raised to when it was last found. */
export function themeEntry(one: Theme, asOf: number): readonly Entry[] {
  const { topic, raised, stillEvident, resolved, because } = one;
  const begun = raised[0]?.when ?? stillEvident[0]?.when;
  const last = (resolved.at(-1) ?? stillEvident.at(-1) ?? raised.at(-1))?.when;
  return lasting(
    {
      id: entryId('themes', because),
      lane: 'themes',
      name: capital(topic),
      short: capital(topic),
      facts: [
        ...raised.map(({ when }) => `Raised: ${dateText(when)}`),
        ...stillEvident.map(({ when }) => `Found again: ${dateText(when)}`),
        ...resolved.map(({ when }) => `Resolved: ${dateText(when)}`),
        `Said by: ${codeWords(one.assertedBy)}`,
      ],
      disagreements: [],
      because,
      asks: 'themes',
    },
    { begun, ended: last, isEnd: false, told: one, asOf },
  );
}

/** One step of a change of who delivers the services; the last of them is told of for as long as the delivery is. */
export function deliveryEntry(
  one: DeliveryStage,
  next: string | undefined,
  delivery: Delivery,
  asOf: number,
): Entry {
  const { provider, form, stage, when, note, toldBy, because } = one;
  const from = dayOn(when);
  const isDelivering = stage === 'delivering';
  const goesOn = next === undefined && isDelivering && provider === delivery.provider;
  const until = goesOn ? delivery.lastTold?.date : isDelivering ? next : undefined;
  const isSilent = goesOn && (delivery.state === 'told_now' || delivery.state === 'last_told');
  return {
    id: entryId('delivery', because),
    lane: 'delivery',
    name: `${capital(provider)} (${codeWords(form)}): ${codeWords(stage)}`,
    short: `${capital(provider)}: ${codeWords(stage)}`,
    when: isDelivering ? `From ${dateText(when)}` : dateText(when),
    says: `${capital(goesOn ? toldText(delivery, when) : codeWords(stage))}.`,
    facts: [...(note === null ? [] : [note]), `Told of by ${toldBy.join(', ')}`],
    span: { from, to: until === undefined ? from : Math.max(from, lastDayOn(until)) },
    published: undefined,
    silentTo: isSilent ? Math.max(asOf, from) : undefined,
    graded: undefined,
    urgent: false,
    disagreements: [],
    because,
    asks: undefined,
  };
}

type Named = Pick<
  Entry,
  'id' | 'lane' | 'name' | 'short' | 'facts' | 'disagreements' | 'because' | 'asks'
>;

interface Lasting {
  readonly begun: string | null | undefined;
  readonly ended: string | null | undefined;
  /** True where a source tells of the end; false where it is the last telling alone. */
  readonly isEnd: boolean;
  readonly told: Told;
  readonly asOf: number;
}

/** What lasts is told of from a day to a day; whether it went on after that, silence does not say. */
function lasting(named: Named, { begun, ended, isEnd, told, asOf }: Lasting): readonly Entry[] {
  const first = begun ?? told.lastTold?.date ?? ended;
  if (!first) return [];
  const from = dayOn(first);
  const last = Math.max(from, lastDayOn(ended ?? told.lastTold?.date ?? first));
  const isSilent = told.state === 'told_now' || told.state === 'last_told';
  return [
    {
      ...named,
      when: isEnd && ended ? spanText(begun ?? null, ended) : `From ${dateText(first)}`,
      says: `${capital(toldText(told, begun ?? null))}.`,
      span: { from, to: Math.max(from, Math.min(last, asOf)) },
      published: undefined,
      silentTo: isSilent ? Math.max(asOf, from) : undefined,
      graded: undefined,
      urgent: false,
    },
  ];
}
