import type { StoredEvent as EventRecord, EventStream as StreamRecord } from '@confab/proto/log/v1/log_pb';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../schema/date-time.scalar.ts';
import { PageInfo } from '../schema/page.type.ts';

@ObjectType({ simpleResolvers: true, description: 'One stream of the event log of a service.' })
export class EventStream {
  @Field(() => String)
  readonly name: string;

  @Field(() => String, { description: 'The service that owns it.' })
  readonly service: string;

  @Field(() => Int, { description: 'Seq of the last event.' })
  readonly head: number;

  constructor(service: string, { name, head }: StreamRecord) {
    this.service = service;
    this.name = name;
    this.head = head;
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'An event as it is stored, brought to its current version; secrets are redacted.',
})
export class StoredEvent {
  @Field(() => ID)
  readonly id: string;

  @Field(() => Int)
  readonly seq: number;

  @Field(() => String)
  readonly type: string;

  @Field(() => Int)
  readonly schemaVersion: number;

  @Field(() => DateTime)
  readonly at: number;

  @Field(() => String, { nullable: true, description: 'Id of the user whose command it was, or `system`.' })
  readonly actor: string;

  @Field(() => String, { nullable: true })
  readonly commandId: string;

  @Field(() => String, { nullable: true })
  readonly correlationId: string;

  @Field(() => String, { description: 'JSON.' })
  readonly data: string;

  constructor(event: EventRecord) {
    this.id = event.id;
    this.seq = event.seq;
    this.type = event.type;
    this.schemaVersion = event.schemaVersion;
    this.at = event.atMs;
    this.actor = event.actor;
    this.commandId = event.commandId;
    this.correlationId = event.correlationId;
    this.data = event.data;
  }
}

@ObjectType({ simpleResolvers: true })
export class EventStreamEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => EventStream)
  readonly node!: EventStream;
}

@ObjectType({ simpleResolvers: true })
export class EventStreamConnection {
  @Field(() => [EventStreamEdge])
  readonly edges!: EventStreamEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}
