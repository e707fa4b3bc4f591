import fc from 'fast-check';
import { readFrames } from '../test/frames.ts';
import { FrameBatch, textFrame } from './frame.ts';

const idOf = (id: string) => Buffer.from(JSON.stringify(id));

describe('frames', () => {
  it.each([0, 1, 60, 80, 125, 126, 65_480, 65_535, 65_536, 200_000])('carry a payload of %d characters', (length) => {
    const payload = JSON.stringify('x'.repeat(length));
    const [text] = readFrames(new FrameBatch([Buffer.from(payload)]).framesFor(idOf('1')));
    expect(text).toBe(`{"id":"1","type":"next","payload":${payload}}`);
  });

  it.each([0, 1, 125, 126, 65_535, 65_536])('carry one message of %d characters', (length) => {
    for (const letter of ['x', 'ж', '🙂']) {
      const text = letter.repeat(length);
      expect(readFrames(textFrame(text))).toEqual([text]);
    }
  });

  it('give every socket its own id and the same payloads, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.json(), { minLength: 1 }), fc.array(fc.string(), { minLength: 1 }), (payloads, ids) => {
        const batch = new FrameBatch(payloads.map((payload) => Buffer.from(payload)));
        for (const id of ids) {
          const messages = readFrames(batch.framesFor(idOf(id))).map((text) => JSON.parse(text));
          expect(messages).toEqual(payloads.map((payload) => ({ id, type: 'next', payload: JSON.parse(payload) })));
        }
      }),
    );
  });
});
