import type { Question } from '@monitoring-timeline/projections/questions';
import { optionOf } from './questions.ts';
import type { Tools } from './tools.ts';

/** The words of `notices` that do not say which of them to list. */
const listing = ['since', 'after', 'limit'];

/** Whom the service calls when something happened; what of it is told in the words of `notices`. */
export function addWebhooks({ program, call, end }: Tools, notices: Question | undefined): void {
  const webhooks = program
    .command('webhooks')
    .description('addresses that the service calls with what happened');
  const by = ['--by <name>', 'who does it (default: the user of this machine)'] as const;
  const config = [
    '--config <file>',
    'settings as JSON, such as which addresses may be called',
  ] as const;

  const add = webhooks
    .command('add')
    .argument('<address>', 'where to call; - reads it from standard input, out of any history')
    .description('adds one, and prints what it signs with, this once')
    .option('--format <form>', 'standard, teams or slack (default: standard)')
    .option('--topic <name>', 'what it is told: notices, events or a question that can be watched')
    .option('--name <words>', 'what it is called');
  for (const [name, word] of Object.entries(notices?.words.shape ?? {})) {
    if (!listing.includes(name))
      add.addOption(optionOf(name, word as Parameters<typeof optionOf>[1]));
  }
  add
    .option(...by)
    .option(...config)
    .action(async (address: string, _, command) => {
      const { addWebhook } = await import('../commands/webhooks.ts');
      end(await addWebhook(address, call(command)));
    });

  webhooks
    .command('list')
    .description('every webhook, where it calls as far as that is no secret, and what waits')
    .action(async (_, command) => {
      const { listWebhooks } = await import('../commands/webhooks.ts');
      end(await listWebhooks(call(command)));
    });

  webhooks
    .command('test')
    .argument('<id>', 'id of the webhook, as webhooks list shows it')
    .description('calls it at once, and says how that went')
    .option(...by)
    .option(...config)
    .action(async (id: string, _, command) => {
      const { testWebhook } = await import('../commands/webhooks.ts');
      end(await testWebhook(id, call(command)));
    });

  webhooks
    .command('remove')
    .argument('<id>', 'id of the webhook, as webhooks list shows it')
    .description('ends it, with all that waits and its secret')
    .option(...by)
    .action(async (id: string, _, command) => {
      const { removeWebhook } = await import('../commands/webhooks.ts');
      end(await removeWebhook(id, call(command)));
    });
}
