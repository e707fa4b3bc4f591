import {
  type ASTVisitor,
  type DocumentNode,
  ExecutableDefinitionsRule,
  GraphQLError,
  type GraphQLSchema,
  LoneAnonymousOperationRule,
  SingleFieldSubscriptionsRule,
  specifiedRules,
  UniqueFragmentNamesRule,
  UniqueOperationNamesRule,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql';
import { subscriptionRootRule } from './subscription-root.ts';

const MAX_ERRORS = 20;
const RULES: readonly ValidationRule[] = [
  ...specifiedRules.map((rule) => (rule === SingleFieldSubscriptionsRule ? subscriptionRootRule : rule)),
  noPrototypeRule,
];

/** Rules about definitions alone, whatever is in them. */
const DEFINITION_RULES: readonly ValidationRule[] = [
  ExecutableDefinitionsRule,
  UniqueOperationNamesRule,
  LoneAnonymousOperationRule,
  UniqueFragmentNamesRule,
];

/** Checks what a document defines, but not what is in its definitions. */
export function validateDefinitions(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  return validate(schema, document, DEFINITION_RULES, { maxErrors: MAX_ERRORS });
}

/** Checks a document against the schema. A rule that throws has met a document that it cannot read: an error of the document, as any other. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(schema, document, RULES, { maxErrors: MAX_ERRORS });
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    return [new GraphQLError('This document cannot be validated.')];
  }
}

/** The one name that sets the prototype of an object where another is a member: compiled code has such objects. */
function noPrototypeRule(context: ValidationContext): ASTVisitor {
  return {
    Name(node) {
      if (node.value === '__proto__') context.reportError(new GraphQLError('"__proto__" is no name.', { nodes: node }));
    },
  };
}
