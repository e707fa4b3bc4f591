/** A browser as the acts see it. There is a driver for each engine: what the port lacks, no act can use. */
export interface Engine {
  readonly name: 'Chromium' | 'Firefox' | 'WebKit';
  /** The command that brings it, where it is not on this machine. */
  missing(): Promise<string | undefined>;
  launch(): Promise<Browser>;
}

/** A running browser. Closing it ends every process of it. */
export interface Browser {
  /** Cookies and storage of their own, both empty. */
  newProfile(options?: ProfileOptions): Promise<Profile>;
  close(): Promise<void>;
}

export interface ProfileOptions {
  /** Blocked as a person does it, in the settings of the browser, so that the page meets whatever the engine then does. */
  cookies?: 'allowed' | 'blocked';
}

export interface Profile {
  newTab(size?: Size): Promise<Tab>;
  close(): Promise<void>;
}

/** Of the page, in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** One page. Mouse and keyboard are those of the browser, events come as from a person. */
export interface Tab {
  /** Resolves once the document was read; what its scripts do then goes on. Loads it again where it is open already. */
  goto(url: string): Promise<void>;
  /** The value of an expression, awaited and JSON-able. Rejects while the document is being replaced. */
  evaluate<T>(expression: string): Promise<T>;
  /** A key, after the modifiers that are held meanwhile: `Enter`, `Shift+Enter`, `Control+k`. Keys are named as in `KeyboardEvent.key`. */
  press(keys: string): Promise<void>;
  /** Key by key. */
  type(text: string): Promise<void>;
  /** In CSS pixels from the upper left corner of the page. */
  move(x: number, y: number): Promise<void>;
  click(x: number, y: number): Promise<void>;
  /** A PNG of what is seen. */
  screenshot(): Promise<Buffer>;
  /** Errors of scripts that nobody caught, and what was logged as an error, as far as the engine tells. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

export const DESKTOP: Size = { width: 1280, height: 800 };

/** `Control+Shift+f` in parts. */
export function keysOf(chord: string): { modifiers: string[]; key: string } {
  const modifiers = chord.split('+');
  const key = modifiers.pop() as string;
  return { modifiers, key };
}

/** What a browser logs of requests that failed, which acts that take the network away make it log. */
export const ABOUT_REQUESTS = new RegExp(
  [
    'Failed to load resource|WebSocket|ERR_',
    'NetworkError|can’t establish a connection|connection to \\S+ was interrupted',
    'Could not connect|connection was (?:lost|closed)',
  ].join('|'),
);
