import { Construct } from 'constructs';
import { customerKey } from './adopted';
import { BankStack } from './bank-stack';
import { IImageRepository, ImageRepository } from '../../../service';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** The ECR repository of the API, unless it exists: created before the service, and kept after it. */
export class ImagesStack extends BankStack {
  public readonly image: IImageRepository;

  constructor(scope: Construct, id: string, config: BankMvpConfig) {
    super(scope, id, config, 'The images of the API');
    this.image = new ImageRepository(this, 'images', {
      image: config.api.image,
      encryptionKey: customerKey(this, config),
    });
  }
}
