import type { Node } from 'constructs';
import type { IServiceBinding } from '../../i-service-binding';

/** Names of the variables that a binding brings. */
export function namesIn({ variables, parameters, secrets }: IServiceBinding): string[] {
  return [variables, parameters, secrets].flatMap((map) => Object.keys(map)).sort();
}

/** How messages name a binding: by its path, if it is a construct, or by its `owner`. */
export function nameOf(binding: IServiceBinding): string | undefined {
  const { node, owner } = binding as Partial<{ node: Node; owner: string }>;
  return node?.path ?? owner;
}
