import fastifyPlugin from 'fastify-plugin';
import { isLoopback } from '../config/index.ts';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';

/**
 * Refuses requests for other hosts. A page on the web can point a name of its own at a loopback address and have a
 * browser ask us in that name (DNS rebinding): only the name in the request tells. On other addresses the names are checked
 * where the operator lists them.
 */
export const hostNames = ({
  settings: { host, hosts, publicUrl },
}: Pick<ServiceContext, 'settings'>) =>
  fastifyPlugin(async (app) => {
    const named = new Set(hosts.map((name) => name.toLowerCase()));
    const checked = isLoopback(host) || named.size > 0;
    if (publicUrl !== undefined) named.add(new URL(publicUrl).hostname.toLowerCase());
    app.addHook('onRequest', async ({ headers, raw }) => {
      // which of two a proxy or we would take is anybody's guess (RFC 9112 §3.2)
      if (raw.rawHeaders.filter((name, at) => at % 2 === 0 && /^host$/i.test(name)).length > 1) {
        throw new RequestProblem(
          400,
          'SeveralHosts',
          'The request names more than one Host. Send one.',
        );
      }
      if (!checked) return;
      const name = nameIn(headers.host ?? headers[':authority']?.toString() ?? '');
      if (isLoopback(name) || named.has(name)) return;
      throw new RequestProblem(
        421,
        'UnknownHost',
        'This service does not answer to that host name. Whoever runs it lists others in the setting `hosts`.',
      );
    });
  });

/** `[::1]:8080` as `::1`, `Example.org:8080` as `example.org`. */
function nameIn(host: string): string {
  const [, literal, name = ''] = /^(?:\[([0-9a-f:.]+)\]|([^:]*))(?::\d{1,5})?$/i.exec(host) ?? [];
  return (literal ?? name).toLowerCase();
}
