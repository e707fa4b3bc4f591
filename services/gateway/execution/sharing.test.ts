import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { analyseSharing } from './sharing.ts';

function sharing(query: string) {
  const document = parse(query);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return analyseSharing(document, operation as OperationDefinitionNode);
}
const room = (selections: string, fragments = '') =>
  sharing(`subscription ($after: Cursor) { roomEvents(room: "a", after: $after) { ${selections} } } ${fragments}`);

describe('analyseSharing', () => {
  it('shares what looks the same to everybody', () => {
    const { viewerDependent, startVariables } = room('cursor ... on MessagePosted { message { text } }');
    expect(viewerDependent).toBe(false);
    expect([...startVariables]).toEqual(['after']);
  });

  it('does not share what an event of the fan-out shows of its viewer, however it is selected', () => {
    expect(room('... on RoomUpdated { room { membership { role } } }').viewerDependent).toBe(true);
    const fragments =
      'fragment A on MessagePosted { message { ...B } } fragment B on Message { reactions { viewerReacted } }';
    expect(room('...A', fragments).viewerDependent).toBe(true);
  });

  it('takes no notice of what only the opening shows, which each subscriber gets alone', () => {
    const fragment = 'fragment M on Membership { lastReadSeq }';
    expect(room('... on RoomOpened { room { membership { ...M } } } cursor', fragment).viewerDependent).toBe(false);
    const both = '... on RoomOpened { room { ...R } } ... on RoomUpdated { room { ...R } }';
    expect(room(both, 'fragment R on Room { membership { role } }').viewerDependent).toBe(true);
  });
});
