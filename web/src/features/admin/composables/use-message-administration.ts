import { useApollo } from '../../../shared/api/apollo.ts';
import { DeleteAnyMessage, EditAnyMessage } from '../graphql/messages.ts';

/**
 * What an administrator does to anybody's message. Both functions reject when the server refuses.
 * The changed message is in the cache.
 */
export function useMessageAdministration() {
  const apollo = useApollo();
  return {
    edit: (id: string, text: string) => apollo.mutate({ mutation: EditAnyMessage, variables: { input: { id, text } } }),
    remove: (id: string) => apollo.mutate({ mutation: DeleteAnyMessage, variables: { input: { id } } }),
  };
}
