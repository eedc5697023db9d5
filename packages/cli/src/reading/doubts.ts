import { type Doubt, doubtAbout, type Proposal } from '@monitoring-timeline/ingest';

/** What import would ask about claims that it takes as printed although they are hardly right, each with its place. */
export function doubtsOf(
  proposals: readonly Proposal[],
): readonly (Doubt & { readonly locator: string })[] {
  return proposals.flatMap(({ event, locator }) => {
    const doubt = doubtAbout(event);
    return doubt ? [{ ...doubt, locator }] : [];
  });
}
