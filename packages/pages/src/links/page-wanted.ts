/** Parts of the service that are for programs, in a browser too. */
const forPrograms = /^\/(?:api|assets|export|health|metrics|openapi\.json)(?:[/?.]|$)/;

/** True where a client names JSON, and HTML not before it. */
export function isJsonWanted(accept = ''): boolean {
  const { html, json } = placesIn(accept);
  return json !== -1 && (html === -1 || json < html);
}

/** True where a person looks at an address with a browser: it would rather have HTML than anything that programs read. */
export function isPageWanted(url: string, accept: string | undefined): boolean {
  if (accept === undefined || forPrograms.test(url)) return false;
  const { html, json } = placesIn(accept);
  return html !== -1 && (json === -1 || html < json);
}

function placesIn(accept: string): { readonly html: number; readonly json: number } {
  const named = accept.toLowerCase();
  return {
    html: named.indexOf('text/html'),
    json: named.search(/application\/(?:[\w.-]+\+)?json/),
  };
}
