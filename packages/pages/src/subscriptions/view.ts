import { withQuery } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import type { InterestGiven } from '../visit/subscriptions.ts';
import { interestShown } from './interest.ts';

/** The addresses by which an interest is followed. */
export function subscriptionsView(interest: InterestGiven): Shown {
  const { region, authority = [] } = interest;
  const words = { ...interest };
  const [only] = authority;
  const calendar =
    region !== undefined
      ? `/calendar/${encodeURIComponent(region)}.ics`
      : authority.length === 1 && only !== undefined
        ? `/calendar/authorities/${encodeURIComponent(only)}.ics`
        : '/calendar.ics';
  return {
    title: 'Subscriptions',
    model: {
      interest: interestShown(interest),
      ways: [
        {
          name: 'Feed',
          text: 'For a feed reader, Outlook or Teams: each notice once, the latest first.',
          href: withQuery('/notices.atom', words),
        },
        {
          name: 'Calendar',
          text: `For a calendar program: windows and due days${authority.length > 1 ? ' of all of England; a calendar is of one authority, a region or the country' : ''}.`,
          href: calendar,
        },
        {
          name: 'Stream',
          text: 'For programs: server-sent events that go on after the last one that was taken.',
          href: withQuery('/api/subscribe/notices', words),
        },
        {
          name: 'First page',
          text: 'For people: what changed, as a page.',
          href: withQuery('/', { region, authorities: authority.join(',') }),
        },
      ],
      webhooks: withQuery('/subscriptions/webhooks', words),
      digest: JSON.stringify({ digests: [{ to: 'you@example.org', ...interest }] }, null, 2),
    },
  };
}
