import { lockDataFolder } from '../process/data-folder.ts';

/** Holds the data folder of the argument, says so and waits to be killed. */
lockDataFolder(process.argv[2] ?? '');
process.stdout.write('locked\n');
setInterval(() => {}, 1_000);
