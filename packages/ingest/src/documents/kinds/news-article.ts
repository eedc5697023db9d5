import { type Area, areasOf, type Framework, readGrade } from '@monitoring-timeline/core';
import type { KindExample } from '../examples.ts';
import { areasNamed } from '../fields/areas-told.ts';
import { readDay } from '../fields/dates.ts';
import type { FactContext } from '../fields/fact-context.ts';
import { gradeWordsOfToday as gradeWords } from '../fields/grade-words.ts';
import { readIndicators } from '../fields/indicators.ts';
import { readInterventionStatements } from '../fields/intervention-statements.ts';
import { readLeadershipStatements } from '../fields/leadership-statements.ts';
import { momentPattern, readMoment } from '../fields/moments.ts';
import { mostNamedAuthority } from '../fields/most-named-authority.ts';
import { nameIn } from '../fields/people.ts';
import { deliversServices } from '../fields/posts.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument, locatorOf, type TextLine } from '../model.ts';
import type { DocumentReading, FactRead, JudgementRead, Read } from '../reading.ts';
import { blocksOf, placesOf, type Statement, statementsOf } from '../statements.ts';

const headline = new RegExp(
  String.raw`\b(?:rated|judged|branded|found|graded)\s+(?:as\s+)?['\u2018"]?(${gradeWords})\b`,
  'i',
);
const spoken = /["\u201c\u201d][^"\u201c\u201d]{20,}["\u201c\u201d]|\b(?:said|added|told)\b/i;
/** "inadequate for A and B": a grade, and the areas that it is said of, up to the next grade. */
const gradeFor = new RegExp(
  String.raw`\b(?<grade>${gradeWords})\s+for\s+(?<areas>.+?)(?=,?\s+(?:and\s+)?(?:${gradeWords})\s+for\b|,?\s+with\s+an?\s+overall|[.;]|$)`,
  'gi',
);
const overall = new RegExp(
  String.raw`\boverall\s+(?:rating\s+of\s+|grade\s+of\s+)?['\u2018"]?(${gradeWords})\b`,
  'i',
);
const nowGraded = new RegExp(
  String.raw`^(?<areas>[^.]{4,120}?),?\s+which\s+(?:is|are)\s+now\s+(?<grade>${gradeWords})\b`,
  'i',
);

function judgement(
  area: Area,
  printed: string,
  framework: Framework | undefined,
  statement: Statement,
): Read<JudgementRead> | undefined {
  const grade = readGrade(printed.replace(/\s+/g, ' '));
  if (!grade) return undefined;
  const own = framework === 'SIF' ? areasOf('SIF').find((one) => one.area === area) : undefined;
  const value = {
    area,
    grade,
    printed: printed.replace(/\s+/g, ' '),
    label: own?.printed ?? area.replaceAll('_', ' '),
    ...(own ? { code: own.code } : {}),
  };
  return {
    value,
    locators: placesOf(statement),
    confidence: 'medium',
    note: 'as the press tells it',
  };
}

/** The grades that an article tells: those of its sentence on the rating first, then what it says of single areas. */
function gradesTold(
  statements: readonly Statement[],
  framework: Framework | undefined,
): readonly Read<JudgementRead>[] {
  const found = new Map<Area, Read<JudgementRead>>();
  const take = (area: Area, printed: string, statement: Statement): void => {
    const read = judgement(area, printed, framework, statement);
    if (read && !found.has(area)) found.set(area, read);
  };
  for (const statement of statements) {
    const { text } = statement;
    const rated =
      overall.exec(text)?.[1] ??
      (statement === statements[0] ? headline.exec(text)?.[1] : undefined);
    if (rated) take('overall', rated, statement);
    for (const { groups } of text.matchAll(gradeFor)) {
      for (const area of areasNamed(groups?.areas ?? ''))
        take(area, groups?.grade ?? '', statement);
    }
    const now = nowGraded.exec(text)?.groups;
    const [area, second] = now ? areasNamed(now.areas ?? '') : [];
    if (area && !second) take(area, now?.grade ?? '', statement);
  }
  return [...found.values()];
}

const anyMoment = new RegExp(momentPattern, 'gi');

const speaker =
  /(?<name>(?:[A-Z][\p{L}'\u2019-]+\s+){1,3}[A-Z][\p{L}'\u2019-]+),\s+(?<post>[Cc]hair(?:man|woman)?|[Cc]hief\s+[Ee]xecutive)\s+of\s+(?:the\s+)?(?<org>[A-Z][\w\u2019']*(?:\s+(?:for|of|and|[A-Z][\w\u2019']*))*)/gu;

/** Whom the article quotes in a post of the trust or company: seen there on its day. */
function speakers(
  statements: readonly Statement[],
  day: string | undefined,
  context: ExtractContext,
): readonly Read<FactRead>[] {
  if (!day) return [];
  return statements.flatMap((statement) =>
    [...statement.text.matchAll(speaker)].flatMap(({ groups }): Read<FactRead>[] => {
      const name = nameIn(groups?.name ?? '');
      const organisation = groups?.org?.trim() ?? '';
      if (!name || !deliversServices(organisation)) return [];
      const role = /chair/i.test(groups?.post ?? '')
        ? 'delivery_chair'
        : 'delivery_chief_executive';
      const data = { role, person: context.person(name), organisation };
      const value: FactRead = {
        type: 'LeadershipObserved',
        occurred: { precision: 'day', from: day },
        data,
      };
      return [{ value, locators: placesOf(statement), confidence: 'medium' }];
    }),
  );
}

