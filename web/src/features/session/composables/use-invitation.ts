import { ref } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf } from '../../../shared/api/error-code.ts';
import type { ResultOf } from '../../../shared/api/graphql.ts';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import { InviteByToken, JoinByInvitation } from '../graphql/invite.ts';

/** An invitation that somebody opened; `token` is the secret of its link. */
export function useInvitation(token: string) {
  const apollo = useApollo();
  const { explain } = useErrorText();
  /** Undefined until the server has said it; null for a link that lets nobody in any more. */
  const invite = ref<ResultOf<typeof InviteByToken>['invite']>();
  const error = ref('');
  /** Why it leads nowhere: it works no more, or not for this person. */
  const useless = ref<'useless' | 'banned' | null>(null);

  async function look(signedIn = false): Promise<void> {
    error.value = '';
    try {
      const context = { anonymous: true };
      const { data } = await apollo.query({
        query: InviteByToken,
        variables: { token },
        context,
        fetchPolicy: 'no-cache',
      });
      invite.value = data?.invite ?? null;
      if (!invite.value && !signedIn) useless.value = 'useless';
    } catch (failure) {
      error.value = explain(failure);
    }
  }

  /** The name of the room that it leads to; null for the lobby, undefined where it leads nowhere. */
  async function follow(): Promise<string | null | undefined> {
    if (invite.value && !invite.value.room) return null;
    try {
      const variables = { input: { token } };
      const { data } = await apollo.mutate({ mutation: JoinByInvitation, variables, fetchPolicy: 'no-cache' });
      return data?.joinByInvitation.room.name;
    } catch (failure) {
      const code = codeOf(failure);
      if (code === 'NOT_FOUND') useless.value = 'useless';
      else if (code === 'FORBIDDEN') useless.value = 'banned';
      else error.value = explain(failure);
      return undefined;
    }
  }

  return { invite, error, useless, look, follow };
}
