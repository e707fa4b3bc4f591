/** The id of a link into a room, or its token: ids of links that make accounts alone have no sign in front. */
const ROOM_LINK = /^r[0-9a-v]{20}(?:[.]|$)/;

/** Whether a link leads into a room, by its id or by the last segment of its address. */
export function isRoomLink(idOrToken: string): boolean {
  return ROOM_LINK.test(idOrToken);
}
