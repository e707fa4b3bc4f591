import { LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import { runService } from '@confab/runtime/process/run-service';
import { readConfig } from './config.ts';
import { createAuthService } from './service.ts';

runService({
  ...{ name: 'auth', env: process.env, readConfig, liveSchema: LiveEventSchema },
  async create(config, platform) {
    const service = await createAuthService(config, platform);
    if (service.firstInvitation !== undefined) {
      const link = `${config.publicUrl ?? ''}/invite/${service.firstInvitation}`;
      process.stdout.write(`The first administrator makes their account at ${link}\n`);
    }
    return service;
  },
});
