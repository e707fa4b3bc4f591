import { hearOf } from './api/hear-of.ts';
import { roomNameAt, roomNameOf, signedRoomName } from './rooms.ts';

const room = (name: string, displayName: string) => ({ __typename: 'Room', id: `id of ${name}`, name, displayName });

describe('what a room is called', () => {
  it('is its display name, also on what was loaded before it changed', () => {
    const tea = room('tea', 'Tea');
    expect(roomNameOf(tea)).toBe('Tea');
    hearOf({ room: room('tea', 'Tea & biscuits') });
    expect(roomNameOf(tea)).toBe('Tea & biscuits');
  });

  it('is the display name where only the address is known, however that is written', () => {
    expect(roomNameAt('News')).toBe('News');
    hearOf({ event: { node: [{ room: room('news', 'What is new') }] } });
    expect([roomNameAt('News'), signedRoomName('NEWS')]).toEqual(['What is new', 'What is new']);
  });

  it('has its sign where people know it by its address', () => {
    hearOf(room('coffee', 'coffee'));
    expect([signedRoomName('coffee'), roomNameAt('coffee')]).toEqual(['#coffee', 'coffee']);
    expect(signedRoomName('unheard')).toBe('#unheard');
  });
});
