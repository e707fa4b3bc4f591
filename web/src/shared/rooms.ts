import { foldName } from '@confab/text/names';
import { shallowReactive } from 'vue';

/** A room as the server names it. */
export interface NamedRoom {
  /** What its address has. */
  name: string;
  displayName: string;
}

/** What each room heard of since the page was loaded is called, by its name: so that a new display name shows on what was loaded under the old one. */
const called = shallowReactive(new Map<string, string>());

/** Takes note of a room, if that is what an object of an answer is. */
export function rememberRoom(value: object): void {
  if (isNamedRoom(value)) called.set(foldName(value.name), value.displayName);
}

/** The name by which people know a room: the display name that was heard last. */
export function roomNameOf(room: NamedRoom): string {
  return called.get(foldName(room.name)) ?? room.displayName;
}

/** The same of a room of which only the address is known here; that itself until more is heard of it. */
export function roomNameAt(name: string): string {
  return roomNameOf({ name, displayName: name });
}

/** The name of a room where nothing else says that it is one: with its sign, where people know it by its address. */
export function signedRoomName(name: string): string {
  const shown = roomNameAt(name);
  return shown === name ? `#${name}` : shown;
}

function isNamedRoom(value: object): value is NamedRoom {
  return 'name' in value && 'displayName' in value;
}
