import type { PartialDate } from '@monitoring-timeline/core';
import type { KindExample } from '../examples.ts';
import { readAuthority } from '../fields/authority.ts';
import { mostNamedAuthority } from '../fields/most-named-authority.ts';
import {
  dayAlone,
  dayBehind,
  dayLabelled,
  nameFound,
  nameOnLine,
  namePattern,
} from '../fields/named-parts.ts';
import { type Flow, flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument } from '../model.ts';
import type { AuthorityRead, DocumentReading, FactRead, Read } from '../reading.ts';

type Instrument = 'direction' | 'improvement_notice';

const titleChars = 600;
const department =
  /\bsecretary\s+of\s+state\b|\bdepartment\s+for\s+(?:education|children)\b|\bDfE\b/i;
const directionTitle =
  /(?:^|\n)\s*(?:revised\s+|new\s+|second\s+|further\s+)?(?:statutory\s+)?direction\s+(?:issued\s+|made\s+|given\s+)?(?:to|under|in\s+relation\s+to|pursuant\s+to)\b/i;
const noticeTitle =
  /(?:^|\n)\s*(?:revised\s+|new\s+|second\s+|further\s+|non-statutory\s+)?(?:children['\u2018\u2019]?s\s+(?:services|social\s+care)\s+)?improvement\s+notice\b(?!\s+(?:was|is|has|had|in)\b)/i;
const endTitle =
  /(?:^|\n)\s*(?:re\s*:?\s+|subject\s*:?\s+)?(?:lifting|removal|revocation|withdrawal|closure|discharge|ending)\s+of\s+(?:the\s+|an?\s+)?(?:statutory\s+)?(direction|improvement\s+notice)\b/i;

interface Form {
  readonly instrument: Instrument;
  readonly ends: boolean;
  readonly title: string;
}

function formOf(flow: Flow): Form | undefined {
  const head = flow.text.slice(0, titleChars);
  const title = (found: RegExpExecArray): string => found[0].replace(/\s+/g, ' ').trim();
  const end = endTitle.exec(head);
  if (end) {
    const instrument = /notice/i.test(end[1] ?? '') ? 'improvement_notice' : 'direction';
    return { instrument, ends: true, title: title(end) };
  }
  const direction = directionTitle.exec(head);
  if (direction) return { instrument: 'direction', ends: false, title: title(direction) };
  const notice = noticeTitle.exec(head);
  return notice
    ? { instrument: 'improvement_notice', ends: false, title: title(notice) }
    : undefined;
}

/** Whom it is given to: as its title or its address says, else whom it names most. */
function authorityOf(
  document: DocumentText,
  flow: Flow,
  { directory }: ExtractContext,
  day: string | undefined,
): Read<AuthorityRead> | undefined {
  const named = [
    flow.find(/(?:^|\n)\s*to\s*:\s*([^\n]{3,120})/i),
    flow.find(
      /\b(?:direction|notice)\s+(?:issued\s+|made\s+|given\s+)?(?:to|in\s+relation\s+to)\s*:?\s+(?:the\s+)?([^.;:(]{3,120}?)(?=\s+(?:in\s+relation|under|pursuant|on|dated|for)\b|\s*[.;:(]|\n\s*\n|$)/i,
    ),
  ];
  for (const found of named) {
    if (!found || found.index > titleChars) continue;
    const read = readAuthority(found.groups[0] ?? '', found.locators, directory, day);
    if (read?.confidence === 'high') return read;
  }
  return mostNamedAuthority(linesOfDocument(document), directory, day);
}

/** The day that it bears: with its signature or under its title. */
function dayOf(flow: Flow, published: string | undefined): Read<string> | undefined {
  const signed = String.raw`dated?(?:\s+of\s+issue)?|issued|signed(?:\s+on)?|published`;
  const own = dayLabelled(flow, signed) ?? dayAlone(flow, titleChars);
  if (own) return own;
  const given = dayBehind(flow, String.raw`\bissued\b[^.;]{0,120}?\bon`);
  if (given) return { ...given, confidence: 'medium', note: 'as its text tells it' };
  const note = 'the day that it was given with';
  return published ? { value: published, locators: [], confidence: 'medium', note } : undefined;
}

const article = String.raw`(?:an?\s+|the\s+|her\s+|his\s+)?`;
const office = String.raw`(?:(?:[Ii]ndependent|[Ii]nterim|[Ll]ead|[Ii]mprovement|DfE|[Cc]hildren['\u2018\u2019]s|[Ss]ervices|[Ss]ocial|[Cc]are)\s+)*([Cc]ommissioner|[Aa]dvis[eo]r)`;
const appointed = new RegExp(
  String.raw`\b(?:(?:hereby\s+)?([Aa]ppoints)|has\s+appointed|have\s+appointed|[Aa]ppointment\s+of|appointed)\s+(${namePattern})(?:\s*\([^)]{0,80}\))?,?\s+(?:as|to\s+be|to\s+act\s+as)\s+${article}${office}\b`,
  'u',
);
const labelledPost = new RegExp(
  String.raw`(?:^|\n)\s*${office}\s*:\s*(${nameOnLine})(?=\s*(?:\n|$|,))`,
  'u',
);

/** The commissioner or adviser that it names. One whom it only tells of, or names again, was there by then. */
function appointmentsOf(
  flow: Flow,
  day: Read<string>,
  again: boolean,
  context: ExtractContext,
): readonly Read<FactRead>[] {
  const found = flow.find(appointed) ?? flow.find(labelledPost);
  const [first = '', second = '', third = ''] = found?.groups ?? [];
  const labelled = third === '';
  const [post, name] = labelled ? [first, second] : [third, second];
  const person = found && nameFound({ ...found, groups: [name] });
  if (!person) return [];
  const now = !labelled && first !== '' && !again;
  const occurred: PartialDate = { precision: now ? 'day' : 'by', from: day.value };
  const instrument = /commissioner/i.test(post) ? 'commissioner' : 'adviser';
  return [
    {
      value: {
        type: 'InterventionStarted',
        occurred,
        data: { instrument, person: context.person(person.name) },
      },
      locators: person.locators,
      confidence: now ? 'high' : 'medium',
      ...(now ? {} : { note: 'named in it; since when it does not say' }),
    },
  ];
}

/** An earlier direction or notice that it takes the place of, with its day where it is told. */
function replacedBy(
  flow: Flow,
): { readonly instrument: Instrument; readonly day?: Read<string> } | undefined {
  const forms = [
    /\b(?:revokes|replaces|supersedes|substitutes)\s+(?:and\s+(?:revokes|replaces|supersedes)\s+)?(?:the|an?|any|all)\s+(?:\w+\s+){0,3}?(direction|improvement\s+notice)/i,
    /\b(?:earlier|previous|first)\s+(direction|improvement\s+notice)[^.;]{0,80}?\b(?:is|are)\s+(?:hereby\s+)?(?:revoked|replaced|superseded|withdrawn)/i,
    /\b(direction|improvement\s+notice)\s+(?:of|dated|issued\s+on|given\s+on|made\s+on)\s[^.;]{5,60}?\b(?:is|are)\s+(?:hereby\s+)?(?:revoked|replaced|superseded|withdrawn)/i,
  ];
  const found = forms.map((form) => flow.find(form)).find((one) => one !== undefined);
  if (!found) return undefined;
  const instrument = /notice/i.test(found.groups[0] ?? '') ? 'improvement_notice' : 'direction';
  const words = instrument === 'direction' ? 'direction' : String.raw`improvement\s+notice`;
  const day = dayBehind(
    flow,
    String.raw`\b${words}\s+(?:of|dated|issued(?:\s+to\s+[^.;]{3,60})?\s+on|given\s+on|made\s+on)\s*(?:the\s+)?`,
    found.index,
  );
  return { instrument, ...(day ? { day } : {}) };
}

const names: Readonly<Record<Instrument, string>> = {
  direction: 'Statutory direction',
  improvement_notice: 'Improvement notice',
};

function read(document: DocumentText, context: ExtractContext): DocumentReading {
  const flow = flowOfDocument(document);
  const form = formOf(flow) ?? { instrument: 'direction', ends: false, title: '' };
  const { instrument, ends } = form;
  const day = dayOf(flow, context.published);
  const authority = authorityOf(document, flow, context, day?.value);
  const what = ends ? `End of ${names[instrument].toLowerCase()}` : names[instrument];
  const source = {
    publisher: 'Department for Education',
    rank: 'government',
    title: `${what}: ${authority?.value.name ?? 'an authority that is not named'}, ${day?.value ?? 'undated'}`,
    assertedBy: 'government',
    ...(day ? { published: day.value } : {}),
  } as const;
  const kind = 'direction_or_notice';
  // it is asked for, as of every document without a day
  if (!day) return { kind, authority, source, problems: [] };
  const replaced = ends ? undefined : replacedBy(flow);
  const occurred = { precision: 'day', from: day.value } as const;
  const data = { instrument, ...(replaced ? { replaces: replaced.instrument } : {}) };
  const own: Read<FactRead> = {
    ...day,
    value: { type: ends ? 'InterventionEnded' : 'InterventionStarted', occurred, data },
  };
  const earlier: readonly Read<FactRead>[] =
    replaced?.day && replaced.day.value < day.value
      ? [
          {
            value: {
              type: 'InterventionStarted',
              occurred: { precision: 'day', from: replaced.day.value },
              data: { instrument: replaced.instrument },
            },
            locators: replaced.day.locators,
            confidence: 'medium',
            note: 'told of by the one that takes its place',
          },
        ]
      : [];
  const posts = ends ? [] : appointmentsOf(flow, day, replaced !== undefined, context);
  return {
    kind,
    authority,
    published: day,
    facts: [own, ...earlier, ...posts],
    source,
    problems: [],
  };
}

const withCommissioner: KindExample = {
  shows: 'a direction that takes the place of another and appoints a commissioner',
  text: `Statutory direction to Durham in relation to children's services
The Secretary of State for Education finds that the Council does not carry out its functions to an adequate standard.
1. The Secretary of State has appointed Ada Quill as Children's Services Commissioner.
2. The Council shall do as the Commissioner advises.
3. This direction revokes the direction dated 4 May 2015.
Signed for the Secretary of State by a senior official
Dated this 3rd day of April 2017`,
  reads: {
    authority: 'durham',
    published: '2017-04-03',
    facts: ['InterventionStarted'],
    publisher: 'Department for Education',
  },
};

const notice: KindExample = {
  shows: 'an improvement notice with its adviser',
  text: `Department for Education
Improvement notice
To: Durham
Date: 5 March 2019
This notice is given by the Secretary of State since services for children are not good enough.
The Department for Education appoints Bo Tern as improvement adviser.
Progress is looked at every six months.`,
  reads: {
    authority: 'durham',
    published: '2019-03-05',
    facts: ['InterventionStarted'],
    publisher: 'Department for Education',
  },
};

const lifted: KindExample = {
  shows: 'a letter that ends a notice',
  text: `Department for Education
12 June 2021
Lifting of the improvement notice to Durham
Dear Leader
Services are better, and the Secretary of State ends the notice from this day.`,
  reads: {
    authority: 'durham',
    published: '2021-06-12',
    facts: ['InterventionEnded'],
    publisher: 'Department for Education',
  },
};

/**
 * Statutory directions and improvement notices of the department, and letters that end them: the instrument with its day, what it replaces,
 * the commissioner or adviser it names. What the council is told to do, by when, and why, is not read.
 */
export const directionOrNotice: KindOfDocument = {
  kind: 'direction_or_notice',
  examples: [withCommissioner, notice, lifted],
  recognise(document) {
    const flow = flowOfDocument(document);
    const form = formOf(flow);
    if (!form || !department.test(flow.text.slice(0, 5 * titleChars))) {
      return { score: 0, because: 'no title of a direction or notice of the department' };
    }
    return { score: 0.93, because: `its title: ${form.title}` };
  },
  extract: read,
};
