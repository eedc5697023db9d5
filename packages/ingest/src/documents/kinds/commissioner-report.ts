import type { KindExample } from '../examples.ts';
import { mostNamedAuthority } from '../fields/most-named-authority.ts';
import { dayAlone, dayLabelled, nameFound, nameOnLine } from '../fields/named-parts.ts';
import { type Flow, flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument } from '../model.ts';
import type { DocumentReading, FactRead, Read } from '../reading.ts';

const headChars = 1500;
const office = String.raw`(?:(?:independent|DfE|department(?:['\u2018\u2019]s)?|children['\u2018\u2019]?s|services|social\s+care)\s+)*commissioner`;
const titles: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:^|\n)[^\n]{0,80}\breport\s+(?:of|by|from)\s+(?:the\s+)?${office}\b`,
    'i',
  ),
  new RegExp(
    String.raw`(?:^|\n)[^\n.]{0,80}\b${office}['\u2018\u2019]?s?\s+(?:\w+\s+){0,2}(?:report|review|recommendations?)\b`,
    'i',
  ),
];
/** Other commissioners, who are sent to no council. */
const others =
  /\bchildren['\u2018\u2019]s\s+commissioner\s+for\s+(?:england|wales)\b|\bpolice\s+and\s+crime\s+commissioner|\binformation\s+commissioner/i;
const sent = /\bsecretary\s+of\s+state\b|\bdepartment\s+for\s+education\b|\bdirection\b/i;

function titleOf(flow: Flow): string | undefined {
  const head = flow.text.slice(0, headChars);
  if (others.test(head) || !sent.test(flow.text.slice(0, 4 * headChars))) return undefined;
  return titles.map((title) => title.exec(head)?.[0].replace(/\s+/g, ' ').trim()).find(Boolean);
}

const post = String.raw`(?:[Ii]ndependent\s+|DfE\s+)?(?:[Cc]hildren['\u2018\u2019]s\s+)?(?:[Ss]ervices\s+|[Ss]ocial\s+[Cc]are\s+)?[Cc]ommissioner`;
const holders: readonly RegExp[] = [
  new RegExp(String.raw`(${nameOnLine})\s*(?:,|\n|\t|\u2013|-)\s*(?:[Tt]he\s+)?${post}\b`, 'u'),
  new RegExp(String.raw`\b${post}\s*(?::|,|\n|\t)\s*(${nameOnLine})`, 'u'),
  new RegExp(String.raw`\b[Bb]y\s+(${nameOnLine})(?=\s*(?:\n|,|\())`, 'u'),
];

const recommends =
  /\b(?:i|we)\s+(?:therefore\s+|do\s+|also\s+)?recommend\b|\b(?:my|the|our)\s+(?:main\s+|principal\s+)?recommendation\s+(?:to\s+the\s+secretary\s+of\s+state\s+)?is\b|\bit\s+is\s+(?:my\s+recommendation|recommended)\b/gi;
const stays =
  /\b(?:remain|stay|continue|be\s+retained|be\s+kept|should\s+keep|should\s+retain)\b[^.]{0,80}\b(?:council|local\s+authority|authority|control)\b|\b(?:council|authority)\b[^.]{0,40}\b(?:keeps?|retains?|continues?\s+to\s+(?:run|deliver|provide))\b/i;
const leaves =
  /\b(?:removed|taken|transfer(?:red)?|moved?)\b[^.]{0,80}\b(?:council|local\s+authority|authority|control)\b|\b(?:new|alternative|independent)\s+(?:\w+\s+){0,2}(?:trust|company|delivery)\b|\bchildren['\u2018\u2019]s\s+trust\b/i;
const not = /\b(?:not|no\s+longer|rather\s+than)\b/i;

type Answer = 'stay' | 'leave';
const topics: Readonly<Record<Answer, string>> = {
  stay: 'Commissioner’s report: recommends that services stay with the council',
  leave: 'Commissioner’s report: recommends that services leave the control of the council',
};

/** What is recommended on who should run the services, where its sentences say one thing and no other. */
function recommendationOf(
  flow: Flow,
): { readonly answer: Answer; readonly from: number; readonly to: number } | undefined {
  const found: { answer: Answer; from: number; to: number }[] = [];
  for (const match of flow.text.matchAll(recommends)) {
    const end = flow.text.slice(match.index).search(/\.(?:\s|$)/);
    const to = match.index + (end < 0 ? 300 : Math.min(end, 600));
    const sentence = flow.text.slice(match.index, to);
    const [stay, leave] = [stays.test(sentence), leaves.test(sentence)];
    if (stay === leave) continue;
    const answer = (stay ? 'stay' : 'leave') as Answer;
    // "not be removed" is neither without being read by a person
    if (not.test(sentence)) return undefined;
    found.push({ answer, from: match.index, to });
  }
  const [first] = found;
  return first && found.every(({ answer }) => answer === first.answer) ? first : undefined;
}

function read(document: DocumentText, context: ExtractContext): DocumentReading {
  const flow = flowOfDocument(document);
  const printed = dayLabelled(flow, 'dated?|published|submitted') ?? dayAlone(flow, 2 * headChars);
  const day = printed?.value ?? context.published;
  const authority = mostNamedAuthority(linesOfDocument(document), context.directory, day);
  const source = {
    publisher: 'Department for Education',
    rank: 'government',
    title: `Commissioner’s report: ${authority?.value.name ?? 'an authority that is not named'}, ${day ?? 'undated'}`,
    assertedBy: 'government',
    ...(day ? { published: day } : {}),
  } as const;
  const kind = 'commissioner_report';
  if (!day) return { kind, authority, source, problems: [] };
  const occurred = { precision: 'day', from: day } as const;
  const holder = holders
    .map((form) => nameFound(flow.find(form)))
    .find((found) => found !== undefined);
  const recommended = recommendationOf(flow);
  const facts: Read<FactRead>[] = [];
  if (recommended) {
    facts.push({
      value: {
        type: 'ContextNoted',
        occurred,
        data: { kind: 'document', topic: topics[recommended.answer] },
      },
      locators: flow.locate(recommended.from, recommended.to),
      confidence: 'medium',
      note: 'told by the words of its recommendation',
    });
  }
  if (holder) {
    facts.push({
      value: {
        type: 'LeadershipObserved',
        occurred,
        data: { role: 'commissioner', person: context.person(holder.name) },
      },
      locators: holder.locators,
      confidence: 'medium',
      note: 'by the name beside the office',
    });
  }
  const message =
    'No sentence says for sure whether services should stay with the council. Read its recommendations, and record what they say with `timeline record`.';
  return {
    kind,
    authority,
    published: printed,
    facts,
    source,
    problems: recommended ? [] : [{ reason: 'unread_recommendation', message, locators: [] }],
  };
}

const leavesControl: KindExample = {
  shows: 'a report that says services should go to a trust',
  text: `Children's services in Durham
Report of the Children's Services Commissioner
Ada Quill, Children's Services Commissioner
4 May 2017
To the Secretary of State for Education
The council has tried for years, and too little has changed in Durham.
I recommend that services be transferred from the council to a new children's trust.`,
  reads: {
    authority: 'durham',
    published: '2017-05-04',
    facts: ['ContextNoted', 'LeadershipObserved'],
    publisher: 'Department for Education',
  },
};

const unclear: KindExample = {
  shows: 'a report whose recommendation leaves the question open, which it says',
  text: `Commissioner's report on children's services in Durham
Date: 6 June 2018
By Bo Tern
This report to the Secretary of State for Education is on Durham.
I recommend that the department looks again in a year.`,
  reads: {
    authority: 'durham',
    published: '2018-06-06',
    facts: ['LeadershipObserved'],
    publisher: 'Department for Education',
    problems: ['unread_recommendation'],
  },
};

/**
 * Reports of commissioners whom the department sent: the day, the commissioner, and whether services should stay with the council. All
 * else that is found or recommended is not read.
 */
export const commissionerReport: KindOfDocument = {
  kind: 'commissioner_report',
  examples: [leavesControl, unclear],
  recognise(document) {
    const title = titleOf(flowOfDocument(document));
    if (title === undefined) return { score: 0, because: 'no title of a commissioner’s report' };
    return { score: 0.9, because: `its title: ${title}` };
  },
  extract: read,
};
