import { createDirectory } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { drawOut } from '../draw-out.ts';

const directory = createDirectory();

function drawn(text: string, published?: string) {
  const document = textDocument(text);
  const { kind, proposals, problems } = drawOut(document, {
    directory,
    today: '2026-11-21',
    published,
  });
  const claims = proposals.map(({ event: { type, authority, occurred, known, data } }) => {
    const { person, ...plain } = data as Readonly<Record<string, unknown>>;
    return {
      type,
      authority,
      occurred,
      known: known.from,
      ...plain,
      ...(person ? { named: true } : {}),
    };
  });
  return { kind, claims, problems: problems.map(({ reason }) => reason) };
}

const day = (from: string) => ({ precision: 'day', from });
const by = (from: string) => ({ precision: 'by', from });

describe('a direction or notice of the department', () => {
  it('begins the intervention on its day, and that which it takes the place of on its own', () => {
    const text = `DEPARTMENT FOR EDUCATION
STATUTORY DIRECTION ISSUED TO BURY METROPOLITAN BOROUGH COUNCIL UNDER SECTION 497A(4B) OF THE EDUCATION ACT 1996
WHEREAS the Secretary of State is of the opinion that the Council fails.
2. The Secretary of State hereby appoints Dame Ada Quill DBE as Commissioner for Children's Services.
NOW THEREFORE this Direction replaces the Direction dated 20 July 2021.
Signed by authority of the Secretary of State
Dated: 9 February 2022`;
    expect(drawn(text)).toEqual({
      kind: 'direction_or_notice',
      problems: [],
      claims: [
        {
          type: 'InterventionStarted',
          authority: 'bury',
          occurred: day('2022-02-09'),
          known: '2022-02-09',
          instrument: 'direction',
          replaces: 'direction',
        },
        {
          type: 'InterventionStarted',
          authority: 'bury',
          occurred: day('2021-07-20'),
          known: '2022-02-09',
          instrument: 'direction',
        },
        {
          type: 'InterventionStarted',
          authority: 'bury',
          occurred: by('2022-02-09'),
          known: '2022-02-09',
          instrument: 'commissioner',
          named: true,
        },
      ],
    });
  });

  it('names a commissioner from its day, or by then where it only tells of the appointment', () => {
    const text = (sentence: string) => `Direction to Bury
Published 3 May 2022
The Secretary of State for Education directs the Council. ${sentence}`;
    const posts = (sentence: string) =>
      drawn(text(sentence)).claims.flatMap((claim) =>
        'named' in claim && claim.named
          ? [[(claim as Record<string, unknown>).instrument, claim.occurred]]
          : [],
      );
    expect(
      posts('The Secretary of State appoints Bo Tern as the independent commissioner.'),
    ).toEqual([['commissioner', day('2022-05-03')]]);
    expect(
      posts('Bo Tern was met. The Secretary of State has appointed Ada Quill as an adviser.'),
    ).toEqual([['adviser', by('2022-05-03')]]);
    expect(posts('The Council appoints a commissioner of its own.')).toEqual([]);
  });

  it('is not taken without its day, and a paper that tells of one is none', () => {
    const undated =
      'Improvement notice\nTo: Bury Council\nThe Secretary of State gives this notice.';
    expect(drawn(undated)).toMatchObject({ claims: [], problems: ['no_publication'] });
    expect(drawn(undated, '2022-05-03').claims).toMatchObject([{ occurred: day('2022-05-03') }]);
    const told =
      'An account of Bury\nThe improvement notice was issued in May 2022 by the Secretary of State.';
    expect(drawn(told).kind).toBe('unrecognised');
  });

  it('ends with the letter that says so', () => {
    const text = `Department for Education\n4 March 2024\nDear Leader\nRevocation of the statutory direction to Bury\nThe Secretary of State is content.`;
    expect(drawn(text).claims).toMatchObject([
      { type: 'InterventionEnded', instrument: 'direction', occurred: day('2024-03-04') },
    ]);
  });
});

