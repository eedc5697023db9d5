import {
  type Framework,
  type InspectionKind,
  monthNumber,
  monthPattern,
} from '@monitoring-timeline/core';
import { daysBetween, isoDay, readDay, readDays } from '../../fields/dates.ts';
import { flowOfDocument } from '../../flow.ts';
import { type DocumentText, linesOfDocument, locatorOf } from '../../model.ts';
import type { DaysRead, Read } from '../../reading.ts';
import { plainLine } from './meeting.ts';

/** Which inspection a paper tells of, by what it calls it. The name that is printed first counts: papers explain other kinds too. */
export function readToldFramework(document: DocumentText): Read<Framework> | undefined {
  const flow = flowOfDocument(document);
  const sif = flow.find(
    /services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection|\(SIF\)|single\s+inspection\s+framework/i,
  );
  const ilacs = flow.find(
    /\bILACS\b|inspection\s+of\s+(?:[\w-]+\s+){0,4}?local\s+authority\s+children['\u2019]s\s+services/i,
  );
  const found = [
    ...(sif ? [{ framework: 'SIF' as const, match: sif }] : []),
    ...(ilacs ? [{ framework: 'ILACS' as const, match: ilacs }] : []),
  ].sort((a, b) => a.match.index - b.match.index)[0];
  return found && { value: found.framework, locators: found.match.locators, confidence: 'high' };
}

export function readToldKind(
  document: DocumentText,
  framework: Framework,
): Read<InspectionKind> | undefined {
  const flow = flowOfDocument(document);
  if (framework === 'ILACS') {
    const found = flow.find(/\b(standard|short)\s+inspection\b/i);
    if (!found) return undefined;
    const value = /short/i.test(found.text) ? 'short' : 'standard';
    return { value, locators: found.locators, confidence: 'high' };
  }
  const again = flow.find(/\bre-?inspection\s+of\s+services\b/i);
  if (again) return { value: 'reinspection', locators: again.locators, confidence: 'high' };
  const full = flow.find(/services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection/i);
  return full && { value: 'full', locators: full.locators, confidence: 'high' };
}

const between =
  /\b(?:between|from|undertaken|carried\s+out|took\s+place|inspected)\s+(?:on\s+|between\s+|from\s+)?(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?=\d{1,2}(?:st|nd|rd|th)?\b)/gi;

/** The days as the council tells them in running text: a range that no inspection is shorter or longer than. */
export function readToldDays(document: DocumentText): Read<DaysRead> | undefined {
  const flow = flowOfDocument(document);
  for (const match of flow.text.matchAll(between)) {
    const from = match.index + match[0].length;
    const days = readDays(flow.text.slice(from, from + 120));
    if (typeof days === 'string' || days.single) continue;
    const length = daysBetween(days.from, days.to);
    if (length < 3 || length > 60) continue;
    return {
      value: { from: days.from, to: days.to },
      locators: flow.locate(from, from + days.length),
      confidence: 'medium',
      note: "the council's word",
    };
  }
  return undefined;
}

const publishedOn = new RegExp(
  String.raw`\b(?:report\s+)?(?:being\s+|was\s+|were\s+)?published\s+(?:by\s+Ofsted\s+)?on\s+(?:the\s+)?(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<month>${monthPattern})\b,?\s*(?<year>20\d{2})?`,
  'i',
);

/** Publication as the paper tells it. A year that is left out is that in which the day lies between the inspection and the meeting. */
export function readToldPublication(
  document: DocumentText,
  days: DaysRead | undefined,
  meeting: string | undefined,
): Read<string> | undefined {
  const flow = flowOfDocument(document);
  const found = flow.find(publishedOn);
  if (found) {
    const [day = '', month = '', year = ''] = found.groups;
    const number = monthNumber(month) ?? 0;
    if (year) {
      const iso = isoDay(Number(year), number, Number(day));
      return iso ? { value: iso, locators: found.locators, confidence: 'medium' } : undefined;
    }
    const last = meeting ?? '';
    const fitting = [0, 1]
      .map((back) => isoDay(Number(last.slice(0, 4)) - back, number, Number(day)))
      .find((iso) => iso !== undefined && iso <= last && (!days || iso >= (days.to ?? days.from)));
    if (fitting) {
      const note = 'printed without its year, which follows from the day of the meeting';
      return { value: fitting, locators: found.locators, confidence: 'medium', note };
    }
  }
  return readFormDay(document, /^date\s+of\s+publication\b/i);
}

/** A day beside its label in a form: "Date of Publication  05/08/2016". */
export function readFormDay(document: DocumentText, label: RegExp): Read<string> | undefined {
  for (const line of linesOfDocument(document)) {
    const text = plainLine(line);
    if (!label.test(text)) continue;
    const day = readDay(text);
    if (day) return { value: day, locators: [locatorOf(line)], confidence: 'medium' };
  }
  return undefined;
}
