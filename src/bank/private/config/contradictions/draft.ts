import { Problem } from '../../../../core/private/checks/problems';
import { BankValues } from '../keys';

/** A config without the keys that are wrong by themselves. */
export type Draft<T = BankValues> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Name in keyof T]?: Draft<T[Name]> }
    : T;

/** One problem if the condition holds, none otherwise: for spreading. */
export function when(wrong: boolean, prop: string, value: unknown, allowed: string, fix: string): Problem[] {
  return wrong ? [{ code: 'config/contradiction', prop, value, allowed, fix }] : [];
}