describe('a report of a commissioner', () => {
  const report = (
    recommendation: string,
    date = 'Date: 7 May 2019',
  ) => `Report of the Children's Services Commissioner for Bury
By Ada Quill
${date}
To the Secretary of State. Bury was visited often, and Bury has begun to change.
${recommendation}`;

  it('says whether services should stay, where it says so in so many words', () => {
    const topics = (recommendation: string) => {
      const { claims, problems } = drawn(report(recommendation));
      return [...claims.flatMap((claim) => ('topic' in claim ? [claim.topic] : [])), ...problems];
    };
    expect(topics('I therefore recommend that services remain with the council.')).toEqual([
      expect.stringContaining('stay with the council'),
    ]);
    expect(
      topics('My recommendation is that services are removed from the control of the council.'),
    ).toEqual([expect.stringContaining('leave the control')]);
    expect(
      topics('I recommend that services are not removed from the control of the council.'),
    ).toEqual(['unread_recommendation']);
    expect(
      topics(
        'I recommend that services remain with the council. I recommend that fostering be moved from the council to a trust.',
      ),
    ).toEqual(['unread_recommendation']);
  });

  it('waits for a day where it prints none, and is no report of another commissioner', () => {
    const { problems, claims } = drawn(
      report('I recommend that services remain with the council.', ''),
    );
    expect([claims, problems]).toEqual([[], ['no_publication']]);
    const national = report('').replace(
      "Children's Services Commissioner for Bury",
      "Children's Commissioner for England",
    );
    expect(drawn(national).kind).toBe('unrecognised');
  });
});

describe('a paper of an improvement board', () => {
  it('tells the meeting, its chair and the next one; the board is an intervention where the government has a part', () => {
    const head = (more: string) => `Bury Children's Improvement Board
Notes of the meeting held on Tuesday 4 March 2025
Present\tAda Quill (Independent Chair)
Apologies\tBo Tern
Bury was thanked by all in Bury.${more}
Next meeting: 6 May 2025`;
    expect(drawn(head('')).claims).toEqual([
      {
        type: 'ContextNoted',
        authority: 'bury',
        occurred: day('2025-03-04'),
        known: '2025-03-04',
        kind: 'meeting',
        topic: 'Meeting of the improvement board',
      },
      {
        type: 'LeadershipObserved',
        authority: 'bury',
        occurred: day('2025-03-04'),
        known: '2025-03-04',
        role: 'improvement_board_chair',
        named: true,
      },
      {
        type: 'CommitmentMade',
        authority: 'bury',
        occurred: day('2025-03-04'),
        known: '2025-03-04',
        topic: 'Next meeting of the improvement board',
        due: day('2025-05-06'),
      },
    ]);
    expect(drawn(head('\nThe adviser of the DfE reported.')).claims.at(-1)).toMatchObject({
      type: 'InterventionStarted',
      instrument: 'improvement_board',
      occurred: by('2025-03-04'),
    });
  });

  it('is known by its head where the name of its authority has a full stop', () => {
    const agenda = 'St. Helens Improvement Board\nAgenda\nMeeting date: 8 April 2024\n1. Apologies';
    expect(drawn(`${agenda}\n2. The plan of St. Helens`).claims).toMatchObject([
      { type: 'ContextNoted', authority: 'st-helens', occurred: day('2024-04-08') },
    ]);
  });
});

describe('an action statement', () => {
  it('is published for the inspection that it answers, with whom it was made', () => {
    const text = `Joint written statement of action
Bury Council and Greater Lake NHS Foundation Trust
Published: 3 June 2019
The joint targeted area inspection of Bury took place between 4 and 8 February 2019.`;
    expect(drawn(text).claims).toEqual([
      {
        type: 'StatementPublished',
        authority: 'bury',
        occurred: day('2019-06-03'),
        known: '2019-06-03',
        of: {
          activity: 'visit',
          framework: 'JTAI',
          visitKind: 'jtai',
          days: { precision: 'range', from: '2019-02-04', to: '2019-02-08' },
        },
        clock: 'action_statement',
        done: true,
        title: 'Joint written statement of action, with Greater Lake NHS Foundation Trust',
      },
    ]);
  });

  it('that only asks for one is none', () => {
    const letter =
      'Ofsted\n4 March 2019\nDear Ms Quill\nJoint inspection\nA written statement of action is required of Bury.';
    expect(drawn(letter).kind).not.toBe('action_statement');
  });
});

describe('a letter after the meeting of the year', () => {
  it('tells the day of the meeting and the region, and whom it is addressed to', () => {
    const text = `Ofsted
14 March 2025
Ms Ada Quill
Director of Children’s Services
Town Hall
Dear Ms Quill
Annual conversation with Bury
We met you and your team for the annual conversation on Tuesday 4 March 2025.
Yours sincerely
Bo Tern
Regional Director, North West`;
    expect(drawn(text)).toMatchObject({
      kind: 'annual_engagement_letter',
      problems: [],
      claims: [
        {
          type: 'ContextNoted',
          occurred: day('2025-03-04'),
          known: '2025-03-14',
          topic: expect.stringContaining('North West'),
        },
        { type: 'LeadershipObserved', occurred: day('2025-03-14'), role: 'dcs', named: true },
      ],
    });
  });
});
