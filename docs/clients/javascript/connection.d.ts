import type { Client, ClientOptions } from 'graphql-ws';

export interface ConnectOptions extends Omit<ClientOptions, 'url' | 'on' | 'connectionParams'> {
  /** Of HTTP: `https://chat.example/graphql`. */
  url: string;
  /** Absent in a browser: the cookie stands for it. */
  refreshToken?: string | undefined;
  /** Stores the token to go on with after a restart; the one before is void. */
  onRefreshToken?(refreshToken: string): void | Promise<void>;
  /** A socket that does not answer for so long is dropped, in milliseconds; at first it is left alone for as long. */
  silenceMs?: number;
}

export interface SignedIn {
  client: Client;
  accessToken(): Promise<string>;
}

export function connect(options: ConnectOptions): SignedIn;
