import { runMain } from '@confab/runtime/process/shutdown';
import { readConfig } from './config.ts';
import { createStandalone } from './service.ts';

runMain(async () => {
  const standalone = await createStandalone(readConfig(process.env));
  const { firstInvitation, url } = standalone;
  if (firstInvitation !== undefined) console.log(`The first administrator makes their account at ${firstInvitation}`);
  console.log(`Confab is ready at ${url}`);
  return standalone;
});
