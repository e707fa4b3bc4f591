import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { Extensions } from 'type-graphql';

/**
 * What a field makes the services and the gateway do, in units of some 5 µs of processor on the machine of `bench/FIGURES.md`. What is below it is counted for
 * itself: 1 for each object, a tenth for each plain value.
 */
export interface FieldCost {
  /** For each object that has the field: reading what it needs. 0: it is at hand. */
  reads: number;
  /** Fields of one object that need the same thing: it is read once for all of them. */
  of?: string;
  /** Beside `reads`, where the argument `search` says something. */
  searched?: number;
  /** For each item of the list, beside the item itself. */
  each?: number;
  /** Items of a list whose size no argument says. */
  items?: number;
  /** Items that such a list has at the most as a rule, whatever more is asked for. */
  most?: number;
  /** The list is empty, and costs nothing, unless its object is what a field of `Query` answers with. */
  belowQuery?: true;
}

/** Declares what a field costs. A field with a resolver has to have it, below the roots and in queries. A plain property may. */
export function Cost(cost: number | FieldCost): ReturnType<typeof Extensions> {
  return Extensions({ cost: typeof cost === 'number' ? { reads: cost } : cost });
}

/** Declares of an event that it only opens a subscription, or opens it anew. On a subscription: how many events of the others it begins with. */
export function Opens(events = 0): ReturnType<typeof Extensions> {
  return Extensions({ opens: events });
}

/** An event with a list that may be longer than its field declares. */
export interface LongEvent {
  /** How many times the cost of its type it counts; 1 at the least. */
  readonly counts: number;
}

/** What one event costs, of the costs by the name of its type. */
export function costOfEvent(costs: ReadonlyMap<string, number>, event: object): number {
  const { counts = 1 } = event as Partial<LongEvent>;
  return counts * (costs.get(event.constructor.name) ?? 0);
}

/** A command is decided, written and told. */
const MUTATION: FieldCost = { reads: 20 };
const FREE: FieldCost = { reads: 0 };

export function costOf({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): FieldCost {
  return (extensions as { cost?: FieldCost }).cost ?? FREE;
}

export function openingOf({ extensions }: Pick<GraphQLObjectType, 'extensions'>): number | undefined {
  return (extensions as { opens?: number }).opens;
}

/** Throws where a field with a resolver says nothing of what it costs. Mutations all cost the same unless they say otherwise. */
export function requireCosts(schema: GraphQLSchema): GraphQLSchema {
  const mutations = schema.getMutationType();
  const missing: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || type === schema.getSubscriptionType()) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.resolve || 'cost' in field.extensions) continue;
      if (type === mutations) field.extensions = { ...field.extensions, cost: MUTATION };
      else missing.push(`${type.name}.${field.name}`);
    }
  }
  if (missing.length > 0) throw new Error(`Declare with @Cost what these cost: ${missing.join(', ')}.`);
  return schema;
}
