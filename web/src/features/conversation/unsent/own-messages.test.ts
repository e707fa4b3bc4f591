import type { OutboxItem } from '../../outbox/outbox.ts';
import { message as messageAt } from '../../timeline/state/testing/scene.ts';
import { fromPage, type IncomingMessage } from '../../timeline/state/timeline.ts';
import { sentAs, unconfirmed, withChanges } from './own-messages.ts';

const message = (seq: number, more: Partial<IncomingMessage> = {}) =>
  messageAt(seq, { idempotencyKey: `k${seq}`, ...more });
const item = (key: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  key,
  place: { kind: 'room', name: 'tea' },
  text: 'new',
  replyTo: null,
  queuedAt: '2026-01-02T00:00:00.000Z',
  status: 'pending',
  error: null,
  ...more,
});
const edit = (id: string, more: Partial<OutboxItem> = {}) => item('e', { change: { kind: 'edit', id }, ...more });
const held = fromPage({ messages: [message(1), message(2)], hasOlder: false, hasNewer: false });
const shown = (pending: readonly OutboxItem[]) =>
  withChanges(held, pending).items.map((each) =>
    each.kind === 'message' ? [each.message.text, each.message.unsaved ?? false] : each.kind,
  );

describe('what is on its way', () => {
  it('stands below the log until the server has confirmed it', () => {
    expect(unconfirmed([item('k2'), item('k3')], held, 'u1')).toEqual([item('k3')]);
  });

  it('is the message afterwards that the server has under its key, unless that was deleted', () => {
    expect(sentAs(held, 'k2')).toMatchObject({ id: 'm2' });
    expect(sentAs(held, 'k3')).toBeNull();
    const deleted = fromPage({ messages: [message(1, { text: null })], hasOlder: false, hasNewer: false });
    expect(sentAs(deleted, 'k1')).toBeNull();
  });

  it('stands there too where an edit or a deletion was refused, and only then', () => {
    const refused = edit('m1', { status: 'failed', error: 'FORBIDDEN' });
    expect(unconfirmed([edit('m2'), refused], held, 'u1')).toEqual([refused]);
  });

  it('shows an edit in its place, the last one of several', () => {
    expect(shown([edit('m1'), edit('m1', { text: 'newer' }), edit('elsewhere')])).toEqual([
      ['newer', true],
      ['text 2', false],
    ]);
  });

  it('shows a deletion in its place', () => {
    expect(shown([item('d', { change: { kind: 'delete', id: 'm2' } })])).toEqual([
      ['text 1', false],
      [null, true],
    ]);
  });

  it('shows the text of the server again where it was refused', () => {
    expect(shown([edit('m1', { status: 'failed', error: 'FORBIDDEN' })])).toEqual([
      ['text 1', false],
      ['text 2', false],
    ]);
  });
});
