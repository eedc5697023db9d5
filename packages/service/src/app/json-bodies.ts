import { limits } from '@monitoring-timeline/core';
import fastifyPlugin from 'fastify-plugin';
import { RequestProblem } from '../problems/index.ts';

/** How deep arrays and objects may be nested: as deep as an event may be. */
export const deepest = limits.depth;

/** Reads bodies of JSON: nested no deeper than may be, and none at all where nothing is wanted. */
export const jsonBodies = fastifyPlugin(async (app) => {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    // libraries name a type whatever they send, also where nothing is to be sent
    const wanted = request.routeOptions.schema?.body !== undefined;
    if (text === '' && !wanted) done(null, undefined);
    else if (depthOf(text) > deepest) {
      done(
        new RequestProblem(
          400,
          'BodyTooDeep',
          `The body nests arrays and objects more than ${deepest} deep. Send it flatter.`,
        ),
      );
    } else parse(request, text, done);
  });
});

/** How deep a text of JSON nests, without parsing it: a parser of its own would come to the end of its stack. */
export function depthOf(text: string): number {
  let [depth, deepestYet, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > deepestYet) deepestYet = depth;
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return deepestYet;
}
