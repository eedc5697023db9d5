import type { Role } from '@monitoring-timeline/service';
import type { Serving } from '../service/serving.ts';
import { attribute, browser, opened, type PageRead, readPage, tagged } from './page.ts';

/** What is filled in, by name; several values where a form has several fields of a name. */
type FieldsSent = Readonly<Record<string, string | readonly string[]>>;

/** Somebody with a browser: it keeps cookies, and sends forms as it was given them. */
export class Visitor {
  readonly #serving: Serving;
  readonly cookies = new Map<string, string>();
  readonly #more: Readonly<Record<string, string>>;

  constructor(serving: Serving, more: Readonly<Record<string, string>> = {}) {
    this.#serving = serving;
    this.#more = more;
  }

  get headers(): Readonly<Record<string, string>> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { ...(cookie === '' ? {} : { cookie }), ...this.#more };
  }

  async open(url: string): Promise<PageRead> {
    const page = await opened(this.#serving, url, this.headers);
    this.#keep(page);
    return page;
  }

  /** Sends what is given, with what the page's own form holds beside it. */
  async send(
    page: PageRead,
    url: string,
    fields: FieldsSent,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<PageRead> {
    return this.post(url, { ...hiddenIn(page), ...fields }, headers);
  }

  async post(
    url: string,
    fields: FieldsSent,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<PageRead> {
    const answer = await this.#serving.service.app.inject({
      method: 'POST',
      url,
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        accept: browser,
        'content-type': 'application/x-www-form-urlencoded',
        ...this.headers,
        ...headers,
      },
      payload: new URLSearchParams(
        Object.entries(fields).flatMap(([name, values]) =>
          [values].flat().map((value): [string, string] => [name, value]),
        ),
      ).toString(),
    });
    const page = readPage(answer);
    this.#keep(page);
    return page;
  }

  /** Sends a form with files. */
  async sendFiles(
    page: PageRead,
    url: string,
    fields: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string | Uint8Array>>,
  ): Promise<PageRead> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...hiddenIn(page), ...fields })) {
      form.append(name, value);
    }
    for (const [name, text] of Object.entries(files))
      form.append(
        'file',
        new Blob([typeof text === 'string' ? text : Uint8Array.from(text)]),
        name,
      );
    const body = new Response(form);
    const answer = await this.#serving.service.app.inject({
      method: 'POST',
      url,
      headers: {
        ...{ host: 'localhost', origin: 'http://localhost', accept: browser, ...this.headers },
        'content-type': body.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await body.arrayBuffer()),
    });
    const read = readPage(answer);
    this.#keep(read);
    return read;
  }

  /** Opens where a form led on to. */
  follow({ headers }: PageRead): Promise<PageRead> {
    return this.open(String(headers.location));
  }

  async signIn(role: Role): Promise<this> {
    const { authorization = '' } = await this.#serving.bearer(role);
    const token = authorization.replace('Bearer ', '');
    await this.send(await this.open('/sign-in'), '/sign-in', { do: 'in', token });
    return this;
  }

  #keep({ headers }: Pick<PageRead, 'headers'>): void {
    for (const line of [headers['set-cookie'] ?? []].flat().map(String)) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** What the forms of a page hold beside what a person fills in. */
export function hiddenIn(page: PageRead): Record<string, string> {
  const own = tagged(page, 'input').filter((one) =>
    ['csrf', 'once'].includes(attribute(one, 'name') ?? ''),
  );
  return Object.fromEntries(
    own.map((one) => [attribute(one, 'name') ?? '', attribute(one, 'value') ?? '']),
  );
}
