import { type Checked, checkProof, readCheckKey, readProof } from '@monitoring-timeline/core/seals';
import type { Call, GlobalOptions } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { readGiven } from '../call/given-file.ts';
import { writeJson } from '../output/json.ts';

export interface CheckCallOptions extends GlobalOptions {
  readonly key?: readonly string[];
}

/**
 * `timeline check FILE`: whether a proof or a seal holds, by public keys alone and without a store; exit code 1 where it does not.
 * @throws InvalidProof, InvalidSealKey, WrongCall
 */
export async function answerCheck(file: string, call: Call<CheckCallOptions>): Promise<ExitCode> {
  const { options, terminal } = call;
  const paths = options.key ?? [];
  if (paths.length === 0) {
    throw new WrongCall(
      'check needs --key FILE: the public key of the operator, had from them and not with the proof. Who made a proof up made its key up, too.',
    );
  }
  const keys = [];
  for (const path of paths) keys.push(readCheckKey(await readGiven('--key', path)));
  const checked = checkProof(readProof(await readGiven('check', file)), keys);
  if (options.json) writeJson(terminal, answerOf(checked));
  else {
    const { showChecked } = await import('../output/seal.ts');
    showChecked(file, checked, terminal);
  }
  return checked.valid ? exitCodes.done : exitCodes.no;
}

const kinds = {
  'monitoring-timeline/seal/1': 'seal',
  'monitoring-timeline/inclusion/1': 'event',
  'monitoring-timeline/growth/1': 'growth',
} as const;

function answerOf(checked: Checked) {
  const { proof, valid } = checked;
  return {
    proves: kinds[proof.format],
    valid,
    reason: checked.valid ? null : checked.reason,
    ...('event' in proof && {
      number: proof.index + 1,
      stream: proof.stream,
      recorded: proof.recorded,
      event: proof.event,
    }),
    ...('from' in proof ? { from: proof.from, to: proof.to } : { head: proof.head }),
  };
}
