/** Where an API serves GraphQL if nothing is said. */
export const DEFAULT_GRAPHQL_PATH = '/api/graphql';
