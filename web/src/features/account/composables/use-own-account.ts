import { useApollo } from '../../../shared/api/apollo.ts';
import { ChangePassword, RevokeSession, UpdateProfile } from '../graphql/account.ts';

/** What the viewer changes of their own account. All reject when the server refuses. */
export function useOwnAccount() {
  const apollo = useApollo();
  return {
    /** Resolves with the name as the server wrote it down, which may be another form of it. */
    async rename(displayName: string): Promise<string | undefined> {
      const { data } = await apollo.mutate({ mutation: UpdateProfile, variables: { input: { displayName } } });
      return data?.updateProfile.user.displayName;
    },
    /** Ends the other sessions of the account. */
    changePassword: (currentPassword: string, newPassword: string) =>
      apollo.mutate({ mutation: ChangePassword, variables: { input: { currentPassword, newPassword } } }),
    /** Signs another device out. */
    endSession: (id: string) => apollo.mutate({ mutation: RevokeSession, variables: { input: { id } } }),
  };
}
