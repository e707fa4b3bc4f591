import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import { readStorePlace } from '../config.ts';
import { type OpenStore, withStores } from './stores.ts';

/** What a tool gets: the stores of the data folder, what it was asked, and where its lines go. */
export interface Tool {
  stores: readonly OpenStore[];
  /** What stands behind the tool's name. */
  names: readonly string[];
  print(line: string): void;
}

/** Runs a tool on the stores that the environment names and sets the exit code to what it returns; 1, with one line, where it is refused. */
export async function runTool(tool: (context: Tool) => Promise<number>): Promise<void> {
  try {
    const place = readStorePlace(process.env);
    const names = process.argv.slice(2);
    process.exitCode = await withStores(place, (stores) => tool({ stores, names, print: console.log }));
  } catch (error) {
    console.error(isAppError(error) ? error.message : error);
    process.exitCode = 1;
  }
}
