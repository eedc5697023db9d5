/** Parts of the service that are for programs, in a browser too. */
const forPrograms = /^\/(?:api|assets|export|health|metrics|openapi\.json)(?:[/?.]|$)/;

/** True where a person looks at an address with a browser: it would rather have HTML than anything that programs read. */
export function isPageWanted(url: string, accept: string | undefined): boolean {
  if (accept === undefined || forPrograms.test(url)) return false;
  const named = accept.toLowerCase();
  const html = named.indexOf('text/html');
  const json = named.search(/application\/(?:[\w.-]+\+)?json/);
  return html !== -1 && (json === -1 || html < json);
}
