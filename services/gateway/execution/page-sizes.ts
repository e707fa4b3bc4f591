import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

/** What a client sent, or any of what it could. */
export type SizeVariables = Readonly<Record<string, unknown>> | 'any' | undefined;

const MAX_PAGE = 500;
const DEFAULT_PAGE = 50;
const PAGE_ARGUMENTS = ['first', 'last'];

/** How many items the fields of one operation ask for, and what of them is searched. */
export interface PageSizes {
  /** Undefined for a field without such arguments. */
  of(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: SizeVariables): number | undefined;
  /** Whether the field's argument `search` says something. */
  isSearch(node: FieldNode, variables: SizeVariables): boolean;
  /** Equal for variables with which all sizes are equal, and the same is searched. */
  keyOf(variables: SizeVariables): string;
}

export function createPageSizes(operation: OperationDefinitionNode): PageSizes {
  const defaults = defaultSizes(operation);
  const names = Object.keys(defaults);
  const texts = defaultTexts(operation);
  const isGiven = (name: string, variables: SizeVariables): boolean => {
    if (variables === 'any') return true;
    return variables !== undefined && Object.hasOwn(variables, name)
      ? (variables[name] ?? null) !== null
      : texts.get(name) === true;
  };

  /** Undefined for null and nothing. */
  const sizeOf = (name: string, variables: SizeVariables): number | undefined => {
    if (variables === 'any') return MAX_PAGE;
    const given = variables !== undefined && Object.hasOwn(variables, name) ? variables[name] : defaults[name];
    return typeof given === 'number' ? Math.max(0, Math.min(given, MAX_PAGE)) : undefined;
  };

  const asked = (node: FieldNode, name: string, variables: SizeVariables): number | undefined => {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.INT) return Math.min(Number(value.value), MAX_PAGE);
    return value?.kind === Kind.VARIABLE ? sizeOf(value.name.value, variables) : undefined;
  };

  const pageOf = (args: readonly GraphQLArgument[], node: FieldNode, variables: SizeVariables): number => {
    const sizes = args.flatMap(
      ({ name, defaultValue }) => asked(node, name, variables) ?? (defaultValue as number | undefined) ?? [],
    );
    return sizes.length > 0 ? Math.max(1, ...sizes) : DEFAULT_PAGE;
  };

  return {
    of(field, node, variables) {
      const sized = field.args.filter(({ name }) => PAGE_ARGUMENTS.includes(name));
      return sized.length > 0 ? pageOf(sized, node, variables) : undefined;
    },
    isSearch(node, variables) {
      const value = node.arguments?.find(({ name }) => name.value === 'search')?.value;
      if (value?.kind === Kind.VARIABLE) return isGiven(value.name.value, variables);
      return value !== undefined && value.kind !== Kind.NULL;
    },
    keyOf(variables) {
      if (variables === 'any' || names.length + texts.size === 0) return 'any';
      const sizes = names.map((name) => sizeOf(name, variables) ?? '');
      return [...sizes, ...[...texts.keys()].map((name) => isGiven(name, variables))].join();
    },
  };
}

/** The variables of text that may be left out: whether they stand for something then. */
function defaultTexts({ variableDefinitions = [] }: OperationDefinitionNode): Map<string, boolean> {
  const texts = new Map<string, boolean>();
  for (const { variable, type, defaultValue } of variableDefinitions) {
    if (type.kind !== Kind.NAMED_TYPE || type.name.value !== 'String') continue;
    texts.set(variable.name.value, defaultValue !== undefined && defaultValue.kind !== Kind.NULL);
  }
  return texts;
}

/** The variables of whole numbers, with what they stand for where they are left out. */
function defaultSizes(operation: OperationDefinitionNode): Record<string, number | undefined> {
  const sizes: Record<string, number | undefined> = {};
  visit(operation, {
    VariableDefinition({ variable, type, defaultValue }) {
      const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
      if (named.kind !== Kind.NAMED_TYPE || named.name.value !== 'Int') return false;
      sizes[variable.name.value] = defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined;
      return false;
    },
    SelectionSet: () => false,
  });
  return sizes;
}
