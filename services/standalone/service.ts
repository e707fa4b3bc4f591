import { createAuthService } from '@confab/auth/service';
import { createGatewayService } from '@confab/gateway/service';
import { createMessagesService } from '@confab/messages/service';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { createRoomsService } from '@confab/rooms/service';
import { type Clock, systemClock } from '@confab/runtime/kernel/clock/port';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import type { Rpc } from '@confab/runtime/network/rpc/port';
import { createEmbeddedPlatforms } from '@confab/runtime/process/embedded-platform';
import { createLogger } from '@confab/runtime/process/logging';
import type { Service } from '@confab/runtime/process/platform';
import { closeInOrder } from '@confab/runtime/process/shutdown';
import type { StandaloneConfig } from './config.ts';

export interface Standalone extends Service {
  /** Where people and clients reach it. */
  readonly url: string;
  /** Where the first administrator makes their account, on an empty server that is not open to everybody. A secret. */
  readonly firstInvitation: string | undefined;
}

export interface StandaloneOverrides {
  clock?: Clock;
  /** Looks at the requests that services make of each other. */
  watchRpc?: ((service: string, rpc: Rpc) => Rpc) | undefined;
}

/**
 * Starts all services in this process, in the order in which they need each other, on embedded drivers. Resolves once it serves. Throws
 * UNAVAILABLE with one line that says what to do where the port or the data folder cannot be had.
 */
export async function createStandalone(
  config: StandaloneConfig,
  { clock = systemClock, watchRpc }: StandaloneOverrides = {},
): Promise<Standalone> {
  const log = createLogger({ name: 'confab', level: config.logLevel });
  const platforms = createEmbeddedPlatforms<LiveEvent>({
    ...{ dataDir: config.dataDir, clock, ids: randomIds, log },
    watchRpc,
  });
  const running: Service[] = [];
  const close = () => closeInOrder([...running.toReversed(), platforms]);
  try {
    const auth = await createAuthService(config.auth, platforms.platform('auth'));
    running.push(auth);
    running.push(await createRoomsService(config.rooms, platforms.platform('rooms')));
    running.push(await createMessagesService(config.messages, platforms.platform('messages')));
    const gateway = await createGatewayService(config.gateway, platforms.platform('gateway'));
    running.push(gateway);
    const base = config.gateway.publicUrl ?? gateway.url;
    return {
      firstInvitation: auth.firstInvitation && `${base}/invite/${auth.firstInvitation}`,
      url: gateway.url,
      ready: async () => void (await Promise.all(running.map((service) => service.ready()))),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
