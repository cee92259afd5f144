import { CfnResource, Stack } from 'aws-cdk-lib';
import { readableText } from './template-reader';

/** The statements of a policy that allow. Denials grant nothing: the templates have them. */
export function allowedIn(document: any): any[] {
  return listOf(document?.Statement).filter(({ Effect }) => Effect === 'Allow');
}

/** Conditions as texts, in the order of the template. */
export function conditionsOf(scope: CfnResource, condition: Record<string, Record<string, any>>): string[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => `${key} ${operator} ${readableText(Stack.of(scope), value)}`),
  );
}

/** Principals of a statement as texts, in the order of the template. */
export function principalsOf(scope: CfnResource, { Principal }: any): string[] {
  const values = typeof Principal === 'string' ? [Principal] : Object.values<any>(Principal ?? {}).flatMap(listOf);
  return values.map((it) => readableText(Stack.of(scope), it));
}

/** A value as a list: policies have both. */
export function listOf(value: any): any[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
