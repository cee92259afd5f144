import { Problem } from '../../../core/private/checks/problems';
import { instance, TEXT, TEXTS, Type, typeProblems } from '../../../core/private/checks/types';
import type { ServiceSettingsProps } from '../../../data';
import type { BankSecretsScaffoldProps } from '../../bank-secrets-scaffold';

const STORAGE = instance('a SettingStorage, such as `SettingStorage.secret()`', '_identity');

/** Without those that `ServiceSettings` checks. */
const TYPES: Record<Exclude<keyof BankSecretsScaffoldProps, keyof ServiceSettingsProps>, Type> = {
  corsOrigins: TEXTS,
  authDomain: TEXT,
  authAudience: TEXT,
  graphqlPublicUrl: TEXT,
  nodeEnv: TEXT,
  cacheUri: STORAGE,
  sentryDsn: STORAGE,
  twilioKeys: TEXTS,
};

/** Props of the bank that are of another type. */
export function scaffoldTypeProblems(props: BankSecretsScaffoldProps): Array<Problem | undefined> {
  return typeProblems(props, TYPES);
}
