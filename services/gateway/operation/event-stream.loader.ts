import type { GetStateResponse, ReadEventsResponse } from '@confab/proto/log/v1/log_pb';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { askEach } from '@confab/runtime/network/rpc/ask-each';
import type { OperatorClient } from '../context/clients.ts';
import { type Asking, createLoader, type Loader, required } from '../context/loader.ts';

interface EventsRequest {
  stream: string;
  after: number;
  first: number;
}

interface StateRequest {
  stream: string;
  seq: number;
}

/** Events and states of streams, by the service that owns them: those of one service are asked for at once. */
export interface EventStreamLoader {
  events(service: string, request: EventsRequest): Promise<ReadEventsResponse>;
  state(service: string, request: StateRequest): Promise<GetStateResponse>;
}

export function createEventStreamLoader(asking: Asking): EventStreamLoader {
  const { call } = asking;
  const pages = ofEachService<EventsRequest, ReadEventsResponse>(asking, async (client, requests) => {
    return (await client.readManyEvents({ requests }, call)).answers;
  });
  const states = ofEachService<StateRequest, GetStateResponse>(asking, async (client, requests) => {
    return (await client.getManyStates({ requests }, call)).answers;
  });
  return { events: pages, state: states };
}

type Ask<Request, Answer> = (
  client: OperatorClient,
  requests: Request[],
) => ReturnType<Parameters<typeof askEach<Request, Answer>>[1]>;

function ofEachService<Request, Answer>(asking: Asking, ask: Ask<Request, Answer>) {
  const loaders = new Map<string, Loader<Answer>>();
  return async (service: string, request: Request): Promise<Answer> => {
    const client = asking.app.clients.operators[service];
    if (!client) throw new AppError('NOT_FOUND', 'There is no such service.');
    let loader = loaders.get(service);
    if (!loader) {
      loader = createLoader<Answer>(asking, (keys) =>
        askEach(keys, (wanted) =>
          ask(
            client,
            wanted.map((key) => JSON.parse(key) as Request),
          ),
        ),
      );
      loaders.set(service, loader);
    }
    return required(await loader.load(JSON.stringify(request)), 'stream');
  };
}
