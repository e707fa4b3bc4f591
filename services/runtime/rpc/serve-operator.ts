import type { HandlerContext } from '@connectrpc/connect';
import { isAppError } from '../errors/app-error.ts';
import type { EventBrowser } from '../event-store/browse.ts';

export interface OperatorOptions {
  browser: EventBrowser;
  /** Resolves for administrators; rejects for everybody else. */
  admit(context: HandlerContext): Promise<unknown>;
  /** Resolves while the service can do its work. */
  ready(): Promise<void>;
}

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
    async readEvents(
      { stream, after, first }: { stream: string; after: number; first: number },
      context: HandlerContext,
    ) {
      await admit(context);
      return { events: await browser.events(stream, { after, first }) };
    },
    async getState({ stream, seq }: { stream: string; seq: number }, context: HandlerContext) {
      await admit(context);
      const state = await browser.stateAt(stream, seq);
      return state === undefined ? {} : { state };
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
