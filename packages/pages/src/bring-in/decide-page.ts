import type { DeskPage } from '../desk/desk-page.ts';
import type { Tried } from '../visit/bring-in.ts';
import { acceptanceIn } from './acceptance.ts';
import { decideView } from './decide-view.ts';

/** One thing that waits: what its document says, what it would become, and the decision. */
export const bringInDecide: DeskPage = {
  address: '/bring-in/waiting/:id',
  access: 'editor',
  words: [],
  template: 'bring-in/decide.njk',
  async show({ visit, path, sent, tried }) {
    return decideView(await visit.bringIn.item(path.id ?? ''), sent, tried as Tried | undefined);
  },
  trials: {
    async try({ visit, path, fields }) {
      return visit.bringIn.tryOut(path.id ?? '', acceptanceIn(fields));
    },
  },
  forms: {
    async accept({ visit, path, fields }) {
      await visit.bringIn.accept(path.id ?? '', acceptanceIn(fields));
      return '/bring-in?done=accepted';
    },
    async reject({ visit, path, fields }) {
      await visit.bringIn.reject(path.id ?? '', fields.get('why-not') ?? '');
      return '/bring-in?done=rejected';
    },
  },
};
