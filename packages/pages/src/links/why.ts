import type { Links } from './links.ts';

/** Where it is said why a figure of an authority is so: of one part of an answer, or of all of it. */
export function whyAddress(
  links: Links,
  authority: string,
  question: string,
  part?: string | null | undefined,
): string {
  return links.to(`/authorities/${authority}/why/${question}`, { part: part ?? undefined });
}
