import { runMain } from '@confab/runtime/process/shutdown';
import { readConfig } from './config.ts';
import { createStandalone } from './service.ts';

runMain(async () => {
  const standalone = await createStandalone(readConfig(process.env));
  console.log(`Confab is ready at ${standalone.url}`);
  return standalone;
});
