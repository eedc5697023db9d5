export { answerError, answerToNoRequest, problems } from './plugin.ts';
export { problemMedia, problemSchema, RequestProblem } from './problem.ts';