/** The day that an article prints near its head or foot. */
function dayOf(lines: readonly TextLine[]): Read<string> | undefined {
  for (const line of [...lines.slice(0, 12), ...lines.slice(-8)]) {
    const day =
      line.text.length < 120
        ? readDay(line.text.replace(/(\d)(?:st|nd|rd|th)\b/g, '$1'))
        : undefined;
    if (day) return { value: day, locators: [locatorOf(line)], confidence: 'medium' };
  }
  return undefined;
}

/** The latest month or day that an article speaks of. */
function latestTold(statements: readonly Statement[], today: string): Read<string> | undefined {
  let latest: Read<string> | undefined;
  for (const statement of statements) {
    for (const [printed] of statement.text.matchAll(anyMoment)) {
      const moment = readMoment(printed);
      if (moment?.precision !== 'month' && moment?.precision !== 'day') continue;
      const { from } = moment;
      if (from > today || (latest && from <= latest.value)) continue;
      latest = { value: from, locators: placesOf(statement), confidence: 'medium' };
    }
  }
  return latest;
}

function frameworkOf(lines: readonly TextLine[]): Read<Framework> | undefined {
  const named = (told: RegExp): TextLine | undefined => lines.find(({ text }) => told.test(text));
  const sif = named(/\bsingle\s+inspection\b|\bSIF\b/i);
  if (sif) return { value: 'SIF', locators: [locatorOf(sif)], confidence: 'medium' };
  const ilacs = named(/\bILACS\b/);
  return ilacs && { value: 'ILACS', locators: [locatorOf(ilacs)], confidence: 'medium' };
}

function read(document: DocumentText, context: ExtractContext): DocumentReading {
  const lines = linesOfDocument(document);
  const blocks = blocksOf(document);
  const statements = statementsOf(blocks);
  const printed = dayOf(lines);
  const day = printed?.value ?? context.published;
  const authority = mostNamedAuthority(lines, context.directory, day);
  const framework = frameworkOf(lines);
  const facts: FactContext = {
    published: day,
    of: { activity: 'inspection', ...(framework ? { framework: framework.value } : {}) },
  };
  const figures = readIndicators(blocks, facts);
  const title = (lines[0]?.text ?? '').replace(/\s+/g, ' ').slice(0, 200);
  return {
    kind: 'news_article',
    authority,
    framework,
    published: printed,
    notBefore: day ? undefined : latestTold(statements, context.today),
    judgements: gradesTold(statements, framework?.value),
    facts: [
      ...readLeadershipStatements(blocks, facts),
      ...readInterventionStatements(blocks, facts),
      ...speakers(statements, day, context),
      ...figures.facts,
    ],
    source: {
      publisher: 'Press',
      rank: 'press',
      title: `News article: ${title}`,
      assertedBy: 'press',
      ...(day ? { published: day } : {}),
    },
    problems: figures.problems,
  };
}

const ratedInadequate: KindExample = {
  shows: 'an article without a day of its own, dated by whoever gives it',
  text: `Durham rated inadequate by Ofsted
Ofsted rated the council as requiring improvement for children looked after and care leavers, inadequate for children who need help and protection, with an overall inadequate rating.
The current interim DCS works with partners. This arrangement, which has been in place since November 2017, helps.
There was progress in adoption services, which is now good.
Ann Smith, a resident of Durham, said: \u201cWe are going to work as hard as we can on it.\u201d
Single inspection of services`,
  published: '2018-07-31',
  reads: {
    authority: 'durham',
    framework: 'SIF',
    judgements: {
      overall: 'inadequate',
      children_in_care: 'requires_improvement',
      care_leavers: 'requires_improvement',
      help_and_protection: 'inadequate',
      adoption: 'good',
    },
    facts: ['LeadershipChanged'],
    publisher: 'Press',
  },
};

/**
 * News of an inspection: a secondary source. Its grades are the press's word on a report that is known, or will be, from the inspectorate,
 * and join that inspection in the fold. What an article without a day dates itself is known
 * no earlier than the latest that it speaks of; its grades are taken once a report with them is on record, or a person gives the day: a grade
 * must not be known too early.
 */
export const newsArticle: KindOfDocument = {
  kind: 'news_article',
  examples: [ratedInadequate],
  recognise(document) {
    const lines = linesOfDocument(document);
    const [first] = lines;
    const text = lines.map((line) => line.text).join(' ');
    const inspected = (text.match(/\bOfsted\b/g) ?? []).length >= 2;
    if (!first || first.text.length > 160 || !inspected || !spoken.test(text)) {
      return { score: 0, because: 'no article on an inspection' };
    }
    if (/^dear\s/im.test(text) || /\binspection\s+dates?\s*:/i.test(text)) {
      return { score: 0, because: 'a report or letter of the inspectorate itself' };
    }
    const rated = headline.test(first.text);
    const told =
      /\bOfsted\s+(?:rated|judged|said|found|has\s+(?:rated|stated|said)|highlighted)\b/i.test(
        text,
      );
    if (!rated && !told) return { score: 0, because: 'it tells no rating' };
    return {
      score: rated && told ? 0.7 : 0.55,
      because: rated ? 'its headline tells a rating' : 'it tells what was rated',
    };
  },
  extract: read,
};
