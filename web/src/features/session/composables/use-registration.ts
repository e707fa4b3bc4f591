import { type Ref, ref } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { Registration } from '../graphql/session.ts';

export interface RegistrationState {
  /** The server makes no account for whoever asks: it takes an invitation, or is closed. Undefined until it has said so. */
  refusal: Ref<'INVITATION' | 'CLOSED' | undefined>;
  /** Asks the server. Does nothing where it can't be reached: whoever fills the form in will read that. */
  look(): Promise<void>;
}

export function useRegistration(): RegistrationState {
  const apollo = useApollo();
  const refusal = ref<'INVITATION' | 'CLOSED'>();
  return {
    refusal,
    async look() {
      const options = { query: Registration, context: { anonymous: true }, fetchPolicy: 'no-cache' } as const;
      const answer = await apollo.query(options).catch(() => undefined);
      if (!answer?.data) return;
      const { registration } = answer.data.server;
      refusal.value = registration === 'OPEN' ? undefined : registration;
    },
  };
}
