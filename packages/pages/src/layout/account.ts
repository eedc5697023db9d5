import { withQuery } from '../links/links.ts';
import { allows, type Right } from '../visit/rights.ts';
import type { Who } from '../visit/visit.ts';
import { render } from './render.ts';

/** Where the account of who asks stands in a page that is otherwise the same for everybody; no text of the record can hold it. */
const place = '<!--account-->';

/** The pages of the desk that the top of every page leads to, each with the right that it needs. */
const desk: readonly { readonly text: string; readonly href: string; readonly right: Right }[] = [
  { text: 'Bring in', href: '/bring-in', right: 'editor' },
  { text: 'Subscriptions', href: '/subscriptions', right: 'reader' },
  { text: 'Status', href: '/status', right: 'editor' },
  { text: 'Log', href: '/log', right: 'reader' },
  { text: 'Tokens', href: '/tokens', right: 'admin' },
];

/** A page with the account of who asks in it. @param here its address, to come back to after signing in */
export function withAccount(body: string, who: Who | null, here: string): string {
  const path = here.split('?', 1)[0] ?? '';
  const links = desk
    .filter(({ right }) => who !== null && allows(who.right, right))
    .map(({ text, href }) => ({
      text,
      href,
      current: path === href || path.startsWith(`${href}/`),
    }));
  const account = render('layout/account.njk', {
    name: who?.name,
    right: who?.right,
    links,
    signIn: withQuery('/sign-in', { to: who === null && !here.startsWith('/sign-in') ? here : '' }),
  });
  return body.replace(place, () => account);
}
