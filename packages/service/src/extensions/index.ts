export { type Extensions, loadExtensions, policyAmong } from './load.ts';
export { InvalidExtension } from './modules.ts';
