import type { Framework, PartialDate, VisitKind } from '@monitoring-timeline/core';
import type { KindExample } from '../examples.ts';
import { readDays } from '../fields/dates.ts';
import { mostNamedAuthority } from '../fields/most-named-authority.ts';
import { dayAlone, dayBehind, dayLabelled } from '../fields/named-parts.ts';
import { type Flow, flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument } from '../model.ts';
import type { DocumentReading, FactRead, Read } from '../reading.ts';

const headChars = 500;
const statement =
  /(?:^|\n)(?:[^\n.:;]{0,90}?\b)??((?:joint\s+)?(?:written\s+)?statement\s+of\s+(?:proposed\s+)?action|(?:post-?\s?inspection\s+)?priority\s+action\s+plan|action\s+statement|post-?\s?inspection\s+action\s+plan)\b(?!\s+(?:is|was|has|will|must|should|that|to\s+be|within)\b)/i;

/** Which inspection it answers, by the words for it. */
const programmes: readonly {
  readonly told: RegExp;
  readonly framework: Framework;
  readonly visitKind?: VisitKind;
}[] = [
  {
    told: /\bSEND\b|\bspecial\s+educational\s+needs\b/i,
    framework: 'AREA_SEND',
    visitKind: 'area_send',
  },
  { told: /\bjoint\s+targeted\b|\bJTAI\b/i, framework: 'JTAI', visitKind: 'jtai' },
  { told: /\bsingle\s+inspection\b|\bSIF\b/i, framework: 'SIF' },
  { told: /\bILACS\b|\binspection\s+of\s+local\s+authority\s+children/i, framework: 'ILACS' },
];

function programmeOf(flow: Flow) {
  const found = programmes
    .map((programme) => ({ programme, at: flow.text.search(programme.told) }))
    .filter(({ at }) => at >= 0 && at < 8 * headChars)
    .sort((a, b) => a.at - b.at);
  return found[0]?.programme;
}

/** What came of an inspection has a day of its own, which is none of the inspection. */
const cameOfIt = /\b(?:publish|report|letter|wrote|writ|receiv|sent|issu|statement|requir)/i;

/** The days of the inspection, as a sentence on it prints them. */
function inspectedOn(flow: Flow): PartialDate | undefined {
  const told = flow.findAll(
    /\b(?:inspect(?:ion|ed)|visit(?:ed)?)\b([^.;]{0,160}?)\b(?:between|from|on|dates?\s*:?)\s+((?:the\s+)?\d{1,2}[^.;]{4,60})/i,
  );
  const found = told.find(({ groups }) => !cameOfIt.test(groups[0] ?? ''));
  const days = found && readDays((found.groups[1] ?? '').replace(/\band\b/, 'to'));
  if (typeof days !== 'object') return undefined;
  return days.single
    ? { precision: 'day', from: days.from }
    : { precision: 'range', from: days.from, to: days.to };
}

const word = String.raw`[A-Z][\p{L}'\u2018\u2019&-]{1,30}\s+`;
const body = new RegExp(
  String.raw`\b((?:NHS\s+(?:${word}(?:and\s+|of\s+)?){0,6}|(?:${word}){0,5})(?:Clinical\s+Commissioning\s+Groups?|CCG|Integrated\s+Care\s+Board|ICB|NHS\s+Foundation\s+Trust|Constabulary|Police))\b`,
  'gu',
);
const mostBodies = 4;

/** Who makes the statement with the council, as its head names them. */
function jointBodies(flow: Flow): readonly string[] {
  const head = flow.text.slice(0, 4 * headChars);
  const named = [...head.matchAll(body)].map(([, name = '']) =>
    name.replace(/\s+/g, ' ').replace(/^(?:The|And)\s+/, ''),
  );
  return [...new Set(named)].slice(0, mostBodies);
}

