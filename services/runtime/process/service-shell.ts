import { createEventBrowser, type EventBrowserOptions } from '../eventlog/browser/event-browser.ts';
import type { LogConsumer, PublisherOptions } from '../eventlog/consumers/port.ts';
import { createPublisher } from '../eventlog/consumers/publisher.ts';
import { createCommandRunner } from '../eventlog/decider/command-runner.ts';
import type { AnyStreamKind, CommandRunner } from '../eventlog/decider/port.ts';
import type { EventStore } from '../eventlog/store/port.ts';
import { type Callers, createCallers } from '../network/identity/caller.ts';
import { createTokenVerifier, type TokenVerifierOptions } from '../network/identity/jwt-verifier.ts';
import type { Subscription } from '../network/live/port.ts';
import type { Platform, Service, StoreDefinition } from './platform.ts';
import { createOperatorHandlers, type OperatorOptions } from './serve-operator.ts';

export interface ShellOptions {
  store: StoreDefinition;
  kinds: readonly AnyStreamKind[];
  /** How many streams' states are kept; see `CommandRunnerOptions`. */
  cacheSize?: number;
}

export interface CallerOptions<Live> extends Pick<TokenVerifierOptions, 'keys' | 'tokenLifeMs'> {
  /** The subject on which ended sessions are told of. */
  subject: string;
  /**
   * Is told of each event of the subject. `revoke(sessionId)` refuses that session's tokens from
   * now on.
   */
  heard(event: Live, revoke: (sessionId: string) => void): void;
}

/** What a service stops besides the shell's own parts. */
export interface Closing {
  /** Runs first, while requests are still served. */
  before?(): Promise<void>;
  /**
   * Runs once no request is under way. The store is open, and what is committed now is still
   * published.
   */
  after?(): Promise<void>;
}

/**
 * The frame that all services with an event log share: a store and its command runner, callers
 * whose sessions are checked, the handlers of the OperatorService, a publisher, and the order in
 * which all of it is closed.
 */
export class ServiceShell<Live> {
  readonly store: EventStore;
  readonly runner: CommandRunner;
  readonly #platform: Platform<Live>;
  readonly #kinds: readonly AnyStreamKind[];
  #subscription: Subscription | undefined;
  #publisher: LogConsumer | undefined;
  #closing: Promise<void> | undefined;

  private constructor(platform: Platform<Live>, store: EventStore, { kinds, cacheSize }: ShellOptions) {
    const { clock, ids, log } = platform;
    this.store = store;
    this.runner = createCommandRunner({ store, kinds, clock, ids, log, ...(cacheSize !== undefined && { cacheSize }) });
    this.#platform = platform;
    this.#kinds = kinds;
  }

  /** Opens the service's store. */
  static async open<Live>(platform: Platform<Live>, options: ShellOptions): Promise<ServiceShell<Live>> {
    return new ServiceShell(platform, await platform.openStore(options.store), options);
  }

  /**
   * Callers by their access tokens. A session that is told of on the subject as ended is refused
   * from then on.
   */
  async callers({ subject, heard, ...options }: CallerOptions<Live>): Promise<Callers> {
    const { clock, log, live } = this.#platform;
    const verifier = createTokenVerifier({ ...options, clock, log });
    const revoke = (sessionId: string) => verifier.revoke(sessionId);
    this.#subscription = await live.subscribe(subject, (events) => {
      for (const event of events) heard(event, revoke);
    });
    return createCallers(verifier);
  }

  /** Handlers of the service's own OperatorService, for whom `admit` lets in. */
  operator({
    admit,
    ...shown
  }: Pick<OperatorOptions, 'admit'> & Pick<EventBrowserOptions, 'hides'>): ReturnType<typeof createOperatorHandlers> {
    const browser = createEventBrowser({ store: this.store, kinds: this.#kinds, ...shown });
    return createOperatorHandlers({ browser, admit, ready: () => this.store.ping() });
  }

  /** Publishes what is committed from now on, and what a dead process left. */
  publish(options: Pick<PublisherOptions<Live>, 'route' | 'onError'>): LogConsumer {
    this.#publisher = createPublisher({ store: this.store, live: this.#platform.live, ...options });
    return this.#publisher;
  }

  /**
   * The running service. It closes in this order: `before`, requests, callers, `after`, publisher,
   * store.
   */
  service(closing: Closing = {}): Service {
    return {
      ready: () => this.store.ping(),
      close: () => {
        this.#closing ??= this.#close(closing);
        return this.#closing;
      },
    };
  }

  async #close({ before, after }: Closing): Promise<void> {
    await before?.();
    await this.#platform.rpc.close();
    this.#subscription?.unsubscribe();
    await after?.();
    await this.#publisher?.stop();
    await this.store.close();
  }
}
