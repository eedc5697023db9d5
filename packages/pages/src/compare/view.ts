import { type Area, areaLabels, codeWords, epochDay } from '@monitoring-timeline/core';
import type {
  ActivityView,
  AuthorityShown,
  Comparison,
  Peers,
} from '@monitoring-timeline/projections';
import { lastDayOn } from '../drawing/days.ts';
import { gradesText } from '../drawing/series.ts';
import type { Links } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import { dateText, onSiteText } from '../words/dates.ts';
import { gradeShown, gradeText } from '../words/grades.ts';
import { capital, counted } from '../words/texts.ts';
import { toldText } from '../words/told.ts';
import { gradesSideBySide, waitsSideBySide } from './drawn.ts';
import { pointsOf, type Side } from './side.ts';

/** What the page asks for where its address names nobody. */
export function nobodyNamed(links: Links): Shown {
  return {
    title: 'Compare authorities',
    model: { named: '', sides: [], list: links.to('/authorities') },
  };
}

/** Authorities side by side, in the order in which they were named: never ranked. */
export function compareView(answer: Comparison, sides: readonly Side[], links: Links): Shown {
  const { areas, notes, peers, asOf } = answer;
  const day = epochDay(asOf);
  const names = sides.map(({ authority }) => authority.name).join(', ');
  const keys = sides.map(({ authority }) => authority.key);
  const ask = { authorities: keys, ...(keys.length === 1 ? { peers: true } : {}) };
  return {
    title:
      sides.length === 1
        ? `${names} beside its neighbours and its region`
        : `Side by side: ${names}`,
    model: {
      named: names,
      list: links.to('/authorities'),
      sides: sides.map(({ authority: { key, name } }) => ({
        key,
        name,
        href: links.to(`/authorities/${key}`),
        without:
          keys.length === 1
            ? null
            : links.to('/compare', { authorities: keys.filter((one) => one !== key).join(',') }),
      })),
      notes: notes.map(({ kind, area, says }) => ({ kind, area: area ?? '', says })),
      areas: areas.map(({ area, grades, comparable }) => ({
        area,
        label: areaLabels[area],
        comparable: comparable === null ? '' : comparableText[comparable],
        cells: sides.map(({ authority: { key, name } }) => {
          const own = grades.find((one) => one.authority === key);
          if (own === undefined) return { key, name, grade: null, says: '', why: '' };
          const by = own.framework === null ? '' : codeWords(own.framework);
          const when = own.published === null ? '' : dateText(own.published);
          return {
            key,
            name,
            grade: gradeShown(own.grade),
            says: [by, when].filter(Boolean).join(', '),
            why: links.to(`/authorities/${key}/why/standing`),
          };
        }),
      })),
      drawn: gradesSideBySide(answer, sides, day),
      every: areas.map(({ area }) => ({
        label: areaLabels[area],
        cells: sides.map(({ trajectory }) => gradesText(pointsOf(trajectory, area)) || '–'),
      })),
      waits: waitsSideBySide(sides, day),
      inspections: sides.flatMap(({ authority, activity }) =>
        activity.activities
          .filter(({ activity: of }) => of === 'inspection')
          .map((one) => inspectionShown(authority, one)),
      ),
      visits: sides.map(({ authority, activity: { sinceLastGrade } }) => ({
        key: authority.key,
        name: authority.name,
        says: `${counted(sinceLastGrade.monitoring.documented, 'monitoring visit')} and ${counted(sinceLastGrade.focused, 'focused visit')} since the latest graded report${sinceLastGrade.monitoring.atLeast > sinceLastGrade.monitoring.documented ? ` (at least ${sinceLastGrade.monitoring.atLeast} monitoring visits, by their numbers)` : ''}`,
      })),
      themes: themesSideBySide(sides),
      indicators: indicatorsSideBySide(sides),
      peers: (peers ?? []).map((one) => peersShown(one, answer, links)),
      other: {
        csv: links.to('/api/compare.csv', ask),
        json: links.to('/api/compare', ask),
      },
    },
  };
}

const comparableText: Readonly<
  Record<NonNullable<Comparison['areas'][number]['comparable']>, string>
> = {
  same_series: 'One series',
  crosswalk: 'Related questions, not one',
  scale_changed: 'Two scales',
  not_comparable: 'Not comparable',
};

type Activity = ActivityView['activities'][number];

