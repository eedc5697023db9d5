import { createDirectory } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { testContext, textDocument } from '../../testing/documents.ts';
import { drawOut } from '../draw-out.ts';
import { recogniseDocument } from '../recognise.ts';
import { newsArticle } from './news-article.ts';

const lines = [
  'Durham rated inadequate by Ofsted',
  'Ofsted rated the council as requiring improvement for children looked after and care leavers, inadequate for children who need help and protection, with an overall inadequate rating.',
  "A company, 'Together for Durham' (TfD), was made. It did not start to deliver services until April 2017.",
  'The current interim DCS works with partners. This arrangement, which has been in place since November 2017, helps.',
  'There was progress in adoption services, which is now good.',
  'Ann Smith, Chair of Together for Durham, said: \u201cWe are going to work as hard as we can on it.\u201d',
  'Single inspection of services',
];
const article = (more: readonly string[] = []) =>
  textDocument([...lines, ...more].join('\n'), 'news.txt');
const context = { ...testContext('news.txt'), published: '2018-07-31' };
const settings = { directory: createDirectory(), today: '2026-11-21' };

describe('a news article on an inspection', () => {
  it('is recognised by its headline and its quotations', () => {
    expect(recogniseDocument(article())?.kind.kind).toBe('news_article');
  });

  it('is none where nobody is quoted and nothing is rated', () => {
    expect(
      newsArticle.recognise(textDocument('Council news\nOfsted came. Ofsted went.')).score,
    ).toBe(0);
  });

  it('tells the grades of the sentence on the rating, and those told of single areas', () => {
    const { judgements, framework } = newsArticle.extract(article(), context);
    expect(framework?.value).toBe('SIF');
    expect(
      Object.fromEntries(judgements?.map(({ value }) => [value.area, value.grade]) ?? []),
    ).toEqual({
      overall: 'inadequate',
      help_and_protection: 'inadequate',
      children_in_care: 'requires_improvement',
      care_leavers: 'requires_improvement',
      adoption: 'good',
    });
    expect(judgements?.every(({ confidence }) => confidence === 'medium')).toBe(true);
  });

  it('tells posts and delivery, whoever is quoted being seen on its day', () => {
    const { facts } = newsArticle.extract(article(), context);
    expect(
      facts?.map(({ value }) => [
        value.type,
        value.occurred.from,
        value.data.role ?? value.data.stage,
      ]),
    ).toEqual([
      ['LeadershipChanged', '2017-11', 'dcs'],
      ['DeliveryChanged', '2017-04', 'delivering'],
      ['LeadershipObserved', '2018-07-31', 'delivery_chair'],
    ]);
  });

  it('is a claim of the press, near the day of the report and not on it', () => {
    const { proposals } = drawOut(article(), { ...settings, published: '2018-07-31' });
    const report = proposals.find(({ event }) => event.type === 'ReportPublished')?.event;
    expect(report).toMatchObject({
      occurred: { precision: 'month', from: '2018-07' },
      source: { rank: 'press', assertedBy: 'press' },
      data: { published: '2018-07' },
    });
  });

  it('is dated by the day that it prints', () => {
    const { published } = newsArticle.extract(
      article(['Published 26 July 2018']),
      testContext('news.txt'),
    );
    expect(published?.value).toBe('2018-07-26');
  });

  it('gives no grade without a day, which would be known too early', () => {
    const { proposals, problems } = drawOut(article(), settings);
    expect(proposals.map(({ event }) => event.type)).not.toContain('ReportPublished');
    expect(problems[0]).toMatchObject({ reason: 'no_publication' });
  });
});
