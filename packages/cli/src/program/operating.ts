import type { Tools } from './tools.ts';

/** What keeps a store safe. */
export function addOperating({ program, call, end }: Tools): void {
  program
    .command('backup')
    .argument('<file>', 'file to make')
    .option('--force', 'replace the file where it is there')
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
}
