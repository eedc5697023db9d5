import type { DeskPage } from '../desk/desk-page.ts';
import type { WebhookGiven } from '../visit/subscriptions.ts';
import type { Fields } from '../visit/visit.ts';
import { interestAsked, interestNames, interestSent } from './interest.ts';
import { mailsView } from './mails-view.ts';
import { subscriptionsView } from './view.ts';
import { webhooksView } from './webhooks-view.ts';

/** From an interest to every address by which it can be followed. */
export const subscriptions: DeskPage = {
  address: '/subscriptions',
  access: 'read',
  words: interestNames,
  template: 'subscriptions/subscriptions.njk',
  async show({ visit, word, all }) {
    const interest = interestAsked({ word, all });
    await visit.subscriptions.check(interest);
    return subscriptionsView(interest);
  },
};

/** Who is called, and how that goes. */
export const webhooks: DeskPage = {
  address: '/subscriptions/webhooks',
  access: 'editor',
  words: ['made', 'tested', 'done', ...interestNames],
  template: 'subscriptions/webhooks.njk',
  async show({ visit, word, all, sent }) {
    const { subscriptions: desk } = visit;
    const [made, tested] = [word('made'), word('tested')];
    const outcome = tested === undefined ? undefined : desk.tested(tested);
    return webhooksView(await desk.webhooks(), await desk.topics(), {
      secret: made === undefined ? undefined : { id: made, text: desk.secret(made) },
      done: word('done'),
      sent,
      interest: sent ? interestSent(sent) : interestAsked({ word, all }),
      tested: tested !== undefined && outcome ? { id: tested, ...outcome } : undefined,
    });
  },
  forms: {
    async make({ visit, fields, command }) {
      const id = await visit.subscriptions.make(command, webhookIn(fields));
      return `/subscriptions/webhooks?made=${encodeURIComponent(id)}`;
    },
    async test({ visit, fields }) {
      await visit.subscriptions.test(idIn(fields));
      return `/subscriptions/webhooks?tested=${encodeURIComponent(idIn(fields))}`;
    },
    async pause({ visit, fields }) {
      await visit.subscriptions.pause(idIn(fields), true);
      return '/subscriptions/webhooks?done=paused';
    },
    async resume({ visit, fields }) {
      await visit.subscriptions.pause(idIn(fields), false);
      return '/subscriptions/webhooks?done=resumed';
    },
    async renew({ visit, fields }) {
      await visit.subscriptions.renewSecret(idIn(fields));
      return `/subscriptions/webhooks?made=${encodeURIComponent(idIn(fields))}`;
    },
    async replay({ visit, fields }) {
      await visit.subscriptions.replay(idIn(fields));
      return '/subscriptions/webhooks?done=replayed';
    },
    async end({ visit, fields }) {
      await visit.subscriptions.end(idIn(fields));
      return '/subscriptions/webhooks?done=ended';
    },
  },
};

/** Who is sent a digest by mail. */
export const mails: DeskPage = {
  address: '/subscriptions/mails',
  access: 'editor',
  words: ['done'],
  template: 'subscriptions/mails.njk',
  async show({ visit, word, tried }) {
    return mailsView(await visit.subscriptions.digests(), word('done'), tried as never);
  },
  trials: {
    preview: ({ visit, fields }) => visit.subscriptions.preview(idIn(fields)),
  },
  forms: {
    async pause({ visit, fields }) {
      await visit.subscriptions.switchDigest(idIn(fields), true);
      return '/subscriptions/mails?done=paused';
    },
    async resume({ visit, fields }) {
      await visit.subscriptions.switchDigest(idIn(fields), false);
      return '/subscriptions/mails?done=resumed';
    },
  },
};

function idIn(fields: Fields): string {
  return fields.get('id') ?? '';
}

function webhookIn(fields: Fields): WebhookGiven {
  const name = fields.get('name');
  const topic = fields.get('topic') ?? 'notices';
  const { weight, ...others } = interestSent(fields);
  // notices alone have a weight, and the form has one always
  const filter = { ...others, ...(weight === undefined || topic !== 'notices' ? {} : { weight }) };
  return {
    url: fields.get('url') ?? '',
    format: fields.get('format') ?? 'standard',
    topic,
    ...(name === undefined ? {} : { name }),
    ...(Object.keys(filter).length === 0 ? {} : { filter }),
  };
}
