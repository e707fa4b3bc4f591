import { graphql } from '../../../shared/api/graphql.ts';

const NamedUser_User = graphql(`
  fragment NamedUser_User on User {
    id
    username
    displayName
  }
`);

/** Whose eight names are. */
export const NamedUsers = graphql(
  `
    query NamedUsers(
      $a: String!
      $b: String!
      $c: String!
      $d: String!
      $e: String!
      $f: String!
      $g: String!
      $h: String!
    ) {
      a: user(username: $a) { ...NamedUser_User }
      b: user(username: $b) { ...NamedUser_User }
      c: user(username: $c) { ...NamedUser_User }
      d: user(username: $d) { ...NamedUser_User }
      e: user(username: $e) { ...NamedUser_User }
      f: user(username: $f) { ...NamedUser_User }
      g: user(username: $g) { ...NamedUser_User }
      h: user(username: $h) { ...NamedUser_User }
    }
  `,
  [NamedUser_User],
);
