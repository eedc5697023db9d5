import { several, type Tools } from './tools.ts';

/** What keeps a store safe. */
export function addOperating({ program, call, end }: Tools): void {
  program
    .command('backup')
    .argument('<file>', 'file to make')
    .option('--force', 'replace the file where it is there')
    .option('--documents', 'take the documents, too; else their names alone')
    .description('writes the whole store into one file, also while others write to it')
    .action(async (file: string, _, command) => {
      const { backUpStore } = await import('../commands/backup.ts');
      end(await backUpStore(file, call(command)));
    });

  program
    .command('doctor')
    .description('looks at a store, changes nothing, and says what to do where something is wrong')
    .action(async (_, command) => {
      const { examine } = await import('../commands/doctor.ts');
      end(await examine(call(command)));
    });

  program
    .command('restore')
    .argument('<file>', 'file that backup made')
    .description('puts a backup into a store that is empty or not there')
    .action(async (file: string, _, command) => {
      const { restoreStore } = await import('../commands/restore.ts');
      end(await restoreStore(file, call(command)));
    });

  program
    .command('seal')
    .option('--key <file>', 'secret key of the operator')
    .option('--new-key <file>', 'make such a key, and FILE.pub to check with')
    .option('--output <file>', 'with --key: take a copy of the seal, to give away')
    .description('verifies the log and signs its head; without a key lists the seals that are kept')
    .action(async (_, command) => {
      const { answerSeal } = await import('../commands/seal.ts');
      end(await answerSeal(call(command)));
    });

  program
    .command('prove')
    .argument('[event]', 'id of an event')
    .option('--since <file>', 'in place of an event: an earlier seal, from which the log only grew')
    .option('--seal <file>', 'the seal to prove by (default: the last one kept beside the log)')
    .option('--output <file>', 'file to write (default: standard output)')
    .description('writes a proof that an event lay in the sealed log, or that the log only grew')
    .action(async (event: string | undefined, _, command) => {
      const { answerProve } = await import('../commands/prove.ts');
      end(await answerProve(event, call(command)));
    });

  program
    .command('check')
    .argument('<proof>', 'file that prove or seal wrote')
    .option(
      '--key <file>',
      'public key of the operator (needed); may be given several times',
      several,
    )
    .description('checks a proof or a seal, without a store')
    .action(async (proof: string, _, command) => {
      const { answerCheck } = await import('../commands/check.ts');
      end(await answerCheck(proof, call(command)));
    });

  program
    .command('people')
    .description('names of people in public office, which can be erased')
    .command('erase')
    .argument('<person>', 'id of the person (p-...), or the name')
    .option('--why <text>', 'the reason, without naming anybody (needed)')
    .option('--by <name>', 'who erases it (default: the user of this machine)')
    .option('--spelled <name>', 'another spelling; may be given several times', several)
    .option('--documents', 'remove the kept documents that print the name, too')
    .description('takes a name out of all that is kept, and notes who did so and why')
    .action(async (person: string, _, command) => {
      const { eraseName } = await import('../commands/people.ts');
      end(await eraseName(person, call(command)));
    });
}