function read(document: DocumentText, context: ExtractContext): DocumentReading {
  const flow = flowOfDocument(document);
  const printed =
    dayLabelled(flow, String.raw`dated?|published|submitted|issued|version\s+\S+`) ??
    dayBehind(flow, String.raw`\b(?:published|submitted)\b[^.;]{0,80}?\bon`) ??
    dayAlone(flow, 4 * headChars);
  const day = printed?.value ?? context.published;
  const authority = mostNamedAuthority(linesOfDocument(document), context.directory, day);
  const name = authority?.value.name ?? 'an authority that is not named';
  const title = flow.find(statement);
  const what = (title?.groups[0] ?? 'action statement').toLowerCase();
  const source = {
    publisher: `${authority?.value.name ?? 'A'} Council`,
    rank: 'council',
    title: `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${name}, ${day ?? 'undated'}`,
    assertedBy: 'authority',
    ...(day ? { published: day } : {}),
  } as const;
  const kind = 'action_statement';
  const programme = programmeOf(flow);
  if (!programme) {
    const message =
      'It does not say which inspection it answers, so nothing was taken. Record it with `timeline record` and that inspection.';
    return {
      kind,
      authority,
      published: printed,
      source,
      problems: [{ reason: 'unknown_inspection', message, locators: title?.locators ?? [] }],
    };
  }
  if (!day || !title) return { kind, authority, source, problems: [] };
  const { framework, visitKind } = programme;
  const days = inspectedOn(flow);
  const bodies = jointBodies(flow);
  const label = `${what.charAt(0).toUpperCase()}${what.slice(1)}${bodies.length > 0 ? `, with ${bodies.join(', ')}` : ''}`;
  const of = {
    activity: visitKind ? 'visit' : 'inspection',
    framework,
    ...(visitKind ? { visitKind } : {}),
    ...(days ? { days } : {}),
  };
  const clock = /priority\s+action\s+plan/i.test(what)
    ? 'priority_action_plan'
    : 'action_statement';
  const fact: Read<FactRead> = {
    value: {
      type: 'StatementPublished',
      occurred: { precision: 'day', from: day },
      data: { of, clock, done: true, title: label.slice(0, 300) },
    },
    locators: title.locators,
    confidence: days && printed ? 'high' : 'medium',
    ...(days && printed
      ? {}
      : {
          note: days ? 'its day is the one given' : 'it does not print the days of the inspection',
        }),
  };
  return { kind, authority, published: printed, facts: [fact], source, problems: [] };
}

const ofAnArea: KindExample = {
  shows: 'a written statement of an area, made with the health service',
  text: `Written statement of action
Durham and NHS Durham Clinical Commissioning Group
Date: 6 September 2018
This answers the inspection of special educational needs and disabilities in Durham, carried out from 12 to 16 March 2018.
Each weakness has its actions below.`,
  reads: {
    authority: 'durham',
    published: '2018-09-06',
    facts: ['StatementPublished'],
    publisher: 'Durham Council',
  },
};

const ofNoInspection: KindExample = {
  shows: 'an action statement that names no inspection, which it says',
  text: `Statement of proposed action
Durham
Published: 4 May 2016
What Durham will do is set out below.`,
  reads: {
    authority: 'durham',
    published: '2016-05-04',
    publisher: 'Durham Council',
    problems: ['unknown_inspection'],
  },
};

/**
 * Statements and plans of action that a law or framework asks for after an inspection: that it was published, on which day, after which
 * inspection, with whom. The actions themselves are not read.
 */
export const actionStatement: KindOfDocument = {
  kind: 'action_statement',
  examples: [ofAnArea, ofNoInspection],
  recognise(document) {
    const { text } = flowOfDocument(document);
    const title = statement.exec(text.slice(0, headChars))?.[0].replace(/\s+/g, ' ').trim();
    if (title === undefined || /(?:^|\n)\s*dear\b/i.test(text.slice(0, 4 * headChars))) {
      return { score: 0, because: 'no title of a statement or plan of action' };
    }
    return { score: 0.9, because: `its title: ${title}` };
  },
  extract: read,
};
