import { foldName } from '@confab/text/names';
import { shallowReactive } from 'vue';

/** Somebody as the server names them. */
export interface Named {
  id: string;
  username: string;
  displayName: string;
}

/** Everybody heard of since the page was loaded, by id: so that a new display name shows on what was loaded under the old one. */
const people = shallowReactive(new Map<string, Named>());
/** The id of each of them, by the username as it is compared. */
const ids = shallowReactive(new Map<string, string>());
/** Who has a display name, by that name as it reads. */
const namesakes = shallowReactive(new Map<string, ReadonlySet<string>>());

/** Takes note of somebody, if that is what an object of an answer is. */
export function rememberPerson(value: object): void {
  if (isNamed(value)) remember(value);
}

/** The name by which people know somebody: the one that was heard last. */
export function nameOf(person: Named): string {
  return people.get(person.id)?.displayName ?? person.displayName;
}

/** The username, where the display name alone does not tell who is meant: somebody else has the same one. Else nothing. */
export function handleOf(person: Named): string {
  return (namesakes.get(reading(nameOf(person)))?.size ?? 0) > 1 ? person.username : '';
}

/** The name in a sentence, with the username where it takes that to tell who is meant. */
export function fullNameOf(person: Named): string {
  const handle = handleOf(person);
  return handle ? `${nameOf(person)} (${handle})` : nameOf(person);
}

/** The name and the username, for those who decide about an account rather than talk to a person. */
export function nameAndHandleOf(person: Named): string {
  const name = nameOf(person);
  return name === person.username ? name : `${name} (${person.username})`;
}

/** Somebody of whom only the username is known here. */
export function personCalled(username: string): Named | undefined {
  const id = ids.get(foldName(username));
  return id === undefined ? undefined : people.get(id);
}

/** The name in a sentence of somebody of whom only the username is known here; that itself until more is heard of them. */
export function fullNameOfUser(username: string): string {
  const person = personCalled(username);
  return person ? fullNameOf(person) : username;
}

function isNamed(value: object): value is Named {
  return 'displayName' in value && 'username' in value && 'id' in value;
}

function remember({ id, username, displayName }: Named): void {
  const known = people.get(id);
  if (known?.displayName === displayName) return;
  if (known)
    countAs(known, new Set([...(namesakes.get(reading(known.displayName)) ?? [])].filter((one) => one !== id)));
  const person = { id, username, displayName };
  countAs(person, new Set([...(namesakes.get(reading(displayName)) ?? []), id]));
  people.set(id, person);
  ids.set(foldName(username), id);
}

function countAs({ displayName }: Named, ids: ReadonlySet<string>): void {
  namesakes.set(reading(displayName), ids);
}

/** Names that read the same are the same name to people. */
function reading(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
