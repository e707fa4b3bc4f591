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
};
