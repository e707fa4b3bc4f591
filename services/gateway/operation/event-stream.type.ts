import type { StoredEvent as EventRecord, EventStream as StreamRecord } from '@confab/proto/log/v1/log_pb';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { PageInfo } from '../graphql/page.type.ts';

@ObjectType({ simpleResolvers: true, description: 'One stream of the event log of a service.' })
export class EventStream {
  @Field(() => String, { description: 'Its kind and an id or name: `room-…`, `timeline-…`, `user-…`.' })
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
  @Field(() => ID, { description: 'Unique among all events, and never changes.' })
  readonly id: string;

  @Field(() => Int, { description: 'Position in its stream: 1, 2, 3 …, without gaps.' })
  readonly seq: number;

  @Field(() => String, { description: 'What happened, as `MessagePosted`.' })
  readonly type: string;

  @Field(() => Int, { description: 'Version of `data`.' })
  readonly schemaVersion: number;

  @Field(() => DateTime, { description: 'When it was stored, by the clock of the server.' })
  readonly at: number;

  @Field(() => String, { nullable: true, description: 'Id of the user whose command it was, or `system`.' })
  readonly actor: string;

  @Field(() => String, { nullable: true, description: 'The command that it came of; events of one command share it.' })
  readonly commandId: string;

  @Field(() => String, { nullable: true, description: 'The request that it came of, as in the logs of the services.' })
  readonly correlationId: string;

  @Field(() => String, { description: 'JSON, as the type and version have it.' })
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

@ObjectType({ simpleResolvers: true, description: 'A stream and its place in the list.' })
export class EventStreamEdge {
  @Field(() => String, { description: 'Hand it back as `after` to go on behind this one.' })
  readonly cursor!: string;

  @Field(() => EventStream)
  readonly node!: EventStream;
}

@ObjectType({ simpleResolvers: true, description: 'A page of event streams.' })
export class EventStreamConnection {
  @Field(() => [EventStreamEdge])
  readonly edges!: EventStreamEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}
