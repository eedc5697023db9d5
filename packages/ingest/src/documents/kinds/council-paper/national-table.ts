import {
  type Area,
  areasOf,
  type Framework,
  type GradeOrNot,
  type Known,
  readGrade,
} from '@monitoring-timeline/core';
import { areaTold } from '../../fields/areas-told.ts';
import { readDay } from '../../fields/dates.ts';
import { gradeWordsOfToday } from '../../fields/grade-words.ts';
import { readNumber } from '../../fields/numbers.ts';
import { flowOfDocument } from '../../flow.ts';
import {
  type DocumentText,
  linesOfDocument,
  locatorOf,
  showLocators,
  type TextLine,
} from '../../model.ts';
import type { FactRead, Read } from '../../reading.ts';
import { plainLine } from './meeting.ts';

interface Row {
  readonly area: Area;
  readonly label: string;
  readonly counts: Partial<Record<GradeOrNot, number>>;
  readonly percent: Partial<Record<GradeOrNot, number>>;
  readonly lines: readonly TextLine[];
}

const cells = (line: TextLine): readonly string[] =>
  line.items.map(({ text }) => text.replace(/\*\*/g, '').trim());

/** A grade, how many, and what share: "Good  25  24%". */
function countedGrade(line: TextLine) {
  const [first = '', count = '', share = ''] = cells(line);
  const grade = readGrade(first);
  const number = /^\d+$/.test(count) ? Number(count) : undefined;
  if (!grade || number === undefined) return undefined;
  const percent = /^\d+(?:\.\d+)?\s?%$/.test(share) ? Number.parseFloat(share) : undefined;
  return { grade, number, percent };
}

function rowsOf(lines: readonly TextLine[]): readonly Row[] {
  const rows: Row[] = [];
  let label: { readonly area: Area; readonly text: string } | undefined;
  for (const line of lines) {
    const text = plainLine(line);
    const counted = countedGrade(line);
    if (!counted) {
      // a row of heads stands between a label and its counts
      if (/^(?:judgement|grade|count|%|number|\s)+$/i.test(text)) continue;
      const area = text.length < 110 ? areaTold(text) : undefined;
      label = area ? { area, text } : undefined;
      continue;
    }
    if (!label) continue;
    const open = rows.at(-1);
    if (open?.area === label.area) {
      open.counts[counted.grade] ??= counted.number;
      if (counted.percent !== undefined) open.percent[counted.grade] ??= counted.percent;
      rows[rows.length - 1] = { ...open, lines: [...open.lines, line] };
    } else if (!rows.some(({ area }) => area === label?.area)) {
      rows.push({
        area: label.area,
        label: label.text,
        counts: { [counted.grade]: counted.number },
        percent: counted.percent === undefined ? {} : { [counted.grade]: counted.percent },
        lines: [line],
      });
    }
  }
  return rows;
}

const total = (counts: Row['counts']): number =>
  Object.values(counts).reduce((sum, one) => sum + one, 0);

/** A table whose printed shares follow from its counts was read in the right columns, whoever printed it: it proves its own reading. */
function sharesFollow(rows: readonly Row[]): boolean {
  return rows.every(({ counts, percent }) => {
    const shares = Object.entries(percent) as [GradeOrNot, number][];
    const sum = total(counts);
    return (
      shares.length > 1 &&
      shares.every(([grade, share]) => Math.abs(((counts[grade] ?? 0) / sum) * 100 - share) <= 1)
    );
  });
}

/** The day to which the table counts, from its title or the text: "as at 5 August 2016". */
function countedTo(document: DocumentText): string | undefined {
  const found = flowOfDocument(document).find(
    /\bas\s+(?:at|of)\s+(\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]+\s+20\d{2})/i,
  );
  return found ? readDay((found.groups[0] ?? '').replace(/(\d)(?:st|nd|rd|th)/, '$1')) : undefined;
}

function shown(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );
}

