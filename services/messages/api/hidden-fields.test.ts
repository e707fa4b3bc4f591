import { hiddenFields } from './hidden-fields.ts';

describe('what the browser of the log hides', () => {
  it.each(['timeline-u1_u2', 'inbox-u1'])('in %s: texts, and whom somebody blocks', (stream) => {
    expect(hiddenFields(stream)).toEqual({ redacted: ['text', 'blockedId'], omitted: ['withheld', 'peerSees'] });
  });

  it('in rooms: nothing', () => {
    expect(hiddenFields('timeline-room1')).toEqual({});
  });
});
