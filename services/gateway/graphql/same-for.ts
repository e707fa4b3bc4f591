import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { Extensions } from 'type-graphql';

/** From the narrowest to the widest. */
const AUDIENCES = ['viewer', 'readers', 'everybody'] as const;

/**
 * Who sees the same value, given the same object: its viewer alone; those who may read the room that an event comes from; or every signed-in user. Of a
 * subscription: who may be among its subscribers.
 */
export type Audience = (typeof AUDIENCES)[number];

/**
 * Declares for whom a field is the same. On a type it stands for its plain properties. A plain property without any declaration is for its viewer alone; a field
 * with a resolver, and a subscription, has to have one. Only what is the same for all subscribers of an event is executed once for all of them.
 */
export function SameFor(audience: Audience): ReturnType<typeof Extensions> {
  return Extensions({ sameFor: audience });
}

type Field = GraphQLField<unknown, unknown>;

export function audienceOf(field: Field, type: GraphQLObjectType): Audience {
  return declared(field) ?? (field.resolve ? undefined : declared(type)) ?? 'viewer';
}

/** Whether an audience is no wider than another. */
export function isWithin(audience: Audience, wider: Audience): boolean {
  return AUDIENCES.indexOf(audience) <= AUDIENCES.indexOf(wider);
}

/** Throws where a field that is resolved for an event says nothing of whom it is the same for. Queries and mutations answer one viewer anyway. */
export function requireDeclarations(schema: GraphQLSchema): GraphQLSchema {
  const alone = [schema.getQueryType(), schema.getMutationType()];
  const missing = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !isIntrospectionType(type) && !alone.includes(type))
    .flatMap((type) =>
      Object.values((type as GraphQLObjectType).getFields())
        .filter((field) => field.resolve && !declared(field))
        .map(({ name }) => `${type.name}.${name}`),
    );
  if (missing.length > 0) throw new Error(`Declare with @SameFor for whom these are the same: ${missing.join(', ')}.`);
  return schema;
}

function declared({ extensions }: Pick<Field, 'extensions'>): Audience | undefined {
  const { sameFor } = extensions as { sameFor?: Audience };
  return sameFor;
}
