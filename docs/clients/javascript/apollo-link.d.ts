import type { ApolloLink } from '@apollo/client';
import type { Client } from 'graphql-ws';

export function createFollowLink(client: Pick<Client, 'iterate'>): ApolloLink;
