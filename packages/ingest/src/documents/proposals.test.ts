import { createDirectory } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { textDocument } from '../testing/documents.ts';
import { drawOut } from './draw-out.ts';
import { kindsOfDocument } from './kinds/index.ts';

const settings = { directory: createDirectory(), today: '2026-11-21' };

function claimsOf(kind: string, file: string, published?: string) {
  const [example] = kindsOfDocument.find((one) => one.kind === kind)?.examples ?? [];
  const document = textDocument(example?.text ?? '', file);
  return drawOut(document, published ? { ...settings, published } : settings);
}

describe('the claims of a document', () => {
  it('on a partnership have the source that the table of such inspections names', () => {
    const { proposals } = claimsOf('area_send_report', 'report.txt', '2024-04-05');
    const titles = new Set(proposals.map(({ event }) => event.source.title));
    expect([...titles]).toEqual(['Area SEND inspection report: Durham, published 2024-04-05']);
  });

  it('of a letter are known from the day that it prints, rather than from that in the name of its file', () => {
    const { proposals } = claimsOf('focused_visit_letter', '2019-04-02_letter.txt');
    const report = proposals.find(({ event }) => event.type === 'ReportPublished')?.event;
    expect(report).toMatchObject({
      known: { from: '2019-03-14', basis: 'letter_dated' },
      source: { title: 'Focused visit letter: Durham, dated 2019-03-14' },
    });
  });

  it('of a letter are known from its publication where the caller gives it', () => {
    const { proposals } = claimsOf('focused_visit_letter', 'letter.txt', '2019-04-02');
    const report = proposals.find(({ event }) => event.type === 'ReportPublished')?.event;
    expect(report?.known).toEqual({ from: '2019-04-02', basis: 'published' });
  });

  it('without any day wait for one, and the problem says how to give it', () => {
    const { proposals, problems } = claimsOf('news_article', 'article.txt');
    expect(proposals.map(({ event }) => event.type)).not.toContain('ReportPublished');
    expect(problems[0]?.message).toMatch(/no grade .* was taken.*--published/);
  });

  it('leave out since when visits are counted where that is only guessed, and say so', () => {
    const [example] =
      kindsOfDocument.find(({ kind }) => kind === 'monitoring_visit_letter')?.examples ?? [];
    const text = example?.text.replace('published in June 2018', 'in June 2018') ?? '';
    const { proposals, problems } = drawOut(textDocument(text, 'letter.txt'), settings);
    const visit = proposals.find(({ event }) => event.type === 'VisitCarriedOut')?.event;
    expect(visit?.data).toMatchObject({ sequence: 3 });
    expect(visit?.data).not.toHaveProperty('since');
    expect(problems).toMatchObject([{ reason: 'unsure', locator: 'line 9' }]);
    expect(problems[0]?.message).toMatch(/^Since which report the visits are counted .*"2018-06"/);
    // a person who agrees puts it into that claim
    expect(problems[0]?.claims).toMatchObject([
      {
        type: 'FactCorrected',
        data: {
          target: visit?.id,
          pointer: '/data/since',
          value: { precision: 'month', from: '2018-06' },
        },
      },
    ]);
  });

  it('that are not sure are told in plain words, with what they say', () => {
    const [example] = kindsOfDocument.find(({ kind }) => kind === 'council_paper')?.examples ?? [];
    const text = `${example?.text}\nA review of early help services will follow in good time.`;
    const { problems } = drawOut(textDocument(text, 'paper.txt'), settings);
    expect(problems.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^A commitment \("Review: early help"\) was read but is not sure/),
    );
  });

  it('are none where it is not sure which authority is meant, and the problem names what is printed', () => {
    const [example] = kindsOfDocument[0]?.examples ?? [];
    const text = example?.text.replaceAll('Durham', 'Derby and Derbyshire') ?? '';
    const { proposals, problems } = drawOut(textDocument(text), {
      ...settings,
      published: '2024-07-01',
    });
    expect(proposals).toEqual([]);
    expect(problems.map(({ reason }) => reason)).toEqual(['unknown_authority']);
    expect(problems[0]?.message).toContain('Derby and Derbyshire');
  });
});
