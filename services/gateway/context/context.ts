import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Credentials, Identity } from '@confab/runtime/network/identity/port';
import { withCall } from '@confab/runtime/network/rpc/call';
import type { CallOptions } from '@connectrpc/connect';
import type { App } from './app.ts';
import type { Asking } from './loader.ts';
import type { StreamRequest } from './stream-request.ts';

/** What the HTTP transport adds: the refresh cookie, in and out. */
export interface CookieJar {
  /** Undefined where none came, or where the request's origin may not use it. */
  readonly refreshToken: string | undefined;
  setRefreshToken(token: string): void;
  clearRefreshToken(): void;
}

/** The socket that an operation came over. */
export interface RenewableConnection {
  /** Of the token that it was given last. */
  readonly credentials: Credentials;
  /**
   * Goes on with another token, and so does everything that lives on it. Throws UNAUTHENTICATED
   * for a token that is not valid or has expired, FORBIDDEN for one of another account.
   */
  renew(accessToken: string): Promise<Credentials>;
}

export interface ContextOptions {
  app: App;
  /** Absent: those that the connection has at any time. */
  credentials?: Credentials | undefined;
  connection?: RenewableConnection | undefined;
  cookies?: CookieJar | undefined;
  /** What the client calls itself, where the transport knows. */
  userAgent?: string | undefined;
  /** Where the client is, as addresses are counted. */
  address?: string | undefined;
  /** The origin that was asked, as the client writes it; undefined where it named none. */
  asked?: string | undefined;
  /** Set for subscriptions. */
  stream?: StreamRequest | undefined;
}

/**
 * What the resolvers of one operation share. Cheap to make: everything that costs is made on first use. No `#private` members: Apollo Server hands resolvers
 * a copy made with `Object.create`.
 */
export class GatewayContext implements Asking {
  readonly app: App;
  readonly connection: RenewableConnection | undefined;
  readonly cookies: CookieJar | undefined;
  readonly userAgent: string | undefined;
  readonly address: string | undefined;
  readonly asked: string | undefined;
  readonly stream: StreamRequest | undefined;
  /** Of every call this operation makes. */
  readonly correlationId: string;
  /** Whether the answers so far may rest on what the viewer may read: who may not is shown less, or nothing. */
  restsOnRights = false;
  private readonly given: Credentials | undefined;
  private made: Map<unknown, unknown> | undefined;
  private ownCall: CallOptions | undefined;

  constructor(options: ContextOptions) {
    this.app = options.app;
    this.given = options.credentials;
    this.connection = options.connection;
    this.cookies = options.cookies;
    this.userAgent = options.userAgent;
    this.address = options.address;
    this.asked = options.asked;
    this.stream = options.stream;
    this.correlationId = options.app.ids.next();
  }

  get credentials(): Credentials | undefined {
    return this.given ?? this.connection?.credentials;
  }

  /** The signed-in user. Throws UNAUTHENTICATED. */
  get viewer(): Identity {
    if (!this.credentials) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
    return this.credentials.identity;
  }

  /** Whose work this is. */
  get owner(): string {
    return this.credentials?.identity.userId ?? '';
  }

  /** Options for a call on behalf of the viewer. */
  get call(): CallOptions {
    this.restsOnRights = true;
    return this.openCall;
  }

  /** The same for a call that every signed-in user is answered alike. A subscription, which lives long and calls seldom, does not keep them. */
  get openCall(): CallOptions {
    if (this.ownCall) return this.ownCall;
    const call = withCall({ ...this.token(), correlationId: this.correlationId });
    if (!this.stream) this.ownCall = call;
    return call;
  }

  /** The same for a command, under the author's own key and to the holder of a partition where there are such. */
  command({ commandId, partition }: { commandId?: string | undefined; partition?: string | undefined }): CallOptions {
    return withCall({
      ...this.token(),
      ...(commandId === undefined ? {} : { commandId }),
      ...(partition === undefined ? {} : { partition }),
      correlationId: this.correlationId,
    });
  }

  /** What this makes for one operation, such as a loader: made when it is first asked for. */
  use<Value>(make: (asking: Asking) => Value): Value {
    return this.once(make, () => make(this));
  }

  /** The same for what every signed-in user is answered alike. */
  useOpenly<Value>(make: (asking: Asking) => Value): Value {
    return this.once(make, () => make(new Openly(this)));
  }

  private token(): { token?: string } {
    return this.credentials ? { token: this.credentials.token } : {};
  }

  private once<Value>(key: unknown, make: () => Value): Value {
    this.made ??= new Map();
    let value = this.made.get(key) as Value | undefined;
    if (value === undefined) {
      value = make();
      this.made.set(key, value);
    }
    return value;
  }
}

/** Asks with nothing but what the viewer is known to be. Made for every event, and seldom used: what costs is made when it is. */
class Openly implements Asking {
  readonly app: App;
  readonly #context: GatewayContext;

  constructor(context: GatewayContext) {
    this.app = context.app;
    this.#context = context;
  }

  get owner(): string {
    return this.#context.owner;
  }

  get call(): CallOptions {
    return this.#context.openCall;
  }
}
