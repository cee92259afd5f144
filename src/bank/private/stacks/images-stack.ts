import { Construct } from 'constructs';
import { BankStack } from './bank-stack';
import { ImageRepository } from '../../../service';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** The ECR repository of the API: created before the service, and kept after it. */
export class ImagesStack extends BankStack {
  public readonly image: ImageRepository;

  constructor(scope: Construct, id: string, config: BankMvpConfig) {
    super(scope, id, config, 'The images of the API');
    const { image } = config.api;
    this.image = new ImageRepository(this, 'images', { image, repositoryExists: config.adopt.repository });
  }
}
