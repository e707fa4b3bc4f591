import { mediaTypeFor } from './media-type.ts';

const GRAPHQL = 'application/graphql-response+json';
const JSON_ONLY = 'application/json';

describe('the media type of an answer', () => {
  it.each([
    [undefined, JSON_ONLY],
    ['', JSON_ONLY],
    ['*/*', JSON_ONLY],
    ['application/*', JSON_ONLY],
    ['application/json', JSON_ONLY],
    ['text/html', JSON_ONLY],
    ['text/html, */*;q=0.1', JSON_ONLY],
    [GRAPHQL, GRAPHQL],
    [GRAPHQL.toUpperCase(), GRAPHQL],
    [`${GRAPHQL}; charset=utf-8`, GRAPHQL],
    [`${GRAPHQL}, application/json`, GRAPHQL],
    [`application/json, ${GRAPHQL}`, GRAPHQL],
    [`application/json; q=0.9, ${GRAPHQL}`, GRAPHQL],
    [`${GRAPHQL};q=0.9, application/json`, JSON_ONLY],
    [`${GRAPHQL};q=0.5, */*;q=0.8`, JSON_ONLY],
    [`${GRAPHQL};q=0, */*`, JSON_ONLY],
    [`${GRAPHQL};q=0`, JSON_ONLY],
    [`${GRAPHQL}, */*`, GRAPHQL],
    [`${GRAPHQL};q=0.000, application/json;q=0`, JSON_ONLY],
    [`application/json;q=0, */*`, GRAPHQL],
    [`${GRAPHQL}; q=nonsense, application/json`, GRAPHQL],
    [`x${GRAPHQL}`, JSON_ONLY],
  ])('for %s is %s', (accept, expected) => {
    expect(mediaTypeFor(accept)).toBe(expected);
  });
});
