import { type Ref, ref } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { Registration } from '../graphql/session.ts';

export interface RegistrationState {
  /** The server takes no new accounts. False until it has said so. */
  closed: Ref<boolean>;
  /** Asks the server. Does nothing where it can't be reached: whoever fills the form in will read that. */
  look(): Promise<void>;
}

export function useRegistration(): RegistrationState {
  const apollo = useApollo();
  const closed = ref(false);
  return {
    closed,
    async look() {
      const options = { query: Registration, context: { anonymous: true }, fetchPolicy: 'no-cache' } as const;
      const answer = await apollo.query(options).catch(() => undefined);
      if (answer?.data) closed.value = answer.data.server.registration === 'CLOSED';
    },
  };
}
