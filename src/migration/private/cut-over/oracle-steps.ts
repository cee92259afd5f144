import { CutOverPlan, heredoc, heredocThatPrints, identifiers, sourceSchemas, texts } from './plan';
import type { SourceSteps } from './source-steps';

const SQLPLUS = 'sqlplus -s "$ORACLE"';
const PLAIN = 'SET HEADING OFF FEEDBACK OFF PAGESIZE 0';

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.Oracle.html */
export function oracleSteps(plan: CutOverPlan): SourceSteps {
  const schemas = sourceSchemas(plan);
  const ofOwners = `username IN (${texts(schemas)})`;
  return {
    login: `ORACLE=…/…@//…:${plan.source.port}/${plan.source.databaseName}  # an administrator of the source`,
    settings: [
      {
        title: 'Archive the redo logs',
        command:
          '# In a maintenance window, as SYSDBA: SHUTDOWN IMMEDIATE; STARTUP MOUNT; ALTER DATABASE ARCHIVELOG; ALTER DATABASE OPEN;',
        check: heredocThatPrints(SQLPLUS, 'ARCHIVELOG', PLAIN, 'SELECT log_mode FROM v$database;'),
        wayBack:
          '# The same with NOARCHIVELOG, if it was so before. Keep the archive for a day or more while the task runs.',
      },
      {
        title: 'Add supplemental logging',
        command: heredoc(
          SQLPLUS,
          'ALTER DATABASE ADD SUPPLEMENTAL LOG DATA;',
          'ALTER DATABASE ADD SUPPLEMENTAL LOG DATA (PRIMARY KEY) COLUMNS;',
        ),
        check: heredocThatPrints(
          SQLPLUS,
          'YES YES',
          PLAIN,
          "SELECT supplemental_log_data_min || ' ' || supplemental_log_data_pk FROM v$database;",
        ),
        wayBack: heredoc(
          SQLPLUS,
          'ALTER DATABASE DROP SUPPLEMENTAL LOG DATA (PRIMARY KEY) COLUMNS;',
          'ALTER DATABASE DROP SUPPLEMENTAL LOG DATA;',
        ),
      },
    ],
    user: {
      title: 'Create the user of DMS at the source',
      command: [
        '# With the grants that AWS lists under "user account privileges" for CDC by LogMiner, and SELECT on each table:',
        '# https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.Oracle.html',
        heredoc(
          SQLPLUS,
          'CREATE USER dms IDENTIFIED BY "…";',
          'GRANT CREATE SESSION, LOGMINING, SELECT ANY TRANSACTION TO dms;',
        ),
      ].join('\n'),
      check: heredocThatPrints(
        SQLPLUS,
        '3 or more',
        PLAIN,
        "SELECT count(*) FROM dba_sys_privs WHERE grantee = 'DMS';",
      ),
      wayBack: heredoc(SQLPLUS, 'DROP USER dms CASCADE;'),
    },
    freeze: {
      title: 'Freeze the source',
      command: heredoc(
        `# Stop the services of the old database; lock their users as well, where they are not those that own the tables:\n${SQLPLUS}`,
        ...schemas.map((schema) => `ALTER USER ${identifiers([schema])} ACCOUNT LOCK;`),
        `BEGIN FOR s IN (SELECT sid, serial# AS serial FROM v$session WHERE ${ofOwners}) LOOP`,
        "  EXECUTE IMMEDIATE 'ALTER SYSTEM KILL SESSION ''' || s.sid || ',' || s.serial || ''' IMMEDIATE';",
        'END LOOP; END;',
        '/',
      ),
      check: heredocThatPrints(SQLPLUS, '0', PLAIN, `SELECT count(*) FROM v$session WHERE ${ofOwners};`),
      wayBack: heredoc(SQLPLUS, ...schemas.map((schema) => `ALTER USER ${identifiers([schema])} ACCOUNT UNLOCK;`)),
    },
  };
}
