import { useApollo } from '../../../shared/api/apollo.ts';
import { CreateInvitationLink, RevokeInvitationLink } from '../graphql/invitations.ts';

/** Links with which people make accounts. Both reject when the server refuses. */
export function useInvitationLinks() {
  const apollo = useApollo();
  return {
    /** Null stands for no limit. */
    async create(limits: { uses: number | null; expiresInHours: number | null }) {
      const { data } = await apollo.mutate({ mutation: CreateInvitationLink, variables: { input: limits } });
      return data?.createInvitationLink;
    },
    revokeLink: (id: string) => apollo.mutate({ mutation: RevokeInvitationLink, variables: { input: { id } } }),
  };
}
