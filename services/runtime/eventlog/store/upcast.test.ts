import type { NewEvent } from './event.ts';
import { createUpcaster } from './upcast.ts';

const event = (type: string, version: number, data: object): NewEvent => ({
  id: 'e1',
  stream: 'a',
  seq: 1,
  type,
  version,
  data,
  atMs: 0,
  actor: 'ada',
  commandId: 'c1',
  correlationId: 'r1',
});

const upcast = createUpcaster({
  Named: [(data) => ({ ...data, two: true }), (data) => ({ ...data, three: 'two' in data })],
});

describe('an upcaster', () => {
  it('applies every step that is missing, in order', () => {
    expect(upcast(event('Named', 1, { a: 1 }))).toMatchObject({ version: 3, data: { a: 1, two: true, three: true } });
    expect(upcast(event('Named', 2, { a: 1 }))).toMatchObject({ version: 3, data: { a: 1, three: false } });
  });

  it('returns a current event as it is', () => {
    const current = event('Named', 3, {});
    expect(upcast(current)).toBe(current);
    const plain = event('Plain', 1, {});
    expect(upcast(plain)).toBe(plain);
  });

  it('does not change the event it is given', () => {
    const old = event('Named', 1, { a: 1 });
    upcast(old);
    expect(old).toEqual(event('Named', 1, { a: 1 }));
  });

  it('refuses an event of a version it does not know', () => {
    expect(() => upcast(event('Named', 4, {}))).toThrow('Named in version 4, this program knows version 3');
    expect(() => upcast(event('Plain', 2, {}))).toThrow('Plain in version 2, this program knows version 1');
  });
});
