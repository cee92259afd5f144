import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { REPORTS } from './file-access';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { TEXT } from '../../../core/private/checks/types';
import { isOutsidePartitionAws } from '../../../core/private/stacks/stack-of';
import { startCommand } from '../../../core/private/state-machine/executions';
import { machineArnOf } from '../../../core/private/state-machine/machine-arns';
import type { IImageRepository } from '../../../service';

/** Whose files are imported. */
interface Imports {
  readonly name: string;
  readonly keyPrefix: string;
  readonly importIdColumn?: string;
  readonly image: IImageRepository;
}

/** Shell commands of an operator. They have no tokens where account and region of the stack are known. */
export class ImportCommands {
  public readonly name: string;
  public readonly keyPrefix: string;
  public readonly canUndo: boolean;
  private readonly image: IImageRepository;
  private readonly region: string;
  private readonly stateMachineArn: string;

  constructor(
    private readonly scope: Construct,
    { name, keyPrefix, importIdColumn, image }: Imports,
  ) {
    const stack = Stack.of(scope);
    const { region, account } = stack;
    const isKnown = ![region, account].some((value) => Token.isUnresolved(value)) && !isOutsidePartitionAws(region);
    this.name = name;
    this.keyPrefix = keyPrefix;
    this.canUndo = importIdColumn !== undefined;
    this.image = image;
    this.region = region;
    this.stateMachineArn = isKnown
      ? `arn:aws:states:${region}:${account}:stateMachine:${name}`
      : machineArnOf(stack, name);
  }

  /** Imports a file of the store, and waits for the end. */
  public importFile(key: string): string {
    requireArgument('FileImport.importCommand', 'key', key, TEXT);
    throwOnProblems(this.scope, this.keyProblem(key));
    return this.start({ key });
  }

  /** Deletes the rows of an import, and waits for the end. */
  public undo(importId: string): string {
    requireArgument('FileImport.undoCommand', 'importId', importId, TEXT);
    throwOnProblems(this.scope, this.undoProblem());
    return this.start({ undo: importId });
  }

  /** Copies a file or a folder into the folder of the import. */
  public upload(from: string, folder: string, options: string = ''): string {
    return `${this.bucket} && aws s3 cp --region ${this.region} ${from} "s3://$bucket/${this.keyPrefix}${folder}"${options}`;
  }

  /** Status of the last import that was started. */
  public get lastStatus(): string {
    const list = `aws stepfunctions --region ${this.region} list-executions --state-machine-arn ${this.stateMachineArn}`;
    return `${list} --no-paginate --query 'executions[0].status' --output text`;
  }

  /** Prints the newest report. */
  public get readReport(): string {
    const all = this.list(
      `${REPORTS}${this.keyPrefix}`,
      `Contents[?ends_with(Key, '/report.json')].[LastModified, Key]`,
    );
    const report = `report=$(${all} | sort | tail -n 1 | cut -f 2)`;
    return `${this.bucket} && ${report} && aws s3 cp --region ${this.region} "s3://$bucket/$report" -`;
  }

  /** Number of files that no import has ended for. */
  public get filesWithoutReport(): string {
    const keys = 'Contents[].[Key]';
    const files = `${this.list(this.keyPrefix, keys)} | grep -v '/$' | sort`;
    const ended = `sed -n 's#^${REPORTS}\\(.*\\)/[^/]*/report.json$#\\1#p'`;
    const reports = `${this.list(`${REPORTS}${this.keyPrefix}`, keys)} | ${ended} | sort -u`;
    return `${this.bucket} && comm -23 <(${files}) <(${reports}) | wc -l`;
  }

  /** Number of images under the tag or digest that the task runs. */
  public get imageCount(): string {
    const { imageUri, deploymentTag, repositoryUri, repository } = this.image;
    const isLate = Token.isUnresolved(repositoryUri);
    const name = isLate ? repository.repositoryName : repositoryUri.slice(repositoryUri.indexOf('/') + 1);
    const id = deploymentTag ? `imageTag=${deploymentTag}` : `imageDigest=${imageUri.slice(imageUri.indexOf('@') + 1)}`;
    const describe = `aws ecr --region ${this.region} describe-images --repository-name ${name} --image-ids ${id}`;
    return `${describe} --query 'length(imageDetails)' --output text`;
  }

  /** Puts the name of the bucket, as the task has it, into a variable. */
  private get bucket(): string {
    const query = `taskDefinition.containerDefinitions[0].environment[?name=='FILES_BUCKET'].value | [0]`;
    return `bucket=$(aws ecs --region ${this.region} describe-task-definition --task-definition ${this.name} --query "${query}" --output text)`;
  }

  private list(prefix: string, query: string): string {
    return `aws s3api --region ${this.region} list-objects-v2 --bucket "$bucket" --prefix ${prefix} --query "${query}" --output text`;
  }

  private start(input: object): string {
    const { region, stateMachineArn } = this;
    const fields = ['status', 'error', 'cause', 'output'];
    return startCommand({ region, stateMachineArn, input, variable: 'import', fields });
  }

  private keyProblem(key: string): Problem | undefined {
    return problemIf(!key.startsWith(this.keyPrefix) || key.length === this.keyPrefix.length, {
      code: 'file-import/not-a-key',
      prop: 'key',
      value: key,
      allowed: `must be a file below ${this.keyPrefix}, which alone the task may read`,
      fix: 'copy the file there',
    });
  }

  private undoProblem(): Problem | undefined {
    return problemIf(!this.canUndo, {
      code: 'file-import/cannot-undo',
      prop: 'importIdColumn',
      value: undefined,
      allowed: 'must be given, or the rows of an import cannot be told from others',
      fix: "add a column to the table, and name it in 'importIdColumn'",
    });
  }
}
