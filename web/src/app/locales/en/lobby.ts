export const lobby = {
  title: 'Lobby',
  intro: 'Enter a name to join a room, or to create it.',
  roomName: 'Room name',
  enter: 'Join or create',
  rooms: 'Rooms',
  online: 'nobody online | {n} online | {n} online',
  empty: 'No rooms yet. Create the first one above.',
  badName: 'A room name is 1–64 letters, digits, “-” or “_”.',
  forbidden: 'You may not enter this room.',
  private: 'private',
};
