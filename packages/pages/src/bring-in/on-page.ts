import { withQuery } from '../links/links.ts';

/** The page of a kept document on which a passage stands, as a picture. */
export interface OnPage {
  readonly src: string;
  readonly alt: string;
}

/** Undefined where the passage stands on no page, or its document is not kept. */
export function onPage(
  sha256: string | null,
  place: string | null,
  file: string,
): OnPage | undefined {
  const page = /^page (\d+), line /.exec(place ?? '')?.[1];
  if (sha256 === null || place === null || page === undefined) return undefined;
  return {
    src: withQuery(`/api/documents/${sha256}/pages/${page}.png`, { mark: place }),
    alt: `Page ${page} of ${file}, with the passage marked`,
  };
}
