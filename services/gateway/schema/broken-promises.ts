import { DangerousChangeType, findBreakingChanges, findDangerousChanges, type GraphQLSchema } from 'graphql';

/** What a schema has lost or changed of an earlier one, one line for each; nothing where it only adds. Defaults of arguments count: who left them out relied on them. */
export function brokenPromises(promised: GraphQLSchema, given: GraphQLSchema): string[] {
  const otherDefaults = findDangerousChanges(promised, given).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  return [...findBreakingChanges(promised, given), ...otherDefaults].map(({ description }) => description);
}
