import type { DeskPage } from '../desk/desk-page.ts';
import { statusView } from './view.ts';

/** How the service stands, in words. */
export const status: DeskPage = {
  address: '/status',
  access: 'editor',
  words: [],
  template: 'status/status.njk',
  async show({ visit }) {
    return statusView(await visit.status.look());
  },
};
