import { useApollo } from '../../../shared/api/apollo.ts';
import { BanUser, CreatePasswordReset, DeleteUser, SetServerRole, UnbanUser, UpdateUser } from '../graphql/users.ts';

/** What an administrator does to an account. All reject when the server refuses; the changed user is in the cache. */
export function useUserAdministration() {
  const apollo = useApollo();
  return {
    setRole: (username: string, role: 'ADMIN' | 'MEMBER') =>
      apollo.mutate({ mutation: SetServerRole, variables: { input: { username, role } } }),
    ban: (username: string, reason: string) =>
      apollo.mutate({ mutation: BanUser, variables: { input: { username, reason } } }),
    unban: (username: string) => apollo.mutate({ mutation: UnbanUser, variables: { input: { username } } }),
    rename: (username: string, displayName: string) =>
      apollo.mutate({ mutation: UpdateUser, variables: { input: { username, displayName } } }),
    /** An address at which the user chooses a new password. */
    async createReset(username: string) {
      const { data } = await apollo.mutate({ mutation: CreatePasswordReset, variables: { input: { username } } });
      return data?.createPasswordReset;
    },
    remove: (username: string) => apollo.mutate({ mutation: DeleteUser, variables: { input: { username } } }),
  };
}
