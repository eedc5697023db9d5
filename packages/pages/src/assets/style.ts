import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const govuk = dirname(require.resolve('govuk-frontend/package.json'));

/** The one style sheet: GOV.UK Frontend, then what all pages share, then the styles that lie beside each page. */
export function styleIn(folder: string): string {
  const frontend = readFileSync(join(govuk, 'dist/govuk/govuk-frontend.min.css'), 'utf8');
  const shared = (path: string): boolean => path.startsWith('layout');
  const own = globSync('**/*.css', { cwd: folder }).sort();
  const files = [...own.filter(shared), ...own.filter((path) => !shared(path))];
  return [plainStyle(frontend), ...files.map((path) => readFileSync(join(folder, path), 'utf8'))]
    .map((text) => text.trim())
    .join('\n');
}

/**
 * The style of GOV.UK Frontend without what belongs to the government alone: its typeface, for which we hold no licence, and
 * its crest.
 */
function plainStyle(css: string): string {
  return css
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll(/(["']?)GDS Transport\1,/g, '')
    .replaceAll(/url\([^)]*crest[^)]*\)/g, 'none')
    .replaceAll(/\/\*# sourceMappingURL=.*?\*\//g, '');
}
