import type { HandlerContext } from '@connectrpc/connect';
import type { EventBrowser, ShownEvent } from '../eventlog/browser/event-browser.ts';
import { isAppError } from '../kernel/errors/app-error.ts';
import { answerEach } from '../network/rpc/answer-each.ts';

export interface OperatorOptions {
  browser: EventBrowser;
  /** Resolves for administrators; rejects for everybody else. */
  admit(context: HandlerContext): Promise<{ userId: string }>;
  /** Resolves while the service can do its work. */
  ready(): Promise<void>;
}

interface EventsRequest {
  stream: string;
  after: number;
  first: number;
}

interface StateRequest {
  stream: string;
  seq: number;
}

/** Streams that are read at one time. */
const AT_ONCE = 1;

/** Handlers of a service's OperatorService: its event streams and its health, for administrators only. */
export function createOperatorHandlers({ browser, admit, ready }: OperatorOptions) {
  return {
    async listStreams(request: { prefix: string; after: string; first: number }, context: HandlerContext) {
      await admit(context);
      return browser.list(request);
    },
    async getStream({ name }: { name: string }, context: HandlerContext) {
      await admit(context);
      const stream = await browser.find(name);
      return stream ? { stream } : {};
    },
    async readEvents({ stream, after, first }: EventsRequest, context: HandlerContext) {
      await admit(context);
      return { events: await browser.events(stream, { after, first }) };
    },
    async getState({ stream, seq }: StateRequest, context: HandlerContext) {
      const { userId } = await admit(context);
      const state = await browser.stateAt(stream, seq, userId);
      return state === undefined ? {} : { state };
    },
    async readManyEvents({ requests }: { requests: readonly EventsRequest[] }, context: HandlerContext) {
      const { userId: owner } = await admit(context);
      const each = { owner, atOnce: AT_ONCE, weigh: ({ events }: { events: ShownEvent[] }) => bytesOf(events) };
      const answers = await answerEach(requests, each, async ({ stream, after, first }) => ({
        events: await browser.events(stream, { after, first }),
      }));
      return { answers };
    },
    async getManyStates({ requests }: { requests: readonly StateRequest[] }, context: HandlerContext) {
      const { userId: owner } = await admit(context);
      const each = { owner, atOnce: AT_ONCE, weigh: ({ state }: { state?: string }) => state?.length ?? 0 };
      const answers = await answerEach(requests, each, async ({ stream, seq }) => {
        const state = await browser.stateAt(stream, seq, owner);
        return state === undefined ? {} : { state };
      });
      return { answers };
    },
    async checkHealth(_request: object, context: HandlerContext) {
      await admit(context);
      try {
        await ready();
        return { ready: true };
      } catch (error) {
        return { ready: false, detail: isAppError(error) ? error.message : 'The service cannot do its work.' };
      }
    },
  };
}

function bytesOf(events: readonly ShownEvent[]): number {
  return events.reduce((sum, { data }) => sum + data.length, 0);
}
