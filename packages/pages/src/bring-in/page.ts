import type { DeskPage } from '../desk/desk-page.ts';
import { jobView } from './job-view.ts';
import { bringInView } from './view.ts';

/** Where documents are dropped, and the work list of what waits for a decision. */
export const bringIn: DeskPage = {
  address: '/bring-in',
  access: 'editor',
  words: ['which', 'reason', 'done'],
  template: 'bring-in/bring-in.njk',
  files: true,
  async show({ visit, word }) {
    const which = word('which') === 'decided' ? 'decided' : 'open';
    const rows = await visit.bringIn.waiting(which);
    return bringInView(rows, visit.bringIn.jobs(), {
      limits: visit.bringIn.limits,
      which,
      reason: word('reason'),
      done: word('done'),
    });
  },
  forms: {
    async bring({ visit, fields, files, command }) {
      if (!files) return '/bring-in';
      const wanted = { dry: fields.get('dry') === 'true', published: fields.get('published') };
      const id = visit.bringIn.begin(command.slice(0, 32), files, wanted);
      return `/bring-in/imports/${id}`;
    },
  },
};

/** One import: how far it is, and what was read beside what it was read from. */
export const bringInJob: DeskPage = {
  address: '/bring-in/imports/:id',
  access: 'editor',
  words: [],
  template: 'bring-in/job.njk',
  async show({ visit, path }) {
    return jobView(await visit.bringIn.job(path.id ?? ''));
  },
};
