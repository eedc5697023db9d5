import type { Area } from './areas.ts';
import type { Framework } from './codes.ts';
import type { JudgedArea } from './framework-version.ts';
import { frameworkVersion, versionsOf } from './registry.ts';

/**
 * A printed area label without what varies: case, quotes, dashes, line breaks, "&", numbering ("2.1"), footnote marks, brackets,
 * "The", "experiences and progress of", and the prefix by which release columns name the round ("First SIF", "Second ILACS framework").
 */
export function plainLabel(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u2018\u2019\u201c\u201d'"`]/g, '')
    .replace(/&/g, ' and ')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^\d+(?: \d+)* /, '')
    .replace(/ \d+$/, '')
    .replace(
      /^(?:(?:first|second|third|fourth|latest) )?(?:(?:sif|ilacs)(?: framework)?(?: re ?inspection)? )?/,
      '',
    )
    .replace(/^(?:the )?(?:experiences? and progress of )?(?:the )?/, '')
    .replace(/ oe$/, '');
}

function labelsOf(entry: JudgedArea): string[] {
  return [entry.printed, ...entry.variants].map(plainLabel);
}

const tables = new Map<string, ReadonlyMap<string, JudgedArea>>();

function table(code: Framework, version: string): ReadonlyMap<string, JudgedArea> {
  const key = `${code}/${version}`;
  let found = tables.get(key);
  if (found === undefined) {
    const entries = frameworkVersion(code, version)?.areas ?? [];
    found = new Map(
      entries.flatMap((entry) => labelsOf(entry).map((label) => [label, entry] as const)),
    );
    tables.set(key, found);
  }
  return found;
}

/**
 * The judgement that a label names in one framework version. Without `version` it answers where every version that
 * knows the label means the same judgement by it; "children in care" under ILACS is then undefined, since it
 * was one grade with care leavers until 2023. @see conceptByLabel for the concept alone.
 */
export function areaByLabel(
  code: Framework,
  version: string | undefined,
  label: string,
): JudgedArea | undefined {
  const plain = plainLabel(label);
  if (version !== undefined) return table(code, version).get(plain);
  const found = versionsOf(code)
    .map((entry) => table(code, entry.version).get(plain))
    .filter((entry) => entry !== undefined);
  const [first] = found;
  return found.every((entry) => entry.code === first?.code) ? first : undefined;
}

/** The concept that a label names under every version of a framework that knows it; undefined where none does or they differ. */
export function conceptByLabel(code: Framework, label: string): Area | undefined {
  const plain = plainLabel(label);
  const concepts = new Set(
    versionsOf(code)
      .map((entry) => table(code, entry.version).get(plain)?.area)
      .filter((area) => area !== undefined),
  );
  const [only] = concepts;
  return concepts.size === 1 ? only : undefined;
}
