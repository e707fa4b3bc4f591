import { graphql } from '../../../shared/api/graphql.ts';

export const AdminHealth = graphql(`
  query AdminHealth {
    serviceHealth {
      service
      ready
      detail
      latencyMs
    }
  }
`);
