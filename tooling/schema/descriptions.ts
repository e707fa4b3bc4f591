import {
  buildSchema,
  DEFAULT_DEPRECATION_REASON,
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
} from 'graphql';

type Part = GraphQLField<unknown, unknown> | GraphQLArgument | GraphQLInputField | GraphQLEnumValue;
type Described = Pick<Part, 'name' | 'description' | 'deprecationReason'>;

/**
 * What a schema (in SDL) leaves unsaid, one line for each: types, fields, arguments, fields of inputs, values of enums and directives that have no description, or one
 * that only repeats the name; deprecations without a reason; scalars without the address of their specification. The root types need no description.
 */
export function unsaid(sdl: string): string[] {
  const schema = buildSchema(sdl);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return [
    ...types.flatMap((type) => (roots.includes(type as never) ? [] : look(type.name, type))),
    ...types.flatMap((type) => partsOf(type).flatMap(([where, part]) => look(where, part))),
    ...types.flatMap((type) =>
      isScalarType(type) && !type.specifiedByURL ? [`${type.name} has no @specifiedBy`] : [],
    ),
    ...schema
      .getDirectives()
      .filter((directive) => !isSpecifiedDirective(directive))
      .flatMap((directive) => [
        ...look(`@${directive.name}`, directive),
        ...directive.args.flatMap((arg) => look(`@${directive.name}(${arg.name}:)`, arg)),
      ]),
  ];
}

function look(
  where: string,
  { name, description, deprecationReason }: Omit<Described, 'deprecationReason'> & Partial<Described>,
) {
  const problems: string[] = [];
  if (!description?.trim()) problems.push(`${where} has no description`);
  else if (lettersOf(description) === lettersOf(name)) problems.push(`${where} is described by nothing but its name`);
  if (deprecationReason === DEFAULT_DEPRECATION_REASON || deprecationReason === '') {
    problems.push(`${where} is deprecated without a reason`);
  }
  return problems;
}

const lettersOf = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Everything in a type that has a description, with how it is called. */
function partsOf(type: GraphQLNamedType): [where: string, part: Part][] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value]);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field): [string, Part][] => {
    const where = `${type.name}.${field.name}`;
    return [[where, field], ...field.args.map((arg): [string, Part] => [`${where}(${arg.name}:)`, arg])];
  });
}
