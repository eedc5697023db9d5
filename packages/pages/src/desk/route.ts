import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import { attribution } from '@monitoring-timeline/projections';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { withAccount } from '../layout/account.ts';
import type { NavigationEntry } from '../layout/frame.ts';
import { render } from '../layout/render.ts';
import { readWords } from '../page/asked.ts';
import type { PagesHost } from '../page/host.ts';
import type { FilesSent } from '../visit/bring-in.ts';
import type { Fields, Visit } from '../visit/visit.ts';
import { heldUnder } from '../words/texts.ts';
import type { DeskPage } from './desk-page.ts';
import { formRead } from './fields.ts';

interface Outcome {
  readonly status: number;
  readonly wrong?: string;
  readonly sent?: Fields;
  readonly tried?: unknown;
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
    { status, wrong, sent, tried }: Outcome,
  ): Promise<FastifyReply> {
    const words = readWords(request.query as Record<string, string>, page.words);
    const path = request.params as Record<string, string>;
    const { title, model } = await page.show({
      visit,
      ...words,
      path,
      tried,
      ...(sent && { sent }),
    });
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
    let files: FilesSent | undefined;
    let sent: Fields | undefined;
    try {
      if (page.files) files = await visit.bringIn.receive();
      const { fields, token, once, button } = formRead(files?.body ?? request.body);
      visit.checkForm(token);
      sent = fields;
      const path = request.params as Record<string, string>;
      const form = { visit, fields, path, ...(files && { files }) };
      const trial = heldUnder(page.trials, button);
      if (trial) {
        const tried = await trial(form);
        return await show(page, request, reply, visit, { status: 200, sent, tried });
      }
      const work = heldUnder(page.forms, button);
      if (!work) throw host.nothing();
      const content = [button, fields.entries, files?.content];
      const to = await visit.once(once, content, (command) => work({ ...form, command }));
      return unkept(reply).redirect(to, 303);
    } catch (error) {
      const told = visit.told(error);
      if (!told) throw error;
      const outcome = { status: told.status, wrong: told.detail, ...(sent && { sent }) };
      return await show(page, request, reply, visit, outcome);
    } finally {
      await files?.release();
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
      if (!page.forms && !page.trials) continue;
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