/** A national table bound into a paper: counts and shares of each grade by area, as printed, to be compared with ours. */
function nationalTable(
  document: DocumentText,
  framework: Framework,
  day: string,
  known: Known,
): readonly Read<FactRead>[] {
  const rows = rowsOf(linesOfDocument(document));
  if (rows.length < 2) return [];
  const flow = flowOfDocument(document);
  const published = flow.find(
    /\b(\d{1,3})\s+inspections?\s+(?:of\s+[\w\u2019' ]+\s+have\s+been\s+)?published/i,
  );
  const population = flow.find(/(\d{2,3})\s+local\s+authorities\s+out\s+of\s+(\d{2,3})/i);
  const count = Number(published?.groups[0] ?? population?.groups[0]) || undefined;
  const data = {
    title: `${framework} outcomes at ${shown(day)}`,
    framework,
    counts: 'not_stated',
    ...(population ? { population: Number(population.groups[1]) } : {}),
    ...(count ? { published: count } : {}),
    rows: rows.map(({ area, label, counts, percent, lines }) => ({
      area,
      label: areasOf(framework).find((one) => one.area === area)?.printed ?? label,
      counts,
      ...(Object.keys(percent).length > 0 ? { percent } : {}),
      locator: showLocators(document, lines.map(locatorOf)),
    })),
  };
  const value: FactRead = {
    type: 'SnapshotPublished',
    authority: 'england',
    occurred: { precision: 'day', from: day },
    known,
    data,
  };
  const locators = rows.flatMap(({ lines }) => lines.map(locatorOf));
  const short = rows.filter(({ counts }) => count !== undefined && total(counts) !== count);
  const note =
    short.length > 0
      ? `of ${count} reports, but ${short.map(({ area, counts }) => `${area} adds up to ${total(counts)}`).join(', ')}`
      : undefined;
  const rules = sharesFollow(rows) ? [] : ['paper table of grades'];
  return [{ value, locators, confidence: 'high', note, rules }];
}

const regionHead =
  /\b(?<n>\w+)\s+local\s+authorities\s+in\s+(?:the\s+)?(?<region>north\s+east|north\s+west|yorkshire\s+and\s+(?:the\s+)?humber|east\s+midlands|west\s+midlands|east\s+of\s+england|london|south\s+east|south\s+west)\b[^.:]{0,60}:/i;
const regionMember = new RegExp(
  String.raw`^[-\u2022]?\s*(?<n>\w+)\s+local\s+authorit(?:y|ies)\s+(?:has|have)\s+(?:received\s+)?an?\s+(?:overall\s+)?(?<grade>${gradeWordsOfToday})\s+judgement`,
  'i',
);

/** Counts of one region told in a list: how many authorities were inspected, and how many had which grade overall. */
function regionalCounts(
  document: DocumentText,
  framework: Framework,
  day: string,
  known: Known,
): readonly Read<FactRead>[] {
  const lines = linesOfDocument(document);
  const at = lines.findIndex((line) => regionHead.test(plainLine(line)));
  const head = at < 0 ? undefined : lines[at];
  const groups = head && regionHead.exec(plainLine(head))?.groups;
  if (!head || !groups) return [];
  const counts: Partial<Record<GradeOrNot, number>> = {};
  const own: TextLine[] = [];
  for (const line of lines.slice(at + 1)) {
    const member = regionMember.exec(plainLine(line))?.groups;
    if (!member) break;
    const grade = readGrade((member.grade ?? '').replace(/\s+/g, ' '));
    const number = readNumber(member.n ?? '');
    if (!grade || number === undefined) break;
    counts[grade] = number;
    own.push(line);
  }
  if (own.length === 0) return [];
  const region = (groups.region ?? '')
    .toLowerCase()
    .replace(/\b(?!and\b|of\b|the\b)[a-z]/g, (letter) => letter.toUpperCase());
  const published = readNumber(groups.n ?? '');
  const data = {
    title: `${framework} outcomes in the ${region} at ${shown(day)}`,
    framework,
    region,
    counts: 'authorities',
    ...(published === undefined ? {} : { published }),
    rows: [{ area: 'overall', counts, locator: showLocators(document, own.map(locatorOf)) }],
  };
  const value: FactRead = {
    type: 'SnapshotPublished',
    authority: 'england',
    occurred: { precision: 'day', from: day },
    known,
    data,
  };
  return [
    {
      value,
      locators: [locatorOf(head), ...own.map(locatorOf)],
      confidence: published === total(counts) ? 'high' : 'medium',
      // what adds up to the number that stands above it proves its own reading
      rules: published === total(counts) ? [] : ['paper counts of a region'],
    },
  ];
}

const goodOrBetter =
  /\bof\s+the\s+(?<m>\d{2,3})\s+inspections\b[^.]{0,40}?\bonly\s+(?<n>\w+)\s+local\s+authorities\s+have\s+received\s+a\s+good\s+or\s+better\s+overall\s+judgement(?:\s+and\s+only\s+(?<leavers>\w+)\s+local\s+authorities\s+have\s+received\s+an\s+outstanding\s+judgement\s+for\s+care\s+leavers)?/i;

/** How many authorities are said to be good or better, and outstanding for care leavers. */
function nationalCounts(
  document: DocumentText,
  day: string,
  known: Known,
): readonly Read<FactRead>[] {
  const flow = flowOfDocument(document);
  const found = flow.find(goodOrBetter);
  const groups = found && goodOrBetter.exec(flow.text)?.groups;
  if (!found || !groups) return [];
  const counted = [
    ['authorities_overall_good_or_better', 'Authorities good or better overall', groups.n],
    [
      'authorities_care_leavers_outstanding',
      'Authorities outstanding for care leavers',
      groups.leavers,
    ],
  ] as const;
  return counted.flatMap(([indicator, topic, printed]): Read<FactRead>[] => {
    const value = printed ? readNumber(printed) : undefined;
    if (!printed || value === undefined) return [];
    const denominator = Number(groups.m);
    const data = { indicator, topic, printed, value, unit: 'count', numerator: value, denominator };
    const occurred = { precision: 'day', from: day } as const;
    const fact: FactRead = {
      type: 'IndicatorObserved',
      authority: 'england',
      occurred,
      known,
      data,
    };
    const rules = ['paper counts told'];
    return [{ value: fact, locators: found.locators, confidence: 'medium', rules }];
  });
}

/** The national and regional tables of a paper, which the council gathered: known from the paper. */
export function readSnapshots(
  document: DocumentText,
  framework: Framework,
  known: Known,
): readonly Read<FactRead>[] {
  const day = countedTo(document);
  if (!day) return [];
  return [
    ...nationalTable(document, framework, day, known),
    ...regionalCounts(document, framework, day, known),
    ...nationalCounts(document, day, known),
  ];
}
