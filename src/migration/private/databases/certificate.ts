import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { TEXT } from '../../../core/private/checks/types';

const CERTIFICATE_ARN = /^arn:aws[a-z-]*:dms:[a-z0-9-]+:\d{12}:cert:[A-Za-z0-9-]+$/;

/** Throws unless the ARN is that of a certificate of DMS, which knows neither ACM nor PEM texts. */
export function requireCertificate(place: string, certificateArn: string): void {
  requireArgument(place, 'certificateArn', certificateArn, TEXT);
  throwOnProblems(
    place,
    problemIf(!CERTIFICATE_ARN.test(certificateArn), {
      code: 'migration-tls/not-a-certificate',
      prop: 'certificateArn',
      value: certificateArn,
      allowed: 'must be the ARN of a certificate of DMS: it reads those of ACM no more than those of a file',
      fix: 'import it by `aws dms import-certificate`, and pass the ARN that it answers',
    }),
  );
}
