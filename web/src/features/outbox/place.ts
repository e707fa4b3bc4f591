/** Where a message goes: a room, or the private conversation with somebody. */
export type Place = { kind: 'room'; name: string } | { kind: 'direct'; username: string };

/** The same for all spellings of one room or user. */
export function placeId(place: Place): string {
  const name = place.kind === 'room' ? place.name : place.username;
  return `${place.kind} ${name.normalize('NFC').toLowerCase()}`;
}
