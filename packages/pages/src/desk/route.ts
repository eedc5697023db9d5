import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import { attribution } from '@monitoring-timeline/projections';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { withAccount } from '../layout/account.ts';
import type { NavigationEntry } from '../layout/frame.ts';
import { render } from '../layout/render.ts';
import { readWords } from '../page/asked.ts';
import type { PagesHost } from '../page/host.ts';
import type { Fields, Visit } from '../visit/visit.ts';
import type { DeskPage } from './desk-page.ts';
import { formRead } from './fields.ts';

interface Outcome {
  readonly status: number;
  readonly wrong?: string;
  readonly sent?: Fields;
}

/** The routes of the desk: pages that are made for the one who asks, and what their forms do. */
export function deskRoutes(
  pages: readonly DeskPage[],
  navigation: readonly NavigationEntry[],
  host: PagesHost,
): FastifyPluginAsync {
  async function show(
    page: DeskPage,
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    { status, wrong, sent }: Outcome,
  ): Promise<FastifyReply> {
    const words = readWords(request.query as Record<string, string>, page.words);
    const path = request.params as Record<string, string>;
    const { title, model } = await page.show({ visit, ...words, path, ...(sent && { sent }) });
    const form = { token: visit.formToken(), once: randomUUID(), wrong };
    const frame = {
      title,
      navigation: navigation.map(({ text, address }) => ({ text, href: address, current: false })),
      attribution: Object.values(attribution),
    };
    const body = render(page.template, { frame, form, ...model });
    return unkept(reply)
      .code(status)
      .type('text/html; charset=utf-8')
      .send(withAccount(body, visit.who, request.url));
  }

  async function take(page: DeskPage, request: FastifyRequest, reply: FastifyReply) {
    const visit = host.visit(request, reply);
    const { fields, token, once, button } = formRead(request.body);
    visit.checkForm(token);
    const work = page.forms?.[button];
    if (!work) throw host.nothing();
    const path = request.params as Record<string, string>;
    try {
      const to = await visit.once(once, [button, fields.entries], (command) =>
        work({ visit, fields, path, command }),
      );
      return unkept(reply).redirect(to, 303);
    } catch (error) {
      const told = visit.told(error);
      if (!told) throw error;
      return show(page, request, reply, visit, {
        status: told.status,
        wrong: told.detail,
        sent: fields,
      });
    }
  }

  return async (app) => {
    await app.register(formbody);
    for (const page of pages) {
      const schema = { hide: true } as object;
      const { access } = page;
      app.get(page.address, { config: { access } as object, schema }, (request, reply) =>
        show(page, request, reply, host.visit(request, reply), { status: 200 }),
      );
      if (!page.forms) continue;
      const config = { access, form: true } as object;
      app.post(page.address, { config, schema }, (request, reply) => take(page, request, reply));
    }
  };
}

/** Kept by nobody; a browser says of our own forms alone from where they come. */
function unkept(reply: FastifyReply): FastifyReply {
  return reply.headers({
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    vary: 'accept, authorization, cookie',
  });
}
