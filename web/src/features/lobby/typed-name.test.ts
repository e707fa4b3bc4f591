import { newRoomNamed, typedName } from './typed-name.ts';

describe('the name that somebody types', () => {
  it.each([
    ['tea', 'tea'],
    [' #tea ', 'tea'],
  ])('of %j is %j', (typed, name) => {
    expect(typedName(typed)).toBe(name);
  });
});

describe('a new room', () => {
  it.each([
    ['tea', 'tea', null],
    ['#Projekt Überraschung', 'Projekt-Überraschung', 'Projekt Überraschung'],
    ['  release   2027 plan ', 'release-2027-plan', 'release 2027 plan'],
  ])('that is called %j has the address %j', (typed, name, displayName) => {
    expect(newRoomNamed(typed)).toEqual({ name, displayName });
  });
});
