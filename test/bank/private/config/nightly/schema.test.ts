import { describeAgreement } from '../agreement';

describeAgreement(1000);
