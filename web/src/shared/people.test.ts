import { hearOf } from './api/hear-of.ts';
import { fullNameOf, handleOf, nameOf, personCalled } from './people.ts';

const person = (id: string, username: string, displayName: string) => ({
  __typename: 'User',
  id,
  username,
  displayName,
});

describe('what people are called', () => {
  it('is the display name, also on what was loaded before it changed', () => {
    const ann = person('1', 'ann', 'Ann Sørensen');
    expect(nameOf(ann)).toBe('Ann Sørensen');
    hearOf({ room: { messages: { edges: [{ node: { author: person('1', 'ann', 'Dr. Sørensen') } }] } } });
    expect(nameOf(ann)).toBe('Dr. Sørensen');
    expect(personCalled('ANN')?.displayName).toBe('Dr. Sørensen');
    expect(personCalled('nobody')).toBeUndefined();
  });

  it('tells the username only where two have one name, however it is written', () => {
    const [one, other] = [person('2', 'ann2', 'Anna K'), person('3', 'ann3', 'ａnna  k')];
    hearOf([one]);
    expect([handleOf(one), fullNameOf(one)]).toEqual(['', 'Anna K']);
    hearOf({ online: [other, null] });
    expect(fullNameOf(one)).toBe('Anna K (ann2)');
    hearOf(person('3', 'ann3', 'Somebody else'));
    expect(fullNameOf(one)).toBe('Anna K');
  });

  it('can not be taken from somebody who has none but the username', () => {
    const bob = person('4', 'bob', 'bob');
    hearOf([bob, person('5', 'mallory', 'Bob')]);
    expect(fullNameOf(bob)).toBe('bob (bob)');
  });
});
