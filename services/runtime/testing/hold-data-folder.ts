import { lockDataFolder } from '../process/data-folder.ts';

/** Holds the data folder of the argument, says so and waits to be killed. What nobody refers to any more would be collected, and the lock with it. */
const held = lockDataFolder(process.argv[2] ?? '');
process.stdout.write('locked\n');
setInterval(() => held, 1_000);
