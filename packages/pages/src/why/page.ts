import { epochDay } from '@monitoring-timeline/core';
import type { Page } from '../page/page.ts';
import { whyView } from './view.ts';

/** Why an answer is what it is: from the answer to the rules, the events, the document and the place in it. */
export const why: Page = {
  address: '/authorities/:authority/why/:question',
  words: ['part'],
  template: 'why/why.njk',
  async show({ ask, path, links, asOf, directory, word }) {
    const { key } = directory.resolve(path.authority ?? '', { asOf: epochDay(asOf) });
    const question = path.question ?? '';
    const part = word('part');
    const asked = { authority: key, question, ...(part === undefined ? {} : { part }) };
    // of one part alone, since the words of a document cost its reading
    const explanation = await ask('explain', { ...asked, passages: part !== undefined });
    return whyView(explanation, part, links);
  },
};
