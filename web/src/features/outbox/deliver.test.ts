import type { ErrorCode } from '../../shared/api/error-code.ts';
import { deliver, restOf } from './deliver.ts';
import type { OutboxItem } from './outbox-item.ts';

const item = (text: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  key: 'k1',
  place: { kind: 'room', name: 'tea' },
  text,
  replyTo: 'm0',
  queuedAt: '2026-01-01T00:00:00.000Z',
  status: 'pending',
  error: null,
  ...more,
});

/** A server that has a message under the key already, or none, and refuses another text under it. */
function serverWith(stored: string | null, failure?: ErrorCode) {
  const asked: string[] = [];
  return {
    asked,
    post: async (_: OutboxItem, text: string) => {
      asked.push(text);
      const refusal: ErrorCode | undefined = stored !== null && stored !== text ? 'CONFLICT' : failure;
      if (refusal) throw refusal;
      return { id: 'm1' };
    },
    revise: async (_: unknown, text: string) => text,
    codeOf: (error: unknown) => error as ErrorCode,
  };
}

describe('a message whose text was changed while it waited', () => {
  const changed = item('third', { earlier: ['first', 'second'] });

  it('is sent with the new text where the server has nothing of it, and nothing follows', async () => {
    const server = serverWith(null);
    const delivered = await deliver(changed, server);
    expect(server.asked).toEqual(['third']);
    expect(restOf(delivered, changed)).toBeNull();
  });

  it('is there once where the answer to an earlier text was lost, and is edited there', async () => {
    const server = serverWith('first');
    const delivered = await deliver(changed, server);
    expect(server.asked).toEqual(['third', 'second', 'first']);
    expect(restOf(delivered, changed)).toEqual(item('third', { change: { kind: 'edit', id: 'm1' }, replyTo: null }));
  });

  it('is edited too where it was changed during the attempt', async () => {
    const delivered = await deliver(item('first'), serverWith(null));
    expect(restOf(delivered, item('first'))).toBeNull();
    expect(restOf(delivered, item('second', { earlier: ['first'] }))).toMatchObject({
      text: 'second',
      change: { kind: 'edit', id: 'm1' },
    });
  });

  it('is edited where its author came back to the text of the attempt: it may have been edited elsewhere meanwhile', async () => {
    const delivered = await deliver(item('first'), serverWith('first'));
    expect(restOf(delivered, item('first', { earlier: ['first', 'second'] }))).toMatchObject({
      text: 'first',
      change: { kind: 'edit', id: 'm1' },
    });
  });

  it('asks with no earlier text for another reason', async () => {
    const server = serverWith(null, 'UNAVAILABLE');
    await expect(deliver(changed, server)).rejects.toBe('UNAVAILABLE');
    expect(server.asked).toEqual(['third']);
  });

  it('is refused where the server has none of its texts', async () => {
    await expect(deliver(changed, serverWith('of somebody else'))).rejects.toBe('CONFLICT');
  });
});
