import type { CutOverPlan } from './plan';
import type { SourceSteps } from './source-steps';

const MONGOSH = 'mongosh "$MONGO" --quiet --eval';

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html */
export function mongoDbSteps({ source }: CutOverPlan): SourceSteps {
  const database = source.databaseName!;
  const roles = `{ role: "dms", db: "admin" }, { role: "read", db: "${database}" }`;
  const changes = `db.getSiblingDB("local").oplog.rs.countDocuments({ ns: /^${database.replaceAll('.', '\\.')}\\./, ts: { $gt: Timestamp({ t: Math.floor(new Date() / 1000) - 60, i: 0 }) } })`;
  return {
    login: `MONGO='mongodb://…:…@…:${source.port}/?authSource=admin&replicaSet=…'  # an administrator of the source`,
    settings: [
      {
        title: 'Run MongoDB as a replica set',
        command: [
          '# A server alone has no oplog. In a maintenance window, with replication.replSetName in mongod.conf and a restart:',
          `# mongosh … --eval 'rs.initiate()'`,
        ].join('\n'),
        check: `${MONGOSH} 'rs.status().ok' # prints 1`,
        wayBack: '# A replica set of one member serves as a server does: leave it.',
      },
      {
        title: 'Keep changes for as long as the full load takes',
        command: `${MONGOSH} 'db.adminCommand({ replSetResizeOplog: 1, minRetentionHours: 48 })' # from MongoDB 4.4 on; before, by its size`,
        check: `${MONGOSH} 'db.serverStatus().oplogTruncation.oplogMinRetentionHours' # prints 48`,
        wayBack: `${MONGOSH} 'db.adminCommand({ replSetResizeOplog: 1, minRetentionHours: 0 })'`,
      },
    ],
    user: {
      title: 'Create the user of DMS at the source',
      command: [
        `${MONGOSH} 'const admin = db.getSiblingDB("admin");`,
        'admin.createRole({ role: "dms", roles: [], privileges: [{ resource: { db: "", collection: "" }, actions: ["find", "changeStream"] }] });',
        `admin.createUser({ user: "dms", pwd: "…", roles: [${roles}] })'`,
      ].join('\n'),
      check: `${MONGOSH} 'db.getSiblingDB("admin").getUser("dms").roles.length' # prints 2`,
      wayBack: `${MONGOSH} 'db.getSiblingDB("admin").dropUser("dms"); db.getSiblingDB("admin").dropRole("dms")'`,
    },
    freeze: {
      title: 'Freeze the source',
      command: [
        '# Stop the services of the old database, and let their user read alone:',
        `${MONGOSH} 'db.getSiblingDB("…").updateUser("…", { roles: [{ role: "read", db: "${database}" }] })'`,
      ].join('\n'),
      check: `${MONGOSH} '${changes}' # prints 0, a minute later`,
      wayBack: `${MONGOSH} 'db.getSiblingDB("…").updateUser("…", { roles: [{ role: "readWrite", db: "${database}" }] })'`,
    },
  };
}
