export const lobby = {
  title: 'Lobby',
  welcome: 'Hello, {name}. Pick a room to talk in, or make one.',
  intro: 'Enter a name to join a room, or to create it.',
  roomName: 'Room name',
  enter: 'Join or create',
  rooms: 'Rooms',
  online: 'nobody online | {n} online | {n} online',
  empty: 'No rooms yet. Create the first one.',
  first: 'Create “{name}”',
  badName: 'A room name is 1–64 letters of one alphabet, digits, “-” or “_”.',
  forbidden: 'You may not enter this room. Ask its owner to let you in.',
  private: 'private',
};
