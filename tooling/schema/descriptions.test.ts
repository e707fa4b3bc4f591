import { unsaid } from './descriptions.ts';

const COMPLETE = `
  "Counts something." directive @cost("In objects." weight: Int) on FIELD_DEFINITION
  "An instant." scalar DateTime @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339")
  type Query { "By its name." room("In any letter case." name: String!): Room }
  "Where many write." interface Node { "Opaque." id: ID! }
  "A place." type Room implements Node {
    "Opaque." id: ID!
    "How it is called." title: String @deprecated(reason: "Use \`id\`.")
    "Who knows of it." kind: Kind
  }
  "Who knows of a room." enum Kind { "Everybody." PUBLIC }
  "Which room." input RoomInput { "In any letter case." room: String! }`;

describe('unsaid', () => {
  it('finds nothing in a schema that says everything', () => {
    expect(unsaid(COMPLETE)).toEqual([]);
  });

  it.each([
    ['"A place."', 'Room has no description'],
    ['"Where many write."', 'Node has no description'],
    ['"By its name."', 'Query.room has no description'],
    ['"In any letter case."', 'Query.room(name:) has no description'],
    ['"Who knows of it."', 'Room.kind has no description'],
    ['"Who knows of a room."', 'Kind has no description'],
    ['"Everybody."', 'Kind.PUBLIC has no description'],
    ['"Which room."', 'RoomInput has no description'],
    ['"An instant."', 'DateTime has no description'],
    ['"In objects."', '@cost(weight:) has no description'],
    ['"Counts something."', '@cost has no description'],
    ['@specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339")', 'DateTime has no @specifiedBy'],
    ['(reason: "Use `id`.")', 'Room.title is deprecated without a reason'],
  ])('misses %s', (text, problem) => {
    expect(COMPLETE).toContain(text);
    expect(unsaid(COMPLETE.replace(text, ''))).toEqual([problem]);
  });

  it('takes white space for nothing, and a name for no description of itself', () => {
    expect(unsaid(COMPLETE.replace('"Who knows of it."', '"  "'))).toEqual(['Room.kind has no description']);
    expect(unsaid(COMPLETE.replace('"Everybody."', '"Public."'))).toEqual([
      'Kind.PUBLIC is described by nothing but its name',
    ]);
  });

  it('looks at fields of inputs', () => {
    const [before, after] = COMPLETE.split('input RoomInput');
    const bare = `${before}input RoomInput${after?.replace('"In any letter case."', '')}`;
    expect(unsaid(bare)).toEqual(['RoomInput.room has no description']);
  });
});
