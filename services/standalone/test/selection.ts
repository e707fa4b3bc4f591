import {
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Values that are different each time: what tells of identity, time or place, and what others change meanwhile. */
const VOLATILE_TYPES: ReadonlySet<string> = new Set(['ID', 'DateTime', 'Cursor']);
const VOLATILE_FIELDS: ReadonlySet<string> = new Set([
  ...['accessToken', 'refreshToken', 'latencyMs', 'seq', 'cursor', 'startCursor', 'endCursor'],
  ...['memberCount', 'onlineCount', 'unreadCount', 'lastReadSeq', 'firstUnreadSeq', 'online', 'head', 'data'],
]);

/** Everything of a type, so many levels deep, that is the same whenever one asks; empty for a leaf. */
export function selectionOf(schema: GraphQLSchema, type: GraphQLOutputType, levels = 3): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isInterfaceType(named)) {
    const kinds = schema
      .getPossibleTypes(named)
      .map((kind) => `... on ${kind.name} ${selectionOf(schema, kind, levels)}`);
    return `{ __typename ${kinds.join(' ')} }`;
  }
  if (!isObjectType(named)) return '{ __typename }';
  return `{ __typename ${Object.values(named.getFields())
    .map((field) => fieldOf(schema, field, levels))
    .join(' ')} }`;
}

function fieldOf(
  schema: GraphQLSchema,
  { name, type, args, deprecationReason }: GraphQLField<unknown, unknown>,
  levels: number,
) {
  const named = getNamedType(type);
  const volatile = VOLATILE_TYPES.has(named.name) || VOLATILE_FIELDS.has(name);
  if (volatile || deprecationReason !== undefined || args.some(isRequiredArgument)) return '';
  if (isLeafType(named)) return name;
  return levels === 0 ? '' : `${name} ${selectionOf(schema, type, levels - 1)}`;
}
