export const direct = {
  privately: 'Private conversation',
  unknownUser: 'There is no user “{name}”. Check how the name is spelt.',
  self: 'A private conversation takes somebody else: this is your own name.',
  online: 'online',
  offline: 'offline',
  lastSeen: 'last seen {time}',
  incoming: '{name} wrote to you: {text}',
  mentioned: '{name} mentioned you in {room}: {text}',
  invited: '{name} invited you to {room}',
  open: 'Open',
  actionsFor: 'Actions for {name}',
  block: 'Block',
  blockTitle: 'Block {name}?',
  blockText:
    'You will get no more private messages, mentions or invitations from them. They are not told. You can unblock them at any time.',
  unblock: 'Unblock',
  blocked: 'You have blocked {name}. To write to them, unblock them.',
};
