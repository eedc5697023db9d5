import { reason, several, type Tools } from './tools.ts';

/** The review queue: what could not be taken, and what the sources leave open. */
export function addQuarantine({ program, call, end }: Tools): void {
  const quarantine = program
    .command('quarantine')
    .description('what waits for a person: given and not taken, or open between sources');

  quarantine
    .command('list')
    .description('what waits, oldest first')
    .option('--reason <code>', 'of this reason only, for example unsure')
    .option('--file <name>', 'of files with this in their name')
    .option('--authority <name>', 'about this authority, where one could be told')
    .option('--decided', 'what was decided instead')
    .option('--all', 'both, and what needs no decision any more')
    .action(async (_, command) => {
      const { listQuarantine } = await import('../commands/quarantine.ts');
      end(await listQuarantine(call(command)));
    });

  quarantine
    .command('show')
    .argument('<id>', 'its id, or the beginning of it')
    .description('its passage, what it would become, and who says what')
    .option('--output <file>', 'draw the page of a PDF that it is about as a PNG')
    .action(async (id: string, _, command) => {
      const { showQuarantined } = await import('../commands/quarantine.ts');
      end(await showQuarantined(id, call(command)));
    });

  quarantine
    .command('accept')
    .argument('<id>', 'its id, or the beginning of it')
    .description('appends what it would become, as it is or changed')
    .option('--file <file>', 'JSON: the whole claim, fields to change, or {pointer, value, why}')
    .option(
      '--set <column=value>',
      'of a row: a cell as it should be; may be given several times',
      several,
    )
    .option('--authority <name>', 'the authority that is meant, where another or none was read')
    .option('--holds <side>', 'which of the sources is right: its number, or the id of its claim')
    .option('--apart', 'the sources speak of two things')
    .option('--why <words>', 'why you decide so', reason)
    .option('--by <name>', 'who decides (default: the user of this machine)')
    .action(async (id: string, _, command) => {
      const { accept } = await import('../commands/quarantine-decide.ts');
      end(await accept(id, call(command)));
    });

  quarantine
    .command('reject')
    .argument('<id>', 'its id, or the beginning of it')
    .description('turns it down; of an open question, the answer by rule stays')
    .requiredOption('--why <words>', 'why it is not taken', reason)
    .option('--by <name>', 'who decides (default: the user of this machine)')
    .action(async (id: string, _, command) => {
      const { reject } = await import('../commands/quarantine-decide.ts');
      end(await reject(id, call(command)));
    });
}
