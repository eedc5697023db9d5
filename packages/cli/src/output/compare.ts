import { codeWords } from '@monitoring-timeline/core';
import type { ComparedArea, Comparison } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { areaText, coordinatesText, dateText, gradeText } from './words.ts';

/** Authorities side by side as a page for a person, in the order in which they were named. */
export function showComparison(answer: Comparison, terminal: Terminal): void {
  const { authorities, areas } = answer;
  const names = new Map<string, string>(
    authorities.map(({ authority }) => [authority.key, authority.name]),
  );
  const page = new Page(terminal);
  page.title([...names.values()].join(', '));
  page.text(`${coordinatesText(answer)}.`);
  for (const { authority, status } of authorities) {
    if (status !== 'graded') page.text(`${authority.name}: ${codeWords(status)}.`);
  }
  if (areas.length > 0) {
    page.blank().table(
      [
        { head: 'Area', gives: true },
        ...[...names.values()].map((head) => ({ head, gives: true })),
        { head: 'Side by side', gives: true },
      ],
      areas.map((row) => [
        areaText(row.area),
        ...[...names.keys()].map((key) => cellText(row, key)),
        row.comparable === null ? '-' : words[row.comparable],
      ]),
    );
  }
  const apart = areas.filter((row) => row.apart.length > 0);
  if (apart.length > 0) page.section('Where they are not of one series');
  for (const { area, apart: pairs } of apart) {
    const told = pairs.map(({ authorities: pair, comparable }) => {
      return `${pair.map((key) => names.get(key)).join(' and ')} (${words[comparable]})`;
    });
    page.text(`${areaText(area)}: ${told.join('; ')}`, 2);
  }
  for (const { of, kind, name, areas: counted, members } of answer.peers ?? []) {
    const whose = kind === 'neighbours' ? 'Statistical neighbours' : 'Region';
    page.section(`${whose} of ${names.get(of)}${name === null ? '' : ` (${name})`}`);
    if (members.length === 0) page.text('None is on record on this day.', 2);
    for (const [area, { counts, judged }] of Object.entries(counted)) {
      const told = Object.entries(counts).flatMap(([grade, count]) =>
        count === 0 ? [] : [`${count} ${gradeText(grade).toLowerCase()}`],
      );
      page.text(`${areaText(area)}: ${told.join(', ') || 'none'}, of ${judged} graded`, 2);
    }
  }
  page.write();
}

const words: Readonly<Record<NonNullable<ComparedArea['comparable']>, string>> = {
  same_series: 'one series',
  crosswalk: 'related questions',
  scale_changed: 'other scales',
  not_comparable: 'not comparable',
};

function cellText({ grades }: ComparedArea, key: string): string {
  const found = grades.find(({ authority }) => authority === key);
  if (!found) return '-';
  const { grade, framework, version, since, covers } = found;
  const by = [framework, version].filter((one) => one !== null).join(' ');
  const notes = [
    since === null ? '' : `since ${dateText(since)}`,
    by,
    covers && covers.length > 1 ? 'one grade for several areas' : '',
  ];
  return `${gradeText(grade)} (${notes.filter((one) => one !== '').join(', ')})`;
}
