import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { flowOfDocument } from '../flow.ts';
import { nameIn, readInspectors } from './people.ts';

const team = (text: string) =>
  readInspectors(flowOfDocument(textDocument(text))).map(
    ({ value }) => `${value.role}: ${value.name}`,
  );

describe('inspectors', () => {
  it('are the lead with the title of office left out', () => {
    expect(
      team('Lead inspector: M\u00e1ire Example-Jones, His Majesty\u2019s Inspector\nJudgement'),
    ).toEqual(['lead: M\u00e1ire Example-Jones']);
    expect(team('Lead inspector:\tAnn Example\nHer Majesty\u2019s Inspector')).toEqual([
      'lead: Ann Example',
    ]);
    expect(team('Lead inspector: Ann Example HMI\nJudgement')).toEqual(['lead: Ann Example']);
  });

  it('are two leads where two are named', () => {
    expect(
      team(
        'Lead inspectors: Ann Example, His Majesty\u2019s Inspector, and Bob Sample,\nHis Majesty\u2019s Inspector',
      ),
    ).toEqual(['lead: Ann Example', 'lead: Bob Sample']);
  });

  it('go on over a title that was broken, and end where another head stands on the line', () => {
    expect(
      team(
        'Team inspectors: Ann Example HMI, Bob Sample HMI, Cat Thomson-Jones\nHMI, Dan Fox (Contracted\nInspector), Eve\nGrey. Shadow inspector: Fay-Anne Hill\nSenior data analyst: Guy Ivory',
      ),
    ).toEqual([
      'team: Ann Example',
      'team: Bob Sample',
      'team: Cat Thomson-Jones',
      'team: Dan Fox',
      'team: Eve Grey',
      'other: Fay-Anne Hill',
      'data_analyst: Guy Ivory',
    ]);
  });

  it('are a team over several lines, each with the role of the head above', () => {
    expect(
      team(
        'Lead inspector: Ann Example HMI\nDeputy lead inspector: Bob Sample SHMI\nTeam inspectors: Cat D\u2019Arcy HMI; Dan Fox HMI;\nEve Thomson-\nJones HMI and Fay Grey OI\nSenior data analyst: Guy Hill\nA second visit was made in spring.',
      ),
    ).toEqual([
      'lead: Ann Example',
      'deputy: Bob Sample',
      'team: Cat D\u2019Arcy',
      'team: Dan Fox',
      'team: Eve Thomson-Jones',
      'team: Fay Grey',
      'data_analyst: Guy Hill',
    ]);
  });

  it('are the lead of a front page that prints no colon', () => {
    expect(team('Age group: All\nLead inspector Ann Example HMI\nAvailable in braille')).toEqual([
      'lead: Ann Example',
    ]);
    expect(team('The lead inspector met staff.\nLead inspector notes were kept.')).toEqual([]);
  });

  it('are never made of a sentence', () => {
    expect(nameIn('inspectors looked at the records')).toBeUndefined();
    expect(nameIn('Room 12 North')).toBeUndefined();
  });
});
