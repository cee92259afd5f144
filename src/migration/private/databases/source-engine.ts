import { CfnEndpointProps } from 'aws-cdk-lib/aws-dms';

/** What sources have in different words. */
export interface SourceEngine {
  /** Name in DMS. */
  readonly name: 'sqlserver' | 'oracle' | 'mysql' | 'mongodb';
  /** Settings of the endpoint in answers of the CLI. */
  readonly settingsName: string;
  readonly databaseName?: string;
  /** Whether DMS compares the rows of source and target. */
  readonly canValidate: boolean;
  /** Whether the source has columns: the documents of a MongoDB are one. */
  readonly hasColumns: boolean;
  /** What the endpoint has beside its identifier and its encryption. */
  readonly endpoint: (login: EndpointLogin) => Partial<CfnEndpointProps>;
}

/** Secret of an endpoint, and the role that reads it. */
export interface EndpointLogin {
  readonly secretsManagerSecretId: string;
  readonly secretsManagerAccessRoleArn: string;
}

export function sqlServer(databaseName: string): SourceEngine {
  return {
    ...{
      name: 'sqlserver',
      settingsName: 'MicrosoftSQLServerSettings',
      canValidate: true,
      hasColumns: true,
      databaseName,
    },
    endpoint: (login) => ({ databaseName, microsoftSqlServerSettings: { ...login, databaseName } }),
  };
}

export function oracle(databaseName: string): SourceEngine {
  return {
    ...{ name: 'oracle', settingsName: 'OracleSettings', canValidate: true, hasColumns: true, databaseName },
    endpoint: (login) => ({ databaseName, oracleSettings: login }),
  };
}

export function mySql(): SourceEngine {
  return {
    ...{ name: 'mysql', settingsName: 'MySQLSettings', canValidate: true, hasColumns: true },
    endpoint: (login) => ({ mySqlSettings: login }),
  };
}

/** What a MongoDB has to say more. */
interface MongoDbSettings {
  readonly authenticationDatabase: string;
  readonly fieldsAsColumns: boolean;
}

export function mongoDb(
  databaseName: string,
  { authenticationDatabase, fieldsAsColumns }: MongoDbSettings,
): SourceEngine {
  const mode = fieldsAsColumns
    ? { nestingLevel: 'one', docsToInvestigate: '1000' }
    : { nestingLevel: 'none', extractDocId: 'true' }; // without a column of its own for the id, CDC has no key
  return {
    ...{
      name: 'mongodb',
      settingsName: 'MongoDbSettings',
      canValidate: false,
      hasColumns: fieldsAsColumns,
      databaseName,
    },
    endpoint: (login) => ({
      databaseName,
      mongoDbSettings: { ...login, ...mode, databaseName, authType: 'password', authSource: authenticationDatabase },
    }),
  };
}
