/** True where the operator says where traces go, by the standard variables of OpenTelemetry. */
export function isTraced(env: NodeJS.ProcessEnv = process.env): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces } = env;
  return (all ?? '') !== '' || (traces ?? '') !== '';
}
