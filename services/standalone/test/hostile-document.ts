import fc, { type GeneratorValue } from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { hostileJson, hostileLiteral, TEXTS } from './hostile-values.ts';

/** Names and ids that exist, by the name of the argument or field that takes them. */
export type Known = Readonly<Record<string, readonly string[]>>;

type Notation = 'json' | 'literal';

export interface HostileRequest {
  query: string;
  /** JSON, which can say what no object can hold. */
  variables: string;
}

export interface HostileOptions {
  schema: GraphQLSchema;
  known: Known;
  /** Root fields that would end the test itself. */
  without: ReadonlySet<string>;
}

/** Names that a client may choose, and that some objects have already. */
const NAMES = ['a', 'b', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'data'];
const MAX_DEPTH = 4;

/** Makes one operation of the schema: mostly what a client could have meant, with something wrong in every few places. */
export function hostileRequest(gen: GeneratorValue, options: HostileOptions): HostileRequest {
  return new Writer(gen, options).write();
}

class Writer {
  readonly #gen: GeneratorValue;
  readonly #options: HostileOptions;
  readonly #declared: string[] = [];
  readonly #values: string[] = [];
  readonly #fragments: string[] = [];
  /** One place in so many is wrong. */
  readonly #calm: number;

  constructor(gen: GeneratorValue, options: HostileOptions) {
    this.#gen = gen;
    this.#options = options;
    this.#calm = this.#oneOf([10, 40, 150]);
  }

