import { randomBytes } from 'node:crypto';

let seq = 0;

/** What a subscriber is told of a message, with the same fields and as long as Confab tells it; `seq` counts all messages of the process. */
export function messagePosted({ text, author }: { text: string; author: string }) {
  seq += 1;
  return {
    __typename: 'MessagePosted',
    cursor: randomBytes(20).toString('base64url'),
    message: {
      id: `0123456789abcdefghij-${seq}`,
      seq,
      text,
      sentAt: new Date().toISOString(),
      author: { username: author },
    },
  };
}
