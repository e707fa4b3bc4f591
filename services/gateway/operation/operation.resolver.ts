import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { OperatorClient } from '../context/clients.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { toConnection } from '../graphql/page.type.ts';
import { pageSize } from '../graphql/page-size.ts';
import { SameFor } from '../graphql/same-for.ts';
import { createEventStreamLoader } from './event-stream.loader.ts';
import { EventStream, EventStreamConnection, StoredEvent } from './event-stream.type.ts';
import { seq as checkSeq, seqRange } from './seq-range.ts';
import { ServiceHealth } from './service-health.type.ts';

/** How long a service may take to say that it is well. */
const HEALTH_TIMEOUT_MS = 3_000;

/** What operators look at: event streams and health. Each service decides who is an administrator. */
@Resolver(() => EventStream)
export class OperationResolver {
  @Query(() => EventStreamConnection, {
    description:
      'Streams of all services whose names begin with the prefix, in the order of names. Administrators only.',
  })
  @Cost(50)
  async eventStreams(
    @Arg('prefix', () => String, {
      nullable: true,
      description: 'What the names begin with, such as `room-`. Absent: all streams.',
    })
    prefix: string | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const size = pageSize('first', first);
    const request = { prefix: prefix ?? '', after: after ?? '', first: size };
    const pages = await fromEach(context, async (service, client) => {
      const { streams, hasMore } = await client.listStreams(request, context.call);
      return { hasMore, streams: streams.map((stream) => new EventStream(service, stream)) };
    });
    const merged = pages.flatMap(({ streams }) => streams).sort(byName);
    const items = merged.slice(0, size);
    return toConnection(
      {
        items,
        cursors: items.map(({ name }) => name),
        hasNextPage: merged.length > size || pages.some(({ hasMore }) => hasMore),
        hasPreviousPage: Boolean(after),
      },
      (stream) => stream,
    );
  }

  @Query(() => EventStream, { nullable: true, description: 'Null where no service has it. Administrators only.' })
  @Cost(10)
  async eventStream(
    @Arg('name', () => String, { description: 'Its whole name, as `EventStream.name` has it.' }) name: string,
    @Ctx() context: GatewayContext,
  ) {
    const found = await fromEach(context, async (service, client) => {
      const { stream } = await client.getStream({ name }, context.call);
      return stream && new EventStream(service, stream);
    });
    return found.find((stream) => stream !== undefined);
  }

  @FieldResolver(() => [StoredEvent], {
    description:
      'Ascending. `first` behind the seq `after`, or `last` up to the seq `before`; without arguments the first 50.',
  })
  @SameFor('viewer')
  @Cost({ reads: 10, each: 2 })
  async events(
    @Root() stream: EventStream,
    @Arg('first', () => Int, {
      nullable: true,
      description: 'How many at most, 1–100: those behind `after`; 50 where it is absent.',
    })
    first: number | undefined,
    @Arg('after', () => Int, {
      nullable: true,
      description: 'A `seq`: the events begin behind it. Absent: at the first one.',
    })
    after: number | undefined,
    @Arg('last', () => Int, {
      nullable: true,
      description: 'How many at most, 1–100: those before `before`, or the newest; 50 where it is absent.',
    })
    last: number | undefined,
    @Arg('before', () => Int, {
      nullable: true,
      description: 'A `seq`: the events end before it. Absent: at the newest one.',
    })
    before: number | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const range = seqRange(stream.head, { first, after, last, before });
    const { events } = await context
      .use(createEventStreamLoader)
      .events(stream.service, { stream: stream.name, ...range });
    return events.map((event) => new StoredEvent(event));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'JSON of what the next command after this event would be decided on, secrets redacted; 0 is before the first. Null for streams that are never folded as a whole. NOT_FOUND beyond the head.',
  })
  @SameFor('viewer')
  @Cost(500)
  async stateAt(
    @Root() stream: EventStream,
    @Arg('seq', () => Int, { description: 'The number of an event, or 0: before the first.' }) seq: number,
    @Ctx() context: GatewayContext,
  ) {
    const request = { stream: stream.name, seq: checkSeq('seq', seq) };
    return (await context.use(createEventStreamLoader).state(stream.service, request)).state;
  }

  @Query(() => [ServiceHealth], { description: 'Of every service behind the API. Administrators only.' })
  @Cost({ reads: 20, items: 3 })
  async serviceHealth(@Ctx() context: GatewayContext): Promise<ServiceHealth[]> {
    const { clock } = context.app;
    return fromEach(context, async (service, client) => {
      const askedAt = clock.monotonic();
      try {
        const { ready, detail } = await client.checkHealth({}, { ...context.call, timeoutMs: HEALTH_TIMEOUT_MS });
        return { service, ready, detail, latencyMs: clock.monotonic() - askedAt };
      } catch (error) {
        // Who may not look is refused; a service that is away is what was asked about.
        if (!isAppError(error, 'UNAVAILABLE')) throw error;
        return { service, ready: false, detail: error.message, latencyMs: undefined };
      }
    });
  }
}

function fromEach<Answer>(
  { app }: GatewayContext,
  ask: (service: string, client: OperatorClient) => Promise<Answer>,
): Promise<Answer[]> {
  return Promise.all(Object.entries(app.clients.operators).map(([service, client]) => ask(service, client)));
}

/** As the services order them: by code points, which is the order of UTF-8. */
function byName(a: EventStream, b: EventStream): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
}
