/**
 * How a person is refused who opens or joins a room that they are banned from, and may know of. The facts name the room, which tells this
 * refusal from others.
 */
export const roomBan = (room: string) => ({ message: 'You are banned from this room.', facts: { roomBan: { room } } });
