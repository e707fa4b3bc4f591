import { LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import { runService } from '@confab/runtime/process/run-service';
import { readConfig } from './config.ts';
import { createMessagesService } from './service.ts';

runService({
  name: 'messages',
  env: process.env,
  readConfig,
  liveSchema: LiveEventSchema,
  create: createMessagesService,
});
