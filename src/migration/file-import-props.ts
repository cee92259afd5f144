import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CpuArchitecture, ICluster } from 'aws-cdk-lib/aws-ecs';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { ImportColumn } from './import-column';
import { ImportFormat } from './import-format';
import { IServiceBinding } from '../core';
import { IFileStore } from '../data';
import { IImageRepository } from '../service';

/** Properties for defining a `FileImport`. */
export interface FileImportProps {
  /** VPC of the importing tasks. */
  readonly vpc: IVpc;

  /**
   * Subnets of the tasks.
   * @default - the private subnets of the VPC
   */
  readonly taskSubnets?: SubnetSelection;

  /**
   * ECS cluster of the tasks.
   * @default - a cluster with Container Insights is created
   */
  readonly cluster?: ICluster;

  /** Repository of the importer's image. The command in `pendingInputs` builds it from this package. */
  readonly image: IImageRepository;

  /** PostgreSQL database as the user that inserts, such as `database.forUser('importer')`. The owner's binding is refused. */
  readonly database: IServiceBinding;

  /**
   * File store that the files are uploaded to, with `eventBridgeEnabled` and without `prefixPerTenant`. Reports are written
   * to it, below `reports/`.
   */
  readonly files: IFileStore;

  /**
   * Beginning of the keys of files that are imported, a folder with its slash such as `contacts/`. With `tenantColumn`, the
   * folder below it is the tenant: `contacts/acme/2026.csv`.
   */
  readonly keyPrefix: string;

  /** Format of the files. */
  readonly format: ImportFormat;

  /** Table that rows are inserted into, such as `contacts` or `crm.contacts`. */
  readonly table: string;

  /** Columns of the table, and what they are filled from. Columns of a file that are not named here are ignored and reported. */
  readonly columns: ImportColumn[];

  /**
   * Columns of the table by which a row is known, which have a unique index. A row that is there already is not inserted
   * again; with `tenantColumn`, that column is one of them.
   */
  readonly keyColumns: string[];

  /**
   * Column of the table with the tenant, which is the folder below `keyPrefix`. It goes with `tenantSetting`.
   * @default - rows have no tenant
   */
  readonly tenantColumn?: string;

  /**
   * Setting of PostgreSQL that row level security reads the tenant from, such as `app.tenant`. Each transaction sets it.
   * @see https://www.postgresql.org/docs/current/ddl-rowsecurity.html
   * @default - rows have no tenant
   */
  readonly tenantSetting?: string;

  /**
   * Column of the table with the id of the import. `undoCommand` deletes rows by it.
   * @default - an import cannot be undone
   */
  readonly importIdColumn?: string;

  /**
   * Share of rows that may be rejected, in percent. A file with more is refused before the first row is inserted.
   * @default 5
   */
  readonly maxRejectedPercent?: number;

  /**
   * Size of the largest file, up to 5 GiB. A larger one is refused.
   * @default Size.gibibytes(1)
   */
  readonly maxFileSize?: Size;

  /**
   * SNS topic that is notified at each end of an import, with its counts.
   * @default - a topic is created
   */
  readonly notificationTopic?: ITopic;

  /**
   * Time that the load of a file may take, from 1 minute to 24 hours, and its validation too. Then its task is stopped and
   * the import fails; the file can be imported again, and goes on where it stopped.
   * @default Duration.hours(2)
   */
  readonly timeout?: Duration;

  /**
   * CPU units of a task: 1024 are one vCPU.
   * @default 512
   */
  readonly cpu?: number;

  /**
   * Memory of a task. Fargate supports certain combinations with `cpu` only.
   * @default Size.gibibytes(1)
   */
  readonly memory?: Size;

  /**
   * CPU architecture that the image is built for.
   * @default CpuArchitecture.X86_64
   */
  readonly cpuArchitecture?: CpuArchitecture;

  /**
   * Name of the import: of its state machine, of the family of the task definition, and of their log groups. Reports,
   * metrics and the ledger know the import by it.
   * @default - a name that follows from the construct's path
   */
  readonly family?: string;

  /**
   * Retention of the log groups.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;

  /**
   * Customer managed KMS key of the log groups.
   * @default - encryption with keys of CloudWatch Logs
   */
  readonly logEncryptionKey?: IKey;

  /**
   * Removal policy of the log group of the tasks. `RemovalPolicy.DESTROY` is refused without
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
