import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { statusOfCode } from '../../packages/service/src/problems/titles.ts';

/** A code that a program may be told, as its class says. */
export interface ErrorCode {
  readonly code: string;
  readonly package: string;
  /** First sentence of the class's docstring and what follows it. */
  readonly meaning: string;
}

/** An error class: its docstring, where it has one, and the code that it carries. */
const errorClass =
  /(?:\/\*\*(?<said>(?:(?!\*\/)[\s\S])*)\*\/\s*)?^(?:export )?class \w+ extends \w+[^{]*\{\s*(?:override )?readonly code(?:: \w+)? = '(?<code>\w+)'/gm;

/** Every code of the packages, alphabetical. @throws Error where a class does not say what its code means */
export function errorCodes(root: string): readonly ErrorCode[] {
  const found = globSync('packages/*/src/**/*.ts', { cwd: root })
    .filter((path) => !path.endsWith('.test.ts'))
    .sort()
    .flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(errorClass)].map(({ groups }) => {
        const meaning = plain(groups!.said ?? '');
        if (meaning === '')
          throw new Error(`${path}: say in a docstring what ${groups!.code} means.`);
        return { code: groups!.code!, package: path.split(sep)[1]!, meaning };
      }),
    );
  return found.sort((a, b) => a.code.localeCompare(b.code, 'en'));
}

function plain(docstring: string): string {
  return docstring
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s*/, '').trim())
    .join(' ')
    .replace(/@\w+.*$/, '')
    .trim();
}

/** The page of all codes. */
export function errorsPage(root: string): string {
  const rows = errorCodes(root).map(
    ({ code, package: place, meaning }) =>
      `| \`${code}\` | ${meaning.replaceAll('|', '\\|')} | ${statusOfCode(code) ?? ''} | ${place} |`,
  );
  return `# Error codes

Made from the classes by \`pnpm documents\`. A code is for programs and does not change; the message beside it tells a person what to do next. The command
prints it with \`--json\` as \`error.code\`; the service gives it as \`code\` of a problem (RFC 9457) with the status that stands here. A code
without a status is no answer of the service: it belongs to the command or the library, or is told there as a fault of the service.

| code | meaning | status | package |
|---|---|---|---|
${rows.join('\n')}
`;
}
