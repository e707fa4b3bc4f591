/** What the tabs of this browser say to each other under one name. */
export interface Channel<Message> {
  /** Says something to the other tabs. Nobody hears it where the browser has no channels, or this one is closed. */
  post(message: Message): void;
  close(): void;
}

function open(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    // Missing, or refused: where cookies are blocked some browsers refuse it.
    return null;
  }
}

/** Listens to the other tabs. Where the browser has no channels nothing is ever heard. */
export function openChannel<Message>(name: string, onMessage: (message: Message) => void): Channel<Message> {
  let channel = open(name);
  if (channel) channel.onmessage = ({ data }: MessageEvent<Message>) => onMessage(data);
  return {
    post: (message) => channel?.postMessage(message),
    close() {
      channel?.close();
      channel = null;
    },
  };
}

/** Whether tabs can speak to each other in this browser, as far as it says so itself. */
export function hasChannels(): boolean {
  const channel = open('confab.probe');
  channel?.close();
  return channel !== null;
}
