import {
  type KindExample,
  type KindOfDocument,
  linesOfDocument,
  locatorOf,
  readAuthority,
  readDay,
} from '@monitoring-timeline/ingest/kinds';

const title = /^improvement\s+notice\b/i;
const addressed = /^to\s*:\s*/i;
const dated = /^(?:date|issued)\b/i;

const toOneCouncil: KindExample = {
  shows: 'a notice to one council, with its day',
  text: `Improvement notice
To: Durham County Council
Issued: 4 March 2019
This notice is given because children's services are not what they should be.`,
  reads: {
    authority: 'durham',
    published: '2019-03-04',
    facts: ['InterventionStarted'],
    publisher: 'Department for Education',
  },
};

const withoutDay: KindExample = {
  shows: 'a notice without a day, which says so',
  text: `IMPROVEMENT NOTICE
To: The City of Bradford Metropolitan District Council
This notice is given because children's services are not what they should be.`,
  reads: {
    authority: 'bradford',
    publisher: 'Department for Education',
    problems: ['unreadable_date'],
  },
};

/** Notices of a government department that a council must improve: an intervention begins on the day of the notice. */
export const improvementNotice: KindOfDocument = {
  kind: 'improvement_notice',
  examples: [toOneCouncil, withoutDay],
  recognise(document) {
    const [first] = linesOfDocument(document);
    if (!first || !title.test(first.text)) return { score: 0, because: 'no title of a notice' };
    return { score: 0.95, because: `its title: ${first.text}` };
  },
  extract(document, { directory }) {
    const lines = linesOfDocument(document).slice(0, 20);
    const to = lines.find(({ text }) => addressed.test(text));
    const on = lines.find(({ text }) => dated.test(text) && readDay(text) !== undefined);
    const day = on && readDay(on.text);
    const name = to?.text.replace(addressed, '') ?? '';
    const authority = readAuthority(name, to ? [locatorOf(to)] : [], directory, day);
    const read = on && day ? { locators: [locatorOf(on)], confidence: 'high' as const } : undefined;
    const source = {
      publisher: 'Department for Education',
      rank: 'government',
      title: `Improvement notice: ${authority?.value.name ?? name}, ${day ?? 'undated'}`,
      assertedBy: 'government',
    } as const;
    if (!day || !read) {
      const message = 'No day stands under the title of the notice. Give its day by hand.';
      const problem = {
        reason: 'unreadable_date',
        message,
        locators: lines[0] ? [locatorOf(lines[0])] : [],
      };
      return { kind: 'improvement_notice', authority, source, problems: [problem] };
    }
    return {
      kind: 'improvement_notice',
      authority,
      published: { value: day, ...read },
      facts: [
        {
          value: {
            type: 'InterventionStarted',
            occurred: { precision: 'day', from: day },
            data: { instrument: 'improvement_notice' },
          },
          ...read,
        },
      ],
      source: { ...source, published: day },
      problems: [],
    };
  },
};
