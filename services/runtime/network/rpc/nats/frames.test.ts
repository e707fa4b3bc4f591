import fc from 'fast-check';
import { decodeFrames, encodeFrames } from './frames.ts';

const frame = fc.record({ id: fc.nat(0xffff_ffff), bytes: fc.uint8Array({ maxLength: 300 }) });

describe('frames', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), (frames) => {
        const decoded = decodeFrames(encodeFrames(frames)).map(({ id, bytes }) => ({
          id,
          bytes: new Uint8Array(bytes),
        }));
        expect(decoded).toEqual(frames);
      }),
    );
  });

  it('refuses what is cut off anywhere', () => {
    const message = encodeFrames([
      { id: 1, bytes: Buffer.from('one') },
      { id: 2, bytes: Buffer.from('two') },
    ]);
    const whole = [0, 11];
    for (let length = 0; length < message.length; length += 1) {
      if (whole.includes(length)) continue;
      expect(() => decodeFrames(message.subarray(0, length))).toThrow('cut off');
    }
  });
});
