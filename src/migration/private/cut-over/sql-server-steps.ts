import { CutOverPlan, heredoc, heredocThatPrints, texts } from './plan';
import type { SourceSteps } from './source-steps';

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.SQLServer.html */
export function sqlServerSteps(plan: CutOverPlan): SourceSteps {
  const database = plan.source.databaseName!;
  const sql = `sqlcmd -b -d '${database}'`;
  const read = 'sqlcmd -b -h -1 -W';
  const property = (column: string, value: string) =>
    heredocThatPrints(
      read,
      value,
      'SET NOCOUNT ON;',
      `SELECT ${column} FROM sys.databases WHERE name = N'${database}';`,
      'GO',
    );
  const tables = [
    'FROM sys.tables t JOIN sys.schemas s ON s.schema_id = t.schema_id',
    `WHERE t.is_tracked_by_cdc = 0 AND (${selected(plan)});`,
  ];
  return {
    login: 'export SQLCMDSERVER=… SQLCMDUSER=… SQLCMDPASSWORD=…  # an administrator of the source',
    settings: [
      {
        title: 'Keep the whole transaction log',
        command: heredoc(
          sql,
          `ALTER DATABASE [${database}] SET RECOVERY FULL;`,
          `BACKUP DATABASE [${database}] TO DISK = N'${database}-before-the-migration.bak';`,
          'GO',
        ),
        check: property('recovery_model_desc', 'FULL'),
        wayBack: heredoc(sql, `ALTER DATABASE [${database}] SET RECOVERY SIMPLE; -- if it was SIMPLE`, 'GO'),
      },
      {
        title: 'Turn on MS-CDC',
        command: heredoc(
          sql,
          'EXEC sys.sp_cdc_enable_db;',
          'GO',
          "DECLARE @enable nvarchar(max) = N'';",
          "SELECT @enable += N'EXEC sys.sp_cdc_enable_table @source_schema = N' + QUOTENAME(s.name, '''')",
          "  + N', @source_name = N' + QUOTENAME(t.name, '''') + N', @role_name = NULL;'",
          ...tables,
          'EXEC (@enable);',
          'GO',
        ),
        check: heredocThatPrints(
          `${read} -d '${database}'`,
          '0',
          'SET NOCOUNT ON;',
          'SELECT count(*)',
          ...tables,
          'GO',
        ),
        wayBack: heredoc(sql, 'EXEC sys.sp_cdc_disable_db;', 'GO'),
      },
    ],
    user: {
      title: 'Create the user of DMS at the source',
      command: heredoc(
        [
          '# On a server that is not of RDS, DMS reads tables with a primary key by MS-Replication. That takes a distributor, and',
          '# ALTER SERVER ROLE sysadmin ADD MEMBER [dms]; as well, or what AWS lists under "without using the sysadmin role":',
          '# https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.SQLServer.CDC.html',
          sql,
        ].join('\n'),
        "CREATE LOGIN [dms] WITH PASSWORD = N'…';",
        'CREATE USER [dms] FOR LOGIN [dms];',
        'ALTER ROLE db_owner ADD MEMBER [dms];',
        'USE master;',
        'GRANT VIEW SERVER STATE TO [dms];',
        'GO',
      ),
      check: heredocThatPrints(
        `${read} -d '${database}'`,
        '1',
        'SET NOCOUNT ON;',
        "SELECT IS_ROLEMEMBER('db_owner', 'dms');",
        'GO',
      ),
      wayBack: heredoc(sql, 'DROP USER [dms];', 'DROP LOGIN [dms];', 'GO'),
    },
    freeze: {
      title: 'Freeze the source',
      command: heredoc(
        '# Stop the services of the old database, then:\nsqlcmd -b',
        `ALTER DATABASE [${database}] SET RESTRICTED_USER WITH ROLLBACK IMMEDIATE; -- owners alone connect: dms is one, a service should not be`,
        'GO',
      ),
      check: property('user_access_desc', 'RESTRICTED_USER'),
      wayBack: heredoc('sqlcmd -b', `ALTER DATABASE [${database}] SET MULTI_USER;`, 'GO'),
    },
  };
}

function selected({ tables }: CutOverPlan): string {
  return tables
    .map(
      ({ schema, table }) =>
        `s.name = ${texts([schema], 'N')}${table === undefined ? '' : ` AND t.name = ${texts([table], 'N')}`}`,
    )
    .map((condition) => `(${condition})`)
    .join(' OR ');
}
