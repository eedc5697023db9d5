import { bounds, type ClaimEvent, type EpochDay } from '@monitoring-timeline/core';
import { inspectionDays, postDays, sameThing, startOf, visitDays } from './same-thing.ts';

/** More claims of one source on one thing than these are not told apart: a reading of it stays a claim. */
const mostEarlier = 8;
/** How many claims are looked at for one reading; only a file made to exhaust its reader has more within the same days. */
const mostCompared = 512;

interface Entry {
  readonly event: ClaimEvent;
  /** What it says with its corrections. */
  readonly holds: ClaimEvent;
  readonly order: number;
}

/** The boxes of so many days in which a day and those near enough to it lie. */
function nearBoxes(day: EpochDay, days: number): readonly number[] {
  const box = Math.floor(day / (days + 1));
  return [box - 1, box, box + 1];
}

const box = (day: EpochDay, days: number): number => Math.floor(day / (days + 1));

/** A thing that a claim speaks of, as words that are alike for what may be one thing: `at` where it stands, `near` where to look. */
interface Places {
  readonly at: readonly string[];
  readonly near: readonly string[];
}

const nowhere: Places = { at: [], near: [] };

function dated(kind: string, day: EpochDay | undefined, days: number): Places {
  if (day === undefined) return nowhere;
  const name = (number: number): string => `${kind} day ${number}`;
  return { at: [name(box(day, days))], near: nearBoxes(day, days).map(name) };
}

function placesOf(event: ClaimEvent): Places {
  switch (event.type) {
    case 'InspectionCarriedOut':
      return dated(event.data.framework, startOf(event.occurred), inspectionDays);
    case 'VisitCarriedOut':
      return dated(event.data.kind, startOf(event.occurred), visitDays);
    case 'LeadershipChanged':
    case 'LeadershipObserved': {
      const { person, role } = event.data;
      if (person === undefined) return nowhere;
      const change = event.type === 'LeadershipChanged' ? event.data.change : '';
      const day = bounds(event.occurred).startEarliest;
      return dated(`${change} ${person} ${role}`, day, postDays);
    }
    case 'ReportPublished': {
      const { of, published, judgements = [] } = event.data;
      const kind = `${of.activity} ${of.framework} ${of.visitKind}`;
      const byDay = dated(
        kind,
        startOf(of.days),
        of.activity === 'visit' ? visitDays : inspectionDays,
      );
      if (published === undefined) return byDay;
      const areas = judgements.length > 0 ? judgements.map(({ area }) => area) : ['none'];
      const out = areas.map((area) => `${kind} out ${published} ${area}`);
      return { at: [...byDay.at, ...out], near: [...byDay.near, ...out] };
    }
    case 'IndicatorObserved': {
      const figure = [`figure ${event.data.indicator} ${event.data.unit}`];
      return { at: figure, near: figure };
    }
    default:
      return nowhere;
  }
}

/** The source of a claim and what kind of claim it is, as words: only claims that are alike in both are of the same thing. */
export function sourceOf({ type, source }: ClaimEvent): string {
  return JSON.stringify([type, source.publisher, source.title, source.edition]);
}

/**
 * The claims of a stream, to be found by what a reading of the same source speaks of. Looking one up costs what is found there, not
 * what the stream holds.
 */
export class EarlierClaims {
  readonly #boxes = new Map<string, Entry[]>();
  #claims = 0;
  /** How many claims were looked at so far. */
  compared = 0;

  /** @param holds what the claim says with its corrections */
  add(event: ClaimEvent, holds: ClaimEvent): void {
    const source = sourceOf(event);
    this.#claims += 1;
    const entry = { event, holds, order: this.#claims };
    const said = placesOf(event).at;
    for (const at of holds === event ? said : new Set([...said, ...placesOf(holds).at])) {
      const name = `${source} ${at}`;
      const entries = this.#boxes.get(name);
      if (entries) entries.push(entry);
      else this.#boxes.set(name, [entry]);
    }
  }

  /** The claims of the same source that speak of the same thing, in the order of the stream; of very many the first. */
  of(event: ClaimEvent): readonly ClaimEvent[] {
    const source = sourceOf(event);
    const found = new Set<Entry>();
    const until = this.compared + mostCompared;
    for (const near of placesOf(event).near) {
      for (const entry of this.#boxes.get(`${source} ${near}`) ?? []) {
        if (found.size >= mostEarlier || this.compared >= until) break;
        this.compared += 1;
        if (sameThing(entry.event, event) || sameThing(entry.holds, event)) found.add(entry);
      }
    }
    return [...found].sort((a, b) => a.order - b.order).map((entry) => entry.event);
  }
}
