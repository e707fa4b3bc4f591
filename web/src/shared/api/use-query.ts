import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';
import { ANEW, useApollo } from './apollo.ts';
import { codeOf, type ErrorCode } from './error-code.ts';

export interface Query<T> {
  /** The last complete result; kept while a newer one is on its way and when that fails. */
  data: Readonly<ShallowRef<T | null>>;
  error: Readonly<ShallowRef<ErrorCode | null>>;
  loading: Readonly<ShallowRef<boolean>>;
  /** Asks the server now; an answer that was asked for before is given up. Resolves when it has answered or failed. */
  refetch(): Promise<void>;
}

/** Watches a query for as long as the component lives. It follows its variables and what else is written to the cache. */
export function useQuery<T, V extends OperationVariables>(
  query: TypedDocumentNode<T, V>,
  variables: () => V,
): Query<T> {
  const apollo = useApollo();
  const data = shallowRef<T | null>(null);
  const error = shallowRef<ErrorCode | null>(null);
  const loading = shallowRef(true);

  const observable = apollo.watchQuery<T, OperationVariables>({
    query,
    variables: variables(),
    notifyOnNetworkStatusChange: true,
  });
  const subscription = observable.subscribe((result) => {
    loading.value = result.loading;
    error.value = result.error ? codeOf(result.error) : null;
    if (result.dataState === 'complete') data.value = result.data as T;
  });
  watch(variables, (next) => void observable.setVariables(next).catch(() => undefined));
  onScopeDispose(() => subscription.unsubscribe());

  return {
    data,
    error,
    loading,
    async refetch() {
      // Apollo's own `refetch` takes the answer that is on its way, or lets it come after this one. The failure is in `error`.
      await observable.reobserve({ fetchPolicy: 'network-only', context: ANEW }).catch(() => undefined);
    },
  };
}
