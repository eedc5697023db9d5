import type { DeskPage } from '../desk/desk-page.ts';
import { placeHere } from '../desk/local.ts';
import { signInView } from './view.ts';

/** Where a token is exchanged for a session, and a session is ended. */
export const signIn: DeskPage = {
  address: '/sign-in',
  access: 'everybody',
  words: ['to', 'done'],
  template: 'sign-in/sign-in.njk',
  async show({ visit, word, sent }) {
    const { who, signing } = visit;
    return signInView({
      who,
      safe: signing.safe,
      sessions: who?.session ? await signing.sessions() : 0,
      to: placeHere(sent?.get('to') ?? word('to')),
      out: word('done') === 'out',
    });
  },
  forms: {
    async in({ visit, fields }) {
      await visit.signing.signIn(fields.get('token') ?? '');
      return placeHere(fields.get('to')) ?? '/sign-in';
    },
    async out({ visit }) {
      await visit.signing.signOut();
      return '/sign-in?done=out';
    },
    async everywhere({ visit }) {
      await visit.signing.signOutEverywhere();
      return '/sign-in?done=out';
    },
  },
};
