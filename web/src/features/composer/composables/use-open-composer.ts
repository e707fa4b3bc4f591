import { onScopeDispose, type ShallowRef, shallowRef } from 'vue';

/** The composer that is on the page, for those who put something into it from elsewhere. */
export interface OpenComposer {
  /** Names somebody at the end of what is typed. */
  mention(username: string): Promise<void>;
  /** Makes a private message of what is typed, for the user to go on with. */
  address(username: string): Promise<void>;
}

const composer = shallowRef<OpenComposer | null>(null);

/** Null while there is nothing to write in. */
export function useOpenComposer(): Readonly<ShallowRef<OpenComposer | null>> {
  return composer;
}

/** Offers a composer to the page for as long as its component is there. */
export function offerComposer(offered: OpenComposer): void {
  composer.value = offered;
  onScopeDispose(() => {
    if (composer.value === offered) composer.value = null;
  });
}
