import { WrongCall } from '../call/errors.ts';

/**
 * The engine for KurrentDB, loaded for its addresses only: its client has a native part that no other store needs. Its calls are
 * traced where the environment has `TIMELINE_TRACING=opentelemetry`, and nothing of OpenTelemetry is loaded otherwise.
 * @throws WrongCall, StoreUnavailable where tracing is asked for and cannot be had
 */
export async function loadKurrent(env: NodeJS.ProcessEnv = process.env) {
  const engine = await import('@monitoring-timeline/core/kurrentdb');
  const asked = env.TIMELINE_TRACING ?? '';
  if (asked !== '' && asked !== 'opentelemetry') {
    throw new WrongCall(
      `TIMELINE_TRACING: "${asked}" is no kind of tracing. Set it to opentelemetry, or leave it out.`,
      { asked },
    );
  }
  if (asked === 'opentelemetry') await engine.traceKurrentDb();
  return engine;
}
