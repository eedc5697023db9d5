import { InvalidRequest, StoreUnavailable } from '../errors.ts';
import type { Client } from './client.ts';
import { requireLibrary } from './library.ts';

/** What an operator installs beside this program to have traces. */
const packages = '@kurrent/opentelemetry and @opentelemetry/api';

/**
 * From here on every append to and every event of a subscription from a KurrentDB in this process is a span of
 * OpenTelemetry, by the instrumentation of the client's makers, and each event appended carries `$traceId` and
 * `$spanId` in its metadata on the server, where they are part of no hash. Spans go to the SDK that the process was
 * started with. Asking again changes nothing. Nothing of this is loaded unless it is asked for.
 * @throws StoreUnavailable where the optional packages are not installed
 * @throws InvalidRequest where the process has no SDK to give spans to: its events would carry traces that nobody has
 */
export async function traceKurrentDb(): Promise<void> {
  const { api, instrumentation } = await load();
  const provider = api.trace.getTracerProvider();
  if (provider instanceof api.ProxyTracerProvider && !provider.getDelegateTracer('timeline')) {
    throw new InvalidRequest(
      'Tracing',
      'no OpenTelemetry SDK is registered in this process, so spans would go nowhere; start it with one, for instance node --import PATH of your set-up, or ask for no tracing',
    );
  }
  if (isTraced(requireLibrary().KurrentDBClient.prototype)) return;
  new instrumentation.KurrentDBInstrumentation();
  // it takes hold when the client is required; what was imported before is the same class
  if (isTraced(requireLibrary().KurrentDBClient.prototype)) return;
  throw new StoreUnavailable(
    `Tracing does not take hold of the client of KurrentDB. Install the version of ${packages} that belongs to it.`,
  );
}

/** Whether somebody has put an instrumentation around a client's appends, by `traceKurrentDb` or on their own. */
export function isTraced({ appendToStream }: Pick<Client, 'appendToStream'>): boolean {
  return '__wrapped' in appendToStream;
}

async function load() {
  try {
    const [api, instrumentation] = await Promise.all([
      import('@opentelemetry/api'),
      import('@kurrent/opentelemetry'),
    ]);
    return { api, instrumentation };
  } catch (error) {
    throw new StoreUnavailable(
      `Tracing was asked for and cannot be loaded: ${(error as Error).message.split('\n')[0]}. Install ${packages}, or ask for no tracing.`,
      {},
      error,
    );
  }
}
