/** Path at which the API of the bank serves GraphQL. */
export const GRAPHQL_PATH = '/api/graphql';

/** URL of GraphQL: `GRAPHQL_PUBLIC_URL` of the API, `GRAPHQL_ENDPOINT` of the web app. */
export function graphqlUrlOf({ url }: { readonly url: string }): string {
  return `${url}${GRAPHQL_PATH}`;
}
