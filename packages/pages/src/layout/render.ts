import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { assetAddress, moduleAddress } from '../assets/assets.ts';

/** Templates lie beside what fills them; from a built file, beside its source. */
const folder = fileURLToPath(new URL('../../src', import.meta.url));

/** Whatever a model holds is escaped, unless a template says otherwise: none does. */
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), {
  autoescape: true,
  throwOnUndefined: false,
  trimBlocks: true,
  lstripBlocks: true,
});
environment.addGlobal('asset', assetAddress);
environment.addGlobal('module', moduleAddress);

/** A template filled with its model, as the text of a page. */
export function render(template: string, model: object): string {
  return environment.render(template, model).replaceAll(/\n\s*\n+/g, '\n');
}
