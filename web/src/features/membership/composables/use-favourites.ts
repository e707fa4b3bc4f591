import { useSetting } from '../../../shared/ui/use-setting.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { type PlaceName, parseFavourites, toggled } from '../favourites.ts';
import { isSamePlace } from '../places.ts';

/** The places that the viewer wants to have at hand, kept in this browser for each account. */
export function useFavourites() {
  const { value, set } = useSetting(`confab.favourites.${useViewer().value.id}`, parseFavourites);
  return {
    favourites: value,
    isFavourite: (place: PlaceName): boolean => value.value.some((one) => isSamePlace(one, place)),
    toggle: (place: PlaceName): void => set(toggled(value.value, place)),
  };
}
