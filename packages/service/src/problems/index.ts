export { answerError, answerToNoRequest, problems } from './plugin.ts';
export { nothingThere, problemMedia, problemSchema, RequestProblem } from './problem.ts';
