export const nav = {
  label: 'Rooms and people',
  rooms: 'Joined',
  people: 'People',
  noRooms: 'You have not joined a room yet.',
  noPeople: 'Click on somebody who is online to write to them.',
  unread: '{n} unread message | {n} unread messages',
  mentions: '{n} mention of you | {n} mentions of you',
  unsent: 'Outbox',
  waiting: '{n} message waits to be sent | {n} messages wait to be sent',
  failed: '{n} message was not sent | {n} messages were not sent',
};
