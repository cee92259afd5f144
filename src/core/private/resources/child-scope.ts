import { Construct, IConstruct } from 'constructs';

/** The construct of that id below a scope, for resources of one kind: created with the first of them. */
export function childScope(scope: IConstruct, id: string): Construct {
  return (scope.node.tryFindChild(id) as Construct | undefined) ?? new Construct(scope as Construct, id);
}
