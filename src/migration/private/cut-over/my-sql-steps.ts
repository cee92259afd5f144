import { CutOverPlan, heredoc, heredocThatPrints, sourceSchemas } from './plan';
import type { SourceSteps } from './source-steps';

const MYSQL = 'mysql --defaults-extra-file="$MYSQL"';
const READ = `${MYSQL} --skip-column-names --batch`;

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MySQL.html */
export function mySqlSteps(plan: CutOverPlan): SourceSteps {
  return {
    login: 'MYSQL=…  # file with host, port, user and password of an administrator of the source, under [client]',
    settings: [
      {
        title: 'Write a binary log of whole rows',
        command: [
          '# In my.cnf under [mysqld], then restart; for RDS in the parameter group, with automated backups on:',
          '#   server_id=1 log_bin=binlog binlog_format=ROW binlog_row_image=FULL binlog_checksum=NONE expire_logs_days=7',
          '# For RDS also: CALL mysql.rds_set_configuration("binlog retention hours", 24);',
        ].join('\n'),
        check: heredocThatPrints(
          READ,
          '1 ROW FULL NONE',
          "SELECT concat_ws(' ', @@log_bin, @@binlog_format, @@binlog_row_image, @@binlog_checksum);",
        ),
        wayBack: '# The values of before in my.cnf, and a restart.',
      },
    ],
    user: {
      title: 'Create the user of DMS at the source',
      command: heredoc(
        MYSQL,
        "CREATE USER 'dms'@'%' IDENTIFIED BY '…';",
        "GRANT REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO 'dms'@'%';",
        ...sourceSchemas(plan).map((schema) => `GRANT SELECT ON \`${schema.replaceAll('_', '\\_')}\`.* TO 'dms'@'%';`),
      ),
      check: heredocThatPrints(
        READ,
        '1',
        "SELECT count(*) FROM mysql.user WHERE user = 'dms' AND repl_slave_priv = 'Y';",
      ),
      wayBack: heredoc(MYSQL, "DROP USER 'dms'@'%';"),
    },
    freeze: {
      title: 'Freeze the source',
      command: heredoc(
        `# Stop the services of the old database, those first that have SUPER. For RDS: read_only in the parameter group.\n${MYSQL}`,
        'SET GLOBAL read_only = ON;',
      ),
      check: heredocThatPrints(READ, '1', 'SELECT @@read_only;'),
      wayBack: heredoc(MYSQL, 'SET GLOBAL read_only = OFF;'),
    },
  };
}
