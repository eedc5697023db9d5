export { answerError, answerToNoRequest, problems } from './plugin.ts';
export { type Problem, problemMedia, problemSchema, RequestProblem } from './problem.ts';
export { problem, problemOf } from './problem-of.ts';
