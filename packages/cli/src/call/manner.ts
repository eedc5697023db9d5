import type { Manner, Named } from '@monitoring-timeline/projections';

/** An option as typed: `--as-of 2018-07-25`. */
export function typed(option: string): Named {
  return { name: option, example: (value) => `${option} ${value}` };
}

/** Questions are commands, parameters are options. */
export const commandLine: Manner = {
  parameter: (name) =>
    typed(`--${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`),
  question: (name) => `timeline ${name}`,
};
