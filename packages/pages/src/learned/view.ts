import { areaLabels, areas, codeWords, type Directory, regions } from '@monitoring-timeline/core';
import type { AuthorityDiff, Diff, DiffPart, Standing } from '@monitoring-timeline/projections';
import { whereOf } from '@monitoring-timeline/projections/brief';
import type { Links } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import { dateText } from '../words/dates.ts';
import { gradeShown } from '../words/grades.ts';
import { capital, counted } from '../words/texts.ts';
import { fieldText, isGrades, valueText } from './fields.ts';

interface Wanted {
  readonly region: string | undefined;
  readonly authority: string | undefined;
}

/** Where one authority stood, as believed at each of the two days. */
export interface StandingsTwice {
  readonly first: Standing;
  readonly second: Standing;
}

/** How many changes of a part, and how many events of an authority, are told of many; the rest is one step away. */
const most = { changes: 100, events: 3 } as const;

const headings: Readonly<Record<DiffPart, string>> = {
  standing: 'Grades in force',
  due: 'What is due',
  interventions: 'Interventions',
  awaited: 'Reports awaited',
  leadership: 'Leadership',
  delivery: 'Delivery',
  trajectory: 'Direction',
  record: 'What else is on record',
};

/** The answer to `diff` as a page: of one authority both beliefs side by side, of many what changed, part by part. */
export function learnedView(
  answer: Diff,
  standings: StandingsTwice | undefined,
  { region, authority }: Wanted,
  links: Links,
  directory: Directory,
): Shown {
  const { from, to, asOf, authorities, summary } = answer;
  const where = whereOf({ region, ...(authority ? { authority: [authority] } : {}) }, directory);
  const days = new Days(answer, links);
  const own = authority === undefined ? undefined : authorities[0];
  const ask = { from, to, region, authority };
  return {
    title: `${where}: learned between ${dateText(from)} and ${dateText(to)}`,
    model: {
      from,
      to,
      first: dateText(from),
      second: dateText(to),
      region: region ?? '',
      authority: authority === undefined ? '' : directory.nameOf(authority),
      regions: regions.map(({ name }) => ({ name, selected: name === region })),
      about:
        asOf === null
          ? 'Each day is asked about itself: where it stood then, as known then. What passing days bring by themselves, such as what falls due, counts, too. Give a day “as of” to ask both about one day.'
          : `Both days are asked about ${dateText(asOf)}: only what was learned makes a difference.`,
      empty:
        authorities.length === 0
          ? 'Nothing became known between these days that changed an answer. That is no proof that nothing happened.'
          : '',
      counts: countsOf(authorities),
      standings: standings && sideBySide(standings, days),
      changes: own?.answers
        .filter(({ field }) => !isGrades(field))
        .map((one) => ({ ...changeShown(one), why: days.why(own.authority, one.field) })),
      events: own && heaviestFirst(own.events).map(eventShown),
      parts: summary?.parts.map(({ part, authorities: whose, changes }) => ({
        part,
        heading: headings[part],
        count: changes.length,
        changes: counted(changes.length, 'change'),
        whose: counted(whose, 'authority', 'authorities'),
        rows: changes.slice(0, most.changes).map((one) => ({
          key: one.authority,
          name: one.name,
          ...changeShown(one),
          first: days.first(one.authority),
          second: days.second(one.authority),
          why: days.why(one.authority, one.field),
        })),
        left: Math.max(0, changes.length - most.changes),
      })),
      taught: summary && taughtBy(authorities, links, { from, to }),
      other: {
        csv: links.to('/api/diff.csv', { knownAt: undefined, ...ask }),
        json: links.to('/api/diff', { knownAt: undefined, ...ask }),
      },
    },
  };
}

/** Addresses at the two days of knowledge. */
class Days {
  readonly #answer: Diff;
  readonly #links: Links;

  constructor(answer: Diff, links: Links) {
    this.#answer = answer;
    this.#links = links;
  }

  first(key: string): string {
    return this.#at(`/authorities/${key}`, this.#answer.from);
  }

  second(key: string): string {
    return this.#at(`/authorities/${key}`, this.#answer.to);
  }

  /** Why the second answer is what it is. */
  why(key: string, field: string): string {
    const [part = '', kind] = field.split('.');
    const asked = kind === 'interventions' || kind === 'leadership' ? kind : part;
    return this.#at(`/authorities/${key}/why/${asked}`, this.#answer.to);
  }

  #at(path: string, day: string): string {
    return this.#links.to(path, { asOf: this.#answer.asOf ?? day, knownAt: day });
  }
}

function countsOf(authorities: readonly AuthorityDiff[]) {
  const kinds = Map.groupBy(
    authorities.flatMap(({ events }) => events),
    ({ kind }) => kind,
  );
  return (['learnt', 'corrected', 'retracted', 'restored'] as const).flatMap((kind) => {
    const count = kinds.get(kind)?.length ?? 0;
    return count === 0 ? [] : [{ kind, count, text: `${count === 1 ? 'fact' : 'facts'} ${kind}` }];
  });
}

function sideBySide({ first, second }: StandingsTwice, days: Days) {
  const { key } = second.authority;
  const grade = (standing: Standing, area: (typeof areas)[number]) => {
    const own = area === 'overall' ? standing.overall : standing.areas[area];
    return own ? gradeShown(own.grade) : null;
  };
  const reported = ({ report }: Standing) =>
    report === null
      ? 'None'
      : `${report.framework === null ? 'Report' : codeWords(report.framework)}, ${report.published === null ? 'publication not on record' : `published on ${dateText(report.published)}`}`;
  return {
    rows: areas.flatMap((area) => {
      const [before, after] = [grade(first, area), grade(second, area)];
      if (before === null && after === null) return [];
      const changed = before?.grade !== after?.grade;
      return [{ area, label: areaLabels[area], before, after, changed }];
    }),
    report: { before: reported(first), after: reported(second) },
    status: {
      before: capital(codeWords(first.status)),
      after: capital(codeWords(second.status)),
    },
    first: days.first(key),
    second: days.second(key),
    why: days.why(key, 'standing'),
  };
}

function changeShown({ field, before, after }: AuthorityDiff['answers'][number]) {
  return {
    field,
    label: fieldText(field),
    before: valueText(field, before),
    after: valueText(field, after),
  };
}

type Event = AuthorityDiff['events'][number];

/** What moves a standing is told of before what stands in the same documents. */
const heaviest = ['ReportPublished', 'InspectionCarriedOut', 'FactCorrected', 'FactRetracted'];

function heaviestFirst(events: readonly Event[]): readonly Event[] {
  const place = ({ type }: Event) => {
    const at = heaviest.indexOf(type);
    return at === -1 ? heaviest.length : at;
  };
  return events.toSorted((a, b) => place(a) - place(b));
}

function eventShown({ id, kind, summary, known, publisher, title, locator }: Event) {
  return {
    id,
    kind,
    how: capital(kind),
    summary,
    known: `${dateText(known.from)} (${codeWords(known.basis)})`,
    document: [publisher, title, locator].filter(Boolean).join(', '),
  };
}

/** The authorities of which facts became known, with the first of them. */
function taughtBy(
  authorities: readonly AuthorityDiff[],
  links: Links,
  days: { readonly from: string; readonly to: string },
) {
  return authorities.flatMap(({ authority, name, events }) =>
    events.length === 0
      ? []
      : [
          {
            key: authority,
            name,
            count: events.length,
            href: links.to('/learned', { ...days, authority }),
            events: heaviestFirst(events).slice(0, most.events).map(eventShown),
            left: Math.max(0, events.length - most.events),
          },
        ],
  );
}
