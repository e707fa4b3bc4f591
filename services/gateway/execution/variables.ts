import {
  coerceInputValue,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { shortened } from './plain-errors.ts';

/** What a client sent as variables, or what is left of it. */
export type VariableValues = Readonly<Record<string, unknown>>;

const MAX_ERRORS = 20;

/** How graphql-js says that a member is missing or unknown: the path is that of the object then. */
const MEMBER = /^Field "(\w{1,100})" (?:of required type|is not defined)/;

/** What an operation takes as its variables. */
export interface OperationVariables {
  /** The members that the operation declares, in its own order; undefined for none. */
  pick(sent: VariableValues | null | undefined): VariableValues | undefined;
  /** The error for a null that is given to a place which takes none. graphql-js and graphql-jit would find it while they execute. */
  refuseNull(sent: VariableValues | undefined): GraphQLError | undefined;
  /** Why the values do not fit: BAD_USER_INPUT with `field`, the last name on the way to the wrong value. Empty if they fit. */
  errors(sent: VariableValues | undefined): readonly GraphQLError[];
}

export function createVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): OperationVariables {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  const nullable = variableDefinitions.filter(({ type }) => type.kind !== 'NonNullType');
  const neverNull = usedWithoutNull(schema, document, new Set(nullable.map(({ variable }) => variable.name.value)));
  return {
    pick(sent) {
      if (!sent || names.length === 0) return undefined;
      // As it should be: nothing else was sent.
      if (Object.keys(sent).every((name) => names.includes(name))) return sent;
      const own = names.filter((name) => Object.hasOwn(sent, name));
      return own.length === 0 ? undefined : Object.fromEntries(own.map((name) => [name, sent[name]]));
    },
    refuseNull(sent) {
      const name = sent && neverNull.find((each) => sent[each] === null);
      return name === undefined ? undefined : invalid(`Variable "$${name}" must not be null where it is used.`, name);
    },
    errors(sent = {}) {
      const { errors = [] } = getVariableValues(schema, variableDefinitions, sent, { maxErrors: MAX_ERRORS });
      const fields = wrongFields(schema, variableDefinitions, sent);
      return errors.map((error, at) => invalid(error.message, fields[at], error.nodes));
    },
  };
}

/** The variables that may be null as they are declared, but are used where something must be: a default makes that valid. */
function usedWithoutNull(schema: GraphQLSchema, document: DocumentNode, nullable: ReadonlySet<string>): string[] {
  const used = new Set<string>();
  if (nullable.size === 0) return [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Variable({ name }) {
        if (nullable.has(name.value) && isNonNullType(types.getInputType())) used.add(name.value);
      },
    }),
  );
  return [...used];
}

/** The names of the wrong values, in the order in which `getVariableValues` reports them. */
function wrongFields(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  sent: VariableValues,
): string[] {
  const fields: string[] = [];
  const found = (name: string) => {
    fields.push(name);
    if (fields.length >= MAX_ERRORS) throw new EnoughFound();
  };
  try {
    for (const definition of definitions) findWrong(schema, definition, { sent, found });
  } catch (error) {
    if (!(error instanceof EnoughFound)) throw error;
  }
  return fields;
}

class EnoughFound extends Error {}

function findWrong(
  schema: GraphQLSchema,
  { variable, type: declared, defaultValue }: VariableDefinitionNode,
  { sent, found }: { sent: VariableValues; found(name: string): void },
): void {
  const name = variable.name.value;
  const type = typeFromAST(schema, declared);
  if (!isInputType(type)) return;
  if (!Object.hasOwn(sent, name)) {
    if (isNonNullType(type) && !defaultValue) found(name);
  } else if (isNonNullType(type) && sent[name] === null) {
    found(name);
  } else {
    coerceInputValue(sent[name], type, (path, _value, { message }) =>
      found(MEMBER.exec(message)?.[1] ?? lastName(path) ?? name),
    );
  }
}

function lastName(path: readonly (string | number)[]): string | undefined {
  return path.findLast((key): key is string => typeof key === 'string');
}

function invalid(message: string, field: string | undefined, nodes?: GraphQLError['nodes']): GraphQLError {
  const extensions = { code: 'BAD_USER_INPUT', ...(field === undefined ? {} : { field }) };
  return new GraphQLError(shortened(message), { nodes, extensions });
}
