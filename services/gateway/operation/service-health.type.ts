import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'How a service behind the API is, asked at this moment.' })
export class ServiceHealth {
  @Field(() => String, { description: 'Its name, as `EventStream.service` has it.' })
  readonly service!: string;

  @Field(() => Boolean, { description: 'It answers, and can store.' })
  readonly ready!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it is not ready.' })
  readonly detail!: string | undefined;

  @Field(() => Float, { nullable: true, description: 'Milliseconds until it answered; null where it did not.' })
  readonly latencyMs!: number | undefined;
}
