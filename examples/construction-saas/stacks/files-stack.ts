import { StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RegionStack } from './region-stack';
import { FileStore } from 'rl-bank-constructs/data';

interface FilesStackProps extends StackProps {
  readonly domain: string;
}

/** Drawings and photos, below a prefix for each tenant: browsers upload and download by presigned URLs. */
export class FilesStack extends RegionStack {
  public readonly files: FileStore;

  constructor(scope: Construct, id: string, { domain, ...props }: FilesStackProps) {
    super(scope, id, { ...props, description: 'The files of the tenants in this region' });
    this.files = new FileStore(this, 'Files', { prefixPerTenant: true, corsOrigins: [`https://*.${domain}`] });
  }
}
