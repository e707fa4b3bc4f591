import { brokenContract, differingSections, sectionsOf } from './contract.ts';

const CONTRACT = `
  type Query { room(name: String!, first: Int = 50): Room }
  type Room { id: ID! topic: String kind: Kind! }
  enum Kind { PUBLIC PRIVATE }
  input RoomInput { room: String! topic: String }`;
const broken = (from: string, to: string) => brokenContract(CONTRACT, CONTRACT.replace(from, to));

describe('a schema beside its contract', () => {
  it.each([
    ['a field', 'topic: String kind', 'topic: String displayName: String! kind'],
    ['an optional argument', 'first: Int', 'after: String first: Int'],
    ['an optional field of an input', 'room: String! topic', 'room: String! posting: Kind topic'],
    ['a value of an enum', 'PUBLIC PRIVATE', 'PUBLIC PRIVATE SECRET'],
    ['a type', 'enum Kind', 'type Server { id: ID! } enum Kind'],
    ['a deprecation', 'topic: String kind', 'topic: String @deprecated(reason: "Use `kind`.") kind'],
  ])('may add %s', (_, from, to) => {
    expect(broken(from, to)).toEqual([]);
  });

  it.each([
    ['take a field away', 'topic: String kind', 'kind'],
    ['make an answer nullable', 'kind: Kind!', 'kind: Kind'],
    ['change a default', 'first: Int = 50', 'first: Int = 20'],
    ['ask for more', 'room: String! topic: String', 'room: String! topic: String!'],
    ['take a value of an enum away', 'PUBLIC PRIVATE', 'PUBLIC'],
  ])('may not %s', (_, from, to) => {
    expect(broken(from, to)).toHaveLength(1);
  });
});

describe('sections of the contract', () => {
  const section = (name: string, body: string) => `# ---- Section: ${name} ----\n${body}\n\n`;
  const original = `# Head.\n${section('safe', 'type A { id: ID! }')}${section('first week', 'type B { id: ID! }')}`;

  it('are told apart by their lines', () => {
    expect([...sectionsOf(original).keys()]).toEqual(['safe', 'first week']);
    expect(sectionsOf(original).get('safe')).toMatch(/^# ---- Section: safe -+\ntype A { id: ID! }$/);
  });

  it('are held word for word where they are built; others are not looked at', () => {
    expect(differingSections(section('safe', 'type A { id: ID! }'), original)).toEqual([]);
    expect(differingSections(section('safe', 'type A { id: ID }'), original)).toEqual(['safe']);
    expect(differingSections('', original)).toEqual(['safe']);
  });
});