  write(): HostileRequest {
    const { schema } = this.#options;
    const kind = this.#oneOf(['query', 'query', 'mutation', 'subscription'] as const);
    const root = { query: schema.getQueryType(), mutation: schema.getMutationType() }[kind as 'query'];
    const selection = this.#selection((root ?? schema.getSubscriptionType()) as GraphQLObjectType, 0);
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(' ')})` : '';
    const extra = this.#seldom() ? [`"more":${this.#gen(hostileJson)}`] : [];
    return {
      query: [`${kind} ${declared} ${selection}`, ...this.#fragments].join('\n'),
      variables: `{${[...this.#values, ...extra].join()}}`,
    };
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (!isCompositeType(type)) return '';
    const most = depth > 0 || type.name !== 'Subscription' || this.#seldom() ? 3 : 1;
    const taken = new Set(this.#options.without);
    const part = () => this.#part(type, depth, taken);
    return `{ ${Array.from({ length: this.#gen(fc.integer, { min: 1, max: most }) }, part).join(' ')} }`;
  }

  #part(type: GraphQLNamedType, depth: number, taken: Set<string>): string {
    if (isAbstractType(type)) {
      const possible = this.#oneOf(this.#options.schema.getPossibleTypes(type));
      if (!isInterfaceType(type) || !this.#seldom()) return this.#spread(possible, depth);
    }
    if (this.#seldom()) return this.#spread(type, depth);
    if (this.#seldom()) return `__typename ${this.#directive()}`;
    return isObjectType(type) || isInterfaceType(type) ? this.#field(type, depth, taken) : '__typename';
  }

  #spread(type: GraphQLNamedType, depth: number): string {
    const selection = this.#selection(type, depth);
    if (!this.#seldom()) return `... on ${type.name} ${this.#directive()} ${selection}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${selection}`);
    return `...${name} ${this.#directive()}`;
  }

  #field(type: GraphQLObjectType | GraphQLInterfaceType, depth: number, taken: Set<string>): string {
    const isLeaf = (field: GraphQLField<unknown, unknown>) => !isCompositeType(getNamedType(field.type));
    const all = Object.values(type.getFields());
    const fields = all.filter((field) => !taken.has(field.name) && (depth < MAX_DEPTH || isLeaf(field)));
    if (fields.length === 0) return '__typename';
    const field = this.#oneOf(fields);
    if (!this.#seldom()) taken.add(field.name);
    const alias = this.#seldom() ? `${this.#oneOf(NAMES)}: ` : '';
    const args = field.args.flatMap((argument) => this.#argument(argument));
    const given = args.length > 0 ? `(${args.join(' ')})` : '';
    const below = this.#selection(getNamedType(field.type), depth + 1);
    return `${alias}${field.name}${given} ${this.#directive()} ${below}`;
  }

  #argument({ name, type, defaultValue }: GraphQLArgument): string[] {
    const needed = isNonNullType(type) && defaultValue === undefined;
    if (needed ? this.#seldom() && this.#seldom() : this.#gen(fc.boolean)) return [];
    return [`${name}: ${this.#gen(fc.boolean) ? this.#variable(type, name) : this.#literal(type, name)}`];
  }

  #literal(type: GraphQLInputType, name: string): string {
    if (this.#seldom()) return this.#gen(hostileLiteral);
    return this.#likely(type, name, 'literal');
  }

  /** Of the type that fits, or that fits by its default alone, or of another. */
  #variable(type: GraphQLInputType, name: string): string {
    const variable = this.#seldom() ? this.#oneOf(NAMES) : `v${this.#declared.length}`;
    const declared = this.#oneOf([
      `${type}`,
      `${type}`,
      `${nullable(type)} = ${this.#literal(nullable(type), name)}`,
      `${this.#oneOf(['String', '[String!]', 'Int', 'ID!', 'Cursor', 'Boolean'])}`,
    ]);
    this.#declared.push(`$${variable}: ${declared} ${this.#seldom() ? this.#directive() : ''}`);
    if (!this.#seldom()) this.#values.push(`${JSON.stringify(variable)}:${this.#value(type, name)}`);
    return `$${variable}`;
  }

  #value(type: GraphQLInputType, name: string): string {
    if (this.#seldom()) return 'null';
    return this.#seldom() ? this.#gen(hostileJson) : this.#likely(type, name, 'json');
  }

  /** What the type takes; mostly it names something that exists. */
  #likely(type: GraphQLInputType, name: string, as: Notation): string {
    if (isNonNullType(type)) return this.#likely(type.ofType as GraphQLInputType, name, as);
    if (isListType(type)) {
      const item = () => this.#likely(type.ofType as GraphQLInputType, name, as);
      return `[${Array.from({ length: this.#gen(fc.nat, { max: 3 }) }, item).join()}]`;
    }
    if (isEnumType(type)) {
      const value = this.#oneOf([...type.getValues().map((each) => each.name), 'ANYTHING']);
      return as === 'json' ? `"${value}"` : value;
    }
    if (isInputObjectType(type)) return this.#likelyObject(type, as);
    if (type.name === 'Boolean') return this.#oneOf(['true', 'false']);
    if (type.name === 'Int') return String(this.#gen(fc.integer, this.#seldom() ? {} : { min: 1, max: 20 }));
    return JSON.stringify(this.#oneOf(this.#seldom() ? TEXTS : [...(this.#options.known[name] ?? []), 'nothing']));
  }

  #likelyObject(type: GraphQLInputObjectType, as: Notation): string {
    const members = Object.values(type.getFields()).flatMap((field) => {
      const isLeftOut = isNonNullType(field.type) ? this.#seldom() && this.#seldom() : this.#gen(fc.boolean);
      if (isLeftOut) return [];
      const isHostile = this.#seldom() && this.#gen(fc.boolean);
      const hostile = as === 'json' ? hostileJson : hostileLiteral;
      const value = isHostile ? this.#gen(hostile) : this.#likely(field.type, field.name, as);
      return [`${as === 'json' ? JSON.stringify(field.name) : field.name}:${value}`];
    });
    return `{${members.join()}}`;
  }

  #directive(): string {
    if (!this.#seldom()) return '';
    const fits = () => this.#variable(conditionOf(this.#options.schema), 'if');
    const given = this.#seldom() ? this.#oneOf(['null', '$x', '', '"yes"']) : this.#oneOf([() => 'true', fits, fits])();
    return `@${this.#seldom() ? 'deprecated' : this.#oneOf(['include', 'skip'])}${given && `(if: ${given})`}`;
  }

  #oneOf<T>(values: readonly T[]): T {
    return values[this.#gen(fc.nat, { max: values.length - 1 })] as T;
  }

  #seldom(): boolean {
    return this.#gen(fc.nat, { max: this.#calm }) === 0;
  }
}

function conditionOf(schema: GraphQLSchema): GraphQLInputType {
  return schema.getDirective('include')?.args[0]?.type as GraphQLInputType;
}

function nullable(type: GraphQLInputType): GraphQLInputType {
  return isNonNullType(type) ? (type.ofType as GraphQLInputType) : type;
}
