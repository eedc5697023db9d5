/** A known edition of the statistical release "Local authority inspection outcomes" (Ofsted, official statistics). */
export interface ReleaseEdition {
  readonly title: string;
  /** The day to which it counts inspections. */
  readonly edition: string;
  readonly published: string;
  /** It holds reports published by this day. */
  readonly reportsTo?: string | undefined;
}

interface KnownRelease extends ReleaseEdition {
  /** How its files are named, as downloaded or as dumped sheet by sheet. */
  readonly names: readonly RegExp[];
  /** SHA-256 of files whose names say nothing. */
  readonly sha256: readonly string[];
}

function titled(edition: string, day: string): string {
  return `Local authority inspection outcomes as at ${day} ${edition.slice(0, 4)}`;
}

/** What the cover sheets say, for tables that come without one. */
export const releases: readonly KnownRelease[] = [
  {
    title: titled('2023-03-31', '31 March'),
    edition: '2023-03-31',
    published: '2023-07-06',
    names: [/^ofsted_2023_/i, /as[_ -]at[_ -](?:31[_ -])?march[_ -]2023/i],
    sha256: [
      '858b389b4bf29f8601bd0a43bebe0da6c8f6184237977c67137ac289d21f57af',
      'c5a89c16cb711f1f8e4c1bd0281a02e105b19a38760f2a9dd70ee80b04e1846a',
      'e421f8e4afe560cca42f62420d6e807918610fb7da74604b54c01f99e90c971e',
    ],
  },
  {
    title: titled('2024-03-31', '31 March'),
    edition: '2024-03-31',
    published: '2024-08-30',
    reportsTo: '2024-06-30',
    names: [/^ofsted_2024_/i, /as[_ -]at[_ -](?:31[_ -])?march[_ -]2024/i],
    sha256: [
      '3718990e55ddee0bb245b904c91e428495dd837c571261cb1161e14c17cfb63b',
      'c0c24af28c35e1c5647192ab34b2392db6917b2539504057b942545cfd2ce1bc',
      'd1ba53c0fe084725dd56665c9cbadb7313e0a2f1b2f1b998adb07f00ed00e29d',
      'faf838f6436be617e2969e743424f627669e8a8d8fc450b111a502c17a618251',
    ],
  },
  {
    title: titled('2025-03-31', '31 March'),
    edition: '2025-03-31',
    published: '2025-09-25',
    reportsTo: '2025-06-30',
    names: [/^ofsted_2025_/i, /as[_ -]at[_ -](?:31[_ -])?march[_ -]2025/i],
    sha256: [
      '2e499a0da8c2d5f678d4b61faa304eb9aaa65706dd54103abb8ee69f830d2d06',
      '84c9752fb295b03ae519d421fe57201aff6f640f946e6c0ee82798c2884cc727',
      'b4466ab01954eb7c29bdfed84db0339e3203eb1b339471814ef54f28c11c502e',
      'cf995c5bba20da43e0d1930035b569061974982e386ccefc1ee98b776f0c9faf',
    ],
  },
];

/** Short names by which compiled tables name a release, e.g. `ofsted_2024`. */
export function editionNamed(short: string): ReleaseEdition | undefined {
  const year = /^ofsted_(\d{4})$/.exec(short.trim())?.[1];
  return releases.find(({ edition }) => edition.startsWith(`${year}-`));
}

/** The release that a file belongs to, by its name or its bytes. */
export function releaseOfFile(
  name: string,
  sha256: string | undefined,
): ReleaseEdition | undefined {
  return releases.find(
    (release) =>
      release.names.some((pattern) => pattern.test(name)) ||
      (sha256 !== undefined && release.sha256.includes(sha256)),
  );
}

/** The known release that counts to a day. */
export function releaseAsAt(edition: string | undefined): ReleaseEdition | undefined {
  return releases.find((release) => release.edition === edition);
}
