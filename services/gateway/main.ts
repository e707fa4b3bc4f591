import { LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import { runService } from '@confab/runtime/process/run-service';
import { readConfig } from './config.ts';
import { createGatewayService } from './service.ts';

runService({
  name: 'gateway',
  env: process.env,
  readConfig,
  liveSchema: LiveEventSchema,
  create: createGatewayService,
});