function inspectionShown({ key, name }: AuthorityShown, one: Activity) {
  const { framework, kind, start, end, published } = one;
  const wait =
    end === null || published === null ? undefined : lastDayOn(published) - lastDayOn(end);
  return {
    key,
    name,
    what: inspectionText(framework, kind),
    when: start === null && end === null ? 'Days on site not on record' : onSiteText(one),
    published: published === null ? 'Not on record' : dateText(published),
    wait: wait === undefined || wait < 0 ? 'Not known' : counted(wait, 'day'),
  };
}

function inspectionText(framework: string | null, kind: string | null): string {
  const words = [framework, kind].filter((word) => word !== null).map(codeWords);
  return capital([...words, ...(kind === 'reinspection' ? [] : ['inspection'])].join(' '));
}

function themesSideBySide(sides: readonly Side[]) {
  const codes = [
    ...new Set(sides.flatMap(({ themes }) => themes.themes.map(({ theme }) => theme))),
  ];
  return codes.sort().map((code) => {
    const all = sides.map(({ themes }) => themes.themes.find(({ theme }) => theme === code));
    return {
      code,
      label: capital(all.find((one) => one !== undefined)!.topic),
      cells: all.map((one, index) => ({
        key: sides[index]!.authority.key,
        status: one?.status ?? null,
        says:
          one === undefined
            ? 'Not on record'
            : `${capital(codeWords(one.status))}. ${capital(toldText(one, null))}.`,
      })),
    };
  });
}

function indicatorsSideBySide(sides: readonly Side[]) {
  const series = sides.flatMap(({ trajectory }) => trajectory.indicators);
  const names = [
    ...new Set(series.map(({ indicator, unit }) => JSON.stringify([indicator, unit]))),
  ];
  return names.sort().map((name) => {
    const [code, unit] = JSON.parse(name) as [string, string];
    const of = ({ trajectory }: Side) =>
      trajectory.indicators.find((one) => one.indicator === code && one.unit === unit);
    const told = sides.filter((side) => of(side) !== undefined);
    return {
      code,
      unit: codeWords(unit),
      label: capital(of(told[0]!)!.topic),
      alone: sides.length > 1 && told.length === 1,
      cells: sides.map((side) => ({
        key: side.authority.key,
        values: (of(side)?.points ?? []).map(({ printed, at }) => `${printed} (${dateText(at)})`),
      })),
    };
  });
}

function peersShown(
  { of, kind, name, members, areas: counts, authorities, notInspected }: Peers,
  { areas }: Comparison,
  links: Links,
) {
  const keys = members.map(({ key }) => key);
  const within = kind === 'region' ? { region: name ?? '' } : { authorities: keys.join(',') };
  const grades = ['outstanding', 'good', 'adequate', 'requires_improvement', 'inadequate'].filter(
    (grade) => Object.values(counts).some((one) => (one?.counts[grade] ?? 0) > 0),
  );
  return {
    kind,
    heading:
      kind === 'region' ? `Its region: ${name ?? 'not on record'}` : 'Its statistical neighbours',
    edition:
      kind === 'neighbours' && name !== null
        ? `By the list of ${name}, nearest first. Neighbours are alike in whom they serve; nothing says that they stand alike.`
        : '',
    about: `${counted(authorities, 'authority', 'authorities')}${notInspected === 0 ? '' : `, ${notInspected} without a graded report`}.`,
    members: members.map((one) => ({
      key: one.key,
      name: one.name,
      href: links.to(`/authorities/${one.key}`),
      beside: one.key === of ? null : links.to('/compare', { authorities: `${of},${one.key}` }),
    })),
    grades: grades.map((grade) => ({ grade, text: gradeText(grade) })),
    rows: Object.entries(counts).map(([area, one]) => {
      const own = areas
        .find((row) => row.area === area)
        ?.grades.find(({ authority }) => authority === of);
      return {
        area,
        label: areaLabels[area as Area],
        own: own ? gradeShown(own.grade) : null,
        counts: grades.map((grade) => ({
          grade,
          count: one?.counts[grade] ?? 0,
          href: links.to('/authorities', { ...within, where: `${area}=${grade}` }),
        })),
        without: Object.entries(one?.notGraded ?? {}).map(
          ([code, count]) => `${count} ${codeWords(code)}`,
        ),
        joint: one?.combined?.judged ?? 0,
      };
    }),
    empty: members.length === 0,
  };
}
