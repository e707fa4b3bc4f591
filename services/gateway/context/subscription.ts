import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { costOfEvent } from '../graphql/cost.ts';
import { decodeCursor } from '../live/cursor.ts';
import { LiveSubscription } from '../live/live-subscription.ts';
import type { GroupKind } from '../live/rendering.ts';
import type { Asker } from '../live/subscriber.ts';
import type { Topic } from '../live/topic.ts';
import type { GatewayContext } from './context.ts';
import { createRender } from './render.ts';
import type { StreamRequest } from './stream-request.ts';
import { textKey } from './text-key.ts';

export interface SubscriptionOptions {
  /** The client's cursor. */
  after?: string | undefined;
  /** Where rights can be lost while others keep them. */
  mayRead?: (delegate: Asker) => Promise<boolean>;
}

/** Begins what the context's operation has subscribed to. Throws BAD_USER_INPUT for the cursor. */
export function subscribeTo(topic: Topic, options: SubscriptionOptions, context: GatewayContext): LiveSubscription {
  const { after } = options;
  const { source } = topic.feed;
  return new LiveSubscription({
    topic,
    stream: streamOf(context),
    after: after === undefined || !source ? undefined : decodeCursor(after, source.scope, source.streams.length),
    kind: kindOf(topic, options, context),
    maxReplay: context.app.live.replayEvents,
  });
}

const always = () => Promise.resolve(true);

/** Same operation, same variables apart from where to start: whatever is the same for all subscribers is the same bytes. */
function kindOf({ feed }: Topic, { mayRead = always }: SubscriptionOptions, context: GatewayContext): GroupKind {
  const { app } = context;
  const { operation, variables } = streamOf(context);
  const { sharedEvents, startVariables } = operation.sharing;
  const told = Object.entries(variables ?? {}).filter(([name]) => !startVariables.has(name));
  const key = textKey(JSON.stringify([operation.key, told]));
  const { events } = operation.costs(variables);
  return (
    feed.fanout.kindOf(key) ?? {
      key,
      shares: (event) => sharedEvents.has(event.constructor.name),
      costOf: (values) => values.reduce<number>((sum, event) => sum + costOfEvent(events, event), 0),
      budgets: app.budgets,
      render: createRender(app, { operation, variables, mayRead, onInternal: app.onError }),
    }
  );
}

/** The subscription that the operation is. Throws BAD_USER_INPUT where it came over HTTP. */
export function streamOf({ stream, viewer }: GatewayContext): StreamRequest {
  if (!stream || !viewer) throw new AppError('BAD_USER_INPUT', 'Subscribe over WebSocket.');
  return stream;
}

/** The viewer with the token that they have at any time. */
export function askerOf(context: GatewayContext): Asker {
  const { credentials } = context;
  if (!credentials) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return {
    get credentials() {
      return context.credentials ?? credentials;
    },
    get call() {
      return context.call;
    },
  };
}
